"""What may be typed about an organization: plain words, and nothing of anybody's private life."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date, timedelta

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from directory.account.complaint import Refused, refuse
from directory.account.person import address_of, is_mixed
from directory.asking.personal_number import has_email, has_personal_number, phone_numbers
from directory.graph.facts import Visibility
from directory.protection import TellingKind, telling

LONGEST_LINE, LONGEST_TEXT = 120, 1000
MONTHS = 24
LONGEST = timedelta(days=731)
"""A contact person is asked again after two years at the latest; two years with a leap day among them."""
REGION = "SE"
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories of what nobody sees: controls, direction marks, zero-width signs."""
PLACES = frozenset({TellingKind.STREET, TellingKind.POSTCODE, TellingKind.POSITION, TellingKind.MAP})
LINK_SIGNS = ("://", "www.", "http:", "https:")
PREMIUM = frozenset({PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST})
PRIVATE = frozenset({PhoneNumberType.PERSONAL_NUMBER, PhoneNumberType.PAGER})


def line_of(field: str, typed: str, *, is_needed: bool = True, most: int = LONGEST_LINE) -> str:
    """Return one line as it is stored: one form of each letter, single spaces.

    Raises:
        Refused: it is missing, too long, holds signs that nobody sees, or words that mix alphabets.
    """
    given = " ".join(unicodedata.normalize("NFC", typed).split())
    if not given and is_needed:
        raise refuse(field, "Fältet behöver fyllas i.", "This field has to be filled in.")
    if len(given) > most:
        raise refuse(field, f"Skriv högst {most} tecken.", f"Write at most {most} characters.")
    if any(unicodedata.category(sign) in HIDDEN for sign in given):
        raise refuse(
            field,
            "Texten innehåller osynliga tecken. Skriv den för hand i stället för att klistra in den.",
            "The text holds invisible characters. Type it by hand instead of pasting it.",
        )
    if any(is_mixed(word) for word in given.split()):
        raise refuse(
            field,
            "Ett ord blandar bokstäver ur olika alfabet, så att det kan tas för ett annat. Skriv det för hand.",
            "A word mixes letters of different alphabets, so that it may pass for another. Type it by hand.",
        )
    return given


def title_of(field: str, typed: str, *, is_needed: bool = True) -> str:
    """Return a name of a function, such as *Dagjour*: a line that reaches nobody and tells no place."""
    given = line_of(field, typed, is_needed=is_needed)
    return _impersonal(field, given)


def words_of(field: str, typed: str, today: date, *, is_needed: bool = True, most: int = LONGEST_LINE) -> str:
    """Return free words: a line without personal numbers, addresses, numbers and links."""
    given = line_of(field, typed, is_needed=is_needed, most=most)
    if has_personal_number(given, today):
        raise refuse(
            field,
            "Texten ser ut att innehålla ett personnummer. Ta bort det.",
            "The text seems to hold a personal number. Take it out.",
        )
    return _impersonal(field, given)


def person_of(typed: str, today: date) -> str:
    """Return the name of a contact person.

    Raises:
        Refused: it is missing, or holds more than a name.
    """
    given = words_of("name", typed, today, most=80)
    if any(sign.isdigit() or sign in "@/\\<>{}" for sign in given):
        raise refuse(
            "name",
            "Skriv bara namnet, utan siffror och tecken.",
            "Write the name only, without digits and signs.",
        )
    return given


