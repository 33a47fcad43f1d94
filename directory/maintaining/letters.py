"""The letter that tells somebody that they are a contact person; its link is made at the moment of sending."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from babel.dates import format_date
from sqlalchemy.orm import Session

from directory.account import ticket
from directory.clock import STOCKHOLM
from directory.graph.facts import Visibility
from directory.mail import LetterKind, Maker, post
from directory.maintaining.purpose import Purpose as WhyListed
from directory.maintaining.purpose import Why, purpose_of
from directory.model import Account, Contact, OutgoingMail, Purpose

LISTING_PATH = "/listing/"
LANG = "sv"
KEPT_AFTER = timedelta(days=90)
"""How long what has ended is kept, so that somebody can still see what was said of them; then it is erased."""

WHY: Mapping[str, Mapping[Why, str]] = {
    "sv": {
        Why.CASES: "att bli tillfrågad i ärenden",
        Why.COORDINATION: "att samordna arbete mellan organisationer",
        Why.URGENT: "att nås när det är bråttom",
        Why.ADVICE: "att ge råd till yrkesverksamma",
        Why.OTHER: "annat",
    },
    "en": {
        Why.CASES: "to be asked in cases",
        Why.COORDINATION: "to coordinate work between organizations",
        Why.URGENT: "to be reached when it is urgent",
        Why.ADVICE: "to give advice to professionals",
        Why.OTHER: "something else",
    },
}
SEEN_BY: Mapping[str, Mapping[Visibility, str]] = {
    "sv": {
        Visibility.PUBLIC: "alla, också allmänheten",
        Visibility.NETWORK: "inloggade som arbetar med samma frågor, inte allmänheten",
        Visibility.RESTRICTED: "få som behöver dem, en i taget, och det antecknas vem som har sett dem",
    },
    "en": {
        Visibility.PUBLIC: "everybody, the public too",
        Visibility.NETWORK: "people signed in who work with the same questions, not the public",
        Visibility.RESTRICTED: "a few who need them, one at a time, and it is written down who saw them",
    },
}


def say_day(day: date, lang: str) -> str:
    """Return *day* in words of *lang*."""
    return format_date(day, "d MMMM y", locale=lang)


def say_purpose(purpose: WhyListed, lang: str) -> str:
    """Return what somebody is listed for, in words of *lang*; free words as they were typed."""
    if purpose.why is Why.OTHER and purpose.words:
        return purpose.words
    said = WHY[lang][purpose.why]
    return f"{said} ({purpose.words})" if purpose.words else said


def post_listed(writing: Session, contact: Contact) -> None:
    """Post the letter that tells a person what is held about her; the outbox holds the id of the row only."""
    post(writing, LetterKind.CONTACT_LISTED, to=contact.email, lang=LANG, values={"contact_id": contact.id})


def makers(site: str) -> dict[LetterKind, Maker]:
    """Return what makes the words of the letter; *site* is the base URL."""

    def listed(session: Session, letter: OutgoingMail, now: datetime) -> Mapping[str, str] | None:
        contact = session.get(Contact, letter.values["contact_id"])
        if contact is None or contact.approved_at is None or contact.ended_at is not None:
            return None
        end = datetime.combine(contact.valid_to, time.max, STOCKHOLM).replace(microsecond=0)
        token = ticket.issue(session, Purpose.LISTING, contact.id, now, until=end + KEPT_AFTER)
        lister = session.get(Account, contact.proposed_by) if contact.proposed_by else None
        return {
            "lister": lister.name if lister is not None and lister.name else "Kontaktnätet",
            "link": site + LISTING_PATH + token,
            "purpose": say_purpose(purpose_of(contact.purpose), letter.lang),
            "seen_by": SEEN_BY[letter.lang][contact.visibility],
            "until": say_day(contact.valid_to, letter.lang),
        }

    return {LetterKind.CONTACT_LISTED: listed}
