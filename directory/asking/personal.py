"""Notice what must not be typed here: personal numbers, e-mail addresses and names. Nothing of it is ever returned.

A personal number is refused in every writing (10 or 12 digits, hyphen, plus, spaces, also co-ordination numbers with
60 added to the day). A phone number is not: it is left unread. A name is refused when it is a common first name, when
the sentence says that somebody is called so, or when it has the shape of a name (two unknown capitalised words, an
unknown capitalised word beside an age, a title before it).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from .reading import RefusalCode
from .sentence import Sentence
from .vocabulary import load_names, load_numbers, load_vocabulary

_SEPARATORS: Final = frozenset(" -+–—−.‐‑/ \u00a0")
_MOST_SEPARATORS: Final = 3
_SURNAME_ENDINGS: Final = (
    "sson",
    "sdotter",
    "qvist",
    "kvist",
    "strom",
    "gren",
    "ović",
    "ovic",
    "escu",
    "owski",
    "enko",
)
_AMBIGUOUS_NAMES: Final = frozenset(
    """
    ada aina alva art ana bo bill bror daniel dag ella elsa ester frank fatou grace gun ida iman inga ion isa jack jan
    jana jane jon john joy jon jun karin kent kim kind lena lian lo lova max maja maj malin mark may mia mina mira nadia nils
    nina noor olga ola osa per pia rima rosa rose ros said sara sal sanna saga saul sky sol sten stig sture sun sven
    tara tim tom tor tord tore ture ulf vera vida viola viva will ylva zara ana asha lana lara lisa luna lina linda maria
    angela precious victor victoria paris alma tyra sofia klara katarina matteus hedvig johannes august april june juli june
    laura lotta love hope favour blessing faith angel lea leah rana rut ruth ari moa mats
    """.split()
)
"""First names that are also words, months or places: a name only where the sentence treats them as one."""
_ALWAYS_NAMES: Final = frozenset(
    "maria daniel ella ida karin lena maja malin nina sara zara lisa lina nadia linda victor victoria nils john elsa sofia klara laura olga sven angela ulf moa mats ylva katarina".split()
)
"""Those of them that are hardly ever anything else when written with a capital."""


def find_personal_data(
    text: str, sentence: Sentence, places: frozenset[int], today: date
) -> RefusalCode | None:
    """Return why the text must be refused, or None. *places*: indices of words that are place names."""
    if _has_personal_number(text, today):
        return RefusalCode.PERSONAL_NUMBER
    if _has_email(text):
        return RefusalCode.EMAIL
    if any(_is_name(sentence, index, places) for index in range(len(sentence.tokens))):
        return RefusalCode.NAME
    return None


def _has_email(text: str) -> bool:
    for place, sign in enumerate(text):
        if sign == "@" and 0 < place < len(text) - 3:
            before, after = (
                text[place - 1],
                text[place + 1 :].split(maxsplit=1)[0] if text[place + 1].strip() else "",
            )
            if (before.isalnum() or before in "._-+") and "." in after.strip(".,;:!?"):
                return True
    return False


def _digit_groups(text: str) -> Iterator[list[tuple[str, str]]]:
    """Yield runs of digit groups with what stands before each: ``900101-1234`` → [("", "900101"), ("-", "1234")]."""
    run: list[tuple[str, str]] = []
    position, gap = 0, ""
    while position < len(text):
        sign = text[position]
        if sign.isdecimal():
            start = position
            while position < len(text) and text[position].isdecimal():
                position += 1
            if run and (len(gap) > _MOST_SEPARATORS or any(each not in _SEPARATORS for each in gap)):
                yield run
                run = []
            run.append((gap if run else "", text[start:position]))
            gap = ""
        else:
            gap += sign
            position += 1
    if run:
        yield run


def _has_personal_number(text: str, today: date) -> bool:
    for run in _digit_groups(text):
        for first in range(len(run)):
            digits = ""
            for last in range(first, len(run)):
                digits += run[last][1]
                if len(digits) > 12:
                    break
                is_split = last > first and len(run[last][1]) == 4 and len(digits) in (10, 12)
                if len(digits) in (10, 12) and _is_personal_number(digits, today, is_split=is_split):
                    if not _is_phone(run[first][1], digits) or is_split and len(run[first][1]) >= 6:
                        return True
    return False


def _is_phone(first: str, digits: str) -> bool:
    """Whether the digits begin as a Swedish phone number written in the usual groups: ``070-174 06 05``."""
    return first.startswith("0") and len(first) in (2, 3, 4) and len(digits) == 10


def _is_personal_number(digits: str, today: date, *, is_split: bool) -> bool:
    """Whether *digits* are date of birth (60 added to the day or not) and four more.

    Written in one run, the check digit must be right, too: otherwise it is some other number.
    """
    if len(digits) == 12:
        century, digits = digits[:2], digits[2:]
        if century not in ("18", "19", "20"):
            return False
        year = int(century + digits[:2])
    else:
        year = today.year // 100 * 100 + int(digits[:2])
        year -= 100 if year > today.year else 0
    month, day = int(digits[2:4]), int(digits[4:6])
    day -= 60 if day > 60 else 0
    try:
        born = date(year, month, day)
    except ValueError:
        return False
    if born > today:
        return False
    return is_split or _luhn(digits)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(digits):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _is_name(sentence: Sentence, index: int, places: frozenset[int]) -> bool:
    token = sentence.tokens[index]
    if not token.key.isalpha() or len(token.key) < 2:
        return False
    if _is_called(sentence, index):
        return index not in places and not load_vocabulary().knows(token) or token.key in load_names()
    if index in places:
        return False
    if token.key in load_names():
        return _is_used_as_name(sentence, index, places)
    if _has_title(sentence, index):
        return token.is_capital and not load_vocabulary().knows(token)
    if not _is_unknown_capital(sentence, index, places):
        return False
    if token.key.endswith(_SURNAME_ENDINGS) and len(token.key) >= 6:
        return True
    return (
        _is_unknown_capital(sentence, index + 1, places)
        and sentence.tokens[index + 1].before == " "
        or _is_beside_age(sentence, index)
    )


def _is_used_as_name(sentence: Sentence, index: int, places: frozenset[int]) -> bool:
    token = sentence.tokens[index]
    if token.key not in _AMBIGUOUS_NAMES and len(token.key) >= 3:
        return not load_vocabulary().means_something(token) or token.is_capital and not token.starts_sentence
    if (
        not token.is_capital
        or token.text.isupper()
        and len(token.text) > 2
        and len(token.text) == len(token.key)
        and _is_all_upper(sentence)
    ):
        return token.key in _ALWAYS_NAMES and _is_beside_age(sentence, index)
    if token.key in _ALWAYS_NAMES:
        return True
    follows = _is_unknown_capital(sentence, index + 1, places) and sentence.tokens[index + 1].before == " "
    return follows or _is_beside_age(sentence, index)


def _is_all_upper(sentence: Sentence) -> bool:
    return sentence.text.isupper()


def _is_unknown_capital(sentence: Sentence, index: int, places: frozenset[int]) -> bool:
    if not 0 <= index < len(sentence.tokens) or index in places:
        return False
    token = sentence.tokens[index]
    if not token.is_capital or not token.key.isalpha() or len(token.text) < 2 or token.text.isupper():
        return False
    if token.key in load_numbers() or sentence.at(index) is not None or load_vocabulary().knows(token):
        return token.key in load_names() and token.key in _ALWAYS_NAMES
    return True


def _is_beside_age(sentence: Sentence, index: int) -> bool:
    """Whether an age follows at once: *Zelda, 28 år*, *Zelda 28*."""
    number = sentence.tokens[index + 1].number if index + 1 < len(sentence.tokens) else None
    if (
        number is None
        or not 0 < number <= 110
        or sentence.tokens[index + 1].before.strip() not in ("", ",", "(")
    ):
        return False
    unit = sentence.key(index + 2)
    is_address = sentence.key(index).endswith(
        ("gatan", "vagen", "torget", "grand", "gata", "vag", "street", "road", "plan")
    )
    return not is_address and (
        unit.startswith(("ar", "yo", "year", "bast")) or sentence.starts_clause(index + 2) or unit != ""
    )


def _is_called(sentence: Sentence, index: int) -> bool:
    before = sentence.at(index - 1)
    if before is None or "1" not in before.values("name") or before.stop != index:
        return False
    return not sentence.tokens[index].starts_sentence


def _has_title(sentence: Sentence, index: int) -> bool:
    before = sentence.at(index - 1)
    return before is not None and "title" in before.values("name")