def phone_of(typed: str, *, is_work_mobile: bool) -> tuple[str, str]:
    """Return a number as E.164 and as people read it; two empty texts where none was typed.

    Raises:
        Refused: it is no number, one that costs extra, or one that may belong to a private person.
    """
    if not typed.strip():
        return "", ""
    given = line_of("phone", typed, most=40)
    try:
        number = phonenumbers.parse(given, REGION)
        is_valid = phonenumbers.is_valid_number(number)
    except NumberParseException:
        is_valid = False
    if not is_valid or number.extension:
        raise refuse(
            "phone",
            "Det går inte att läsa som ett telefonnummer. Skriv det som 08-123 456 78 eller +46 8 123 456 78.",
            "This cannot be read as a phone number. Write it as 08-123 456 78 or +46 8 123 456 78.",
        )
    kind = phonenumbers.number_type(number)
    if kind in PREMIUM:
        raise refuse(
            "phone",
            "Det är ett betalnummer: den som ringer skulle betala extra. Ange ett vanligt nummer.",
            "This is a premium number: callers would pay extra. Give an ordinary number.",
        )
    if kind in PRIVATE:
        raise refuse(
            "phone",
            "Numret hör till en privatperson. Ange numret till arbetet.",
            "This number belongs to a private person. Give the number at work.",
        )
    if kind == PhoneNumberType.MOBILE and not is_work_mobile:
        raise refuse(
            "phone",
            "Det är ett mobilnummer. Är det en tjänstemobil, kryssa i rutan. En privat mobil får inte stå här.",
            "This is a mobile number. If it is a work phone, tick the box. A private mobile must not stand here.",
        )
    is_swedish = number.country_code == 46
    shown = PhoneNumberFormat.NATIONAL if is_swedish else PhoneNumberFormat.INTERNATIONAL
    return (
        phonenumbers.format_number(number, PhoneNumberFormat.E164),
        phonenumbers.format_number(number, shown),
    )


def mail_of(typed: str) -> str:
    """Return a mail address as it is stored; empty where none was typed.

    Raises:
        Refused: it is none.
    """
    return address_of(typed) if typed.strip() else ""


def day_of(field: str, typed: str, today: date) -> date:
    """Return the last day of a listing.

    Raises:
        Refused: it is none, is past, or lies too far ahead.
    """
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        raise refuse(
            field, "Välj ett datum, till exempel 2027-11-30.", "Choose a date, such as 2027-11-30."
        ) from None
    if day < today:
        raise refuse(field, "Dagen har redan varit.", "That day has passed.")
    if day > today + LONGEST:
        raise refuse(
            field,
            f"Högst {MONTHS} månader framåt. Sedan frågar vi om det fortfarande stämmer.",
            f"At most {MONTHS} months ahead. Then we ask whether it still holds.",
        )
    return day


def visibility_of(typed: str) -> Visibility:
    """Return who may see it.

    Raises:
        Refused: nothing of the kind.
    """
    try:
        return Visibility(typed)
    except ValueError:
        raise refuse("visibility", "Välj vem som får se det.", "Choose who may see it.") from None


def digest_of(way: str) -> str:
    """Return what is kept of the mailbox or number of somebody who objected: a SHA-256 as hex."""
    return hashlib.sha256(way.strip().lower().encode()).hexdigest()


def _impersonal(field: str, given: str) -> str:
    if given and has_way_to_reach(given):
        raise refuse(
            field,
            "Texten innehåller ett nummer, en mailadress eller en länk. Sådant granskas av två: skriv det i sitt fält.",
            "The text holds a number, a mail address or a link. Two people look at those: write them in their fields.",
        )
    if given and any(one.kind in PLACES for one in telling(given)):
        raise refuse(
            field,
            "Texten ser ut att innehålla en adress. Ta bort den: här ska ingen hemadress stå.",
            "The text seems to hold an address. Take it out: no home address may stand here.",
        )
    return given


def has_way_to_reach(text: str) -> bool:
    """Tell whether *text* holds a phone number, a mail address or a link."""
    lower = text.lower()
    return has_email(text) or bool(phone_numbers(text)) or any(sign in lower for sign in LINK_SIGNS)


__all__ = [
    "LONGEST",
    "LONGEST_LINE",
    "LONGEST_TEXT",
    "Refused",
    "day_of",
    "digest_of",
    "has_way_to_reach",
    "line_of",
    "mail_of",
    "person_of",
    "phone_of",
    "title_of",
    "visibility_of",
    "words_of",
]
