"""The letter that asks: its words are made when it leaves, with a link of its own that opens for two months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from babel.dates import format_date
from sqlalchemy.orm import Session

from directory.account import ticket
from directory.account.ticket import LASTS
from directory.clock import as_local
from directory.graph.facts import Visibility
from directory.mail import LetterKind, Maker
from directory.maintaining.inquiry.own import own_facts
from directory.model import Campaign, Inquiry, OutgoingMail, Purpose

PATH = "/confirm/"
PARTED = ":"
"""Between the id of an inquiry and that of its letter, in the subject of a ticket."""


class Topic(StrEnum):
    """What a campaign asks for; the words of its page are in the web."""

    SUMMER_HOURS = "summer_hours"
    EVERYTHING = "everything"
    CONTACTS = "contacts"


STANDING = "standing"
ASKED: Mapping[str, Mapping[str, str]] = {
    "sv": {
        STANDING: "Då och då frågar vi om det som står om er i Kontaktnätet fortfarande stämmer.",
        Topic.SUMMER_HOURS: "Vi frågar alla i området hur de har öppet i sommar.",
        Topic.EVERYTHING: "Vi frågar alla i området om det som står om dem i Kontaktnätet stämmer.",
        Topic.CONTACTS: "Vi frågar alla i området om deras kontaktpersoner är desamma.",
    },
    "en": {
        STANDING: "Now and then we ask whether what Kontaktnätet says about you is still right.",
        Topic.SUMMER_HOURS: "We are asking everybody in the area about their opening hours this summer.",
        Topic.EVERYTHING: "We are asking everybody in the area whether what Kontaktnätet says about them is right.",
        Topic.CONTACTS: "We are asking everybody in the area whether their contact persons are the same.",
    },
}
AGAIN: Mapping[str, str] = {
    "sv": "Vi har frågat förut och inte fått något svar.",
    "en": "We have asked before and got no answer.",
}
FROM_THE_COORDINATOR: Mapping[str, str] = {
    "sv": "Samordnaren skriver:",
    "en": "The coordinator writes:",
}


def class_of(inquiry: Inquiry) -> Visibility:
    """Return what whoever was asked may see: a member what the network does, a general mailbox what everybody does."""
    return Visibility.NETWORK if inquiry.account_id is not None else Visibility.PUBLIC


def makers(site: str) -> dict[LetterKind, Maker]:
    """Return what makes the words of the letter; *site* is the base URL."""

    def inquiry(session: Session, letter: OutgoingMail, now: datetime) -> Mapping[str, str] | None:
        found = session.get(Inquiry, letter.values["inquiry_id"])
        if found is None or found.answered_at is not None:
            return None
        # What everybody may see, whoever it goes to: a letter goes astray, and the page behind its link does not.
        own = own_facts(session, found.organization_id, Visibility.PUBLIC, as_local(now).date())
        if own is None:
            return None
        token = ticket.issue(session, Purpose.CONFIRM, f"{found.id}{PARTED}{letter.id}", now)
        lang = letter.lang
        campaign = session.get(Campaign, found.campaign_id) if found.campaign_id else None
        asked = ASKED[lang][campaign.topic if campaign is not None else STANDING]
        words = campaign.words if campaign is not None else ""
        until = as_local(now + LASTS[Purpose.CONFIRM]).date()
        return {
            "asked": asked if found.times == 1 else f"{asked} {AGAIN[lang]}",
            "facts": own.in_a_letter(lang),
            "words": f"{FROM_THE_COORDINATOR[lang]} {words}" if words else "",
            "link": site + PATH + token,
            "until": format_date(until, "d MMMM", locale=lang),
        }

    return {LetterKind.INQUIRY: inquiry}
