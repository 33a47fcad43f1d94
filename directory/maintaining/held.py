"""All that is held about a contact person: for her own eyes, on a page and as a file (GDPR, articles 15 and 20)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.account import ticket
from directory.account.complaint import expired
from directory.ledger import Act, note
from directory.ledger.note import SYSTEM
from directory.maintaining.erasing import OURS
from directory.maintaining.letters import KEPT_AFTER
from directory.maintaining.purpose import Purpose as WhyListed
from directory.maintaining.purpose import purpose_of
from directory.maintaining.workplace import organization_of
from directory.model import (
    Absence,
    Account,
    Contact,
    LedgerEntry,
    Organization,
    OutgoingMail,
    Post,
    Purpose,
    Service,
)

LISTED_PERSON = "listed-person"
"""Who stands in the ledger for what somebody does by the link of her letter."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was done with the details. ``by`` is empty for the program itself and for whoever is gone."""

    at: datetime
    act: str
    by: str


@dataclass(frozen=True, slots=True)
class Held:
    """What is held. ``waiting``: changes of her that nobody has approved; ``letters``: moment and kind of each.

    ``others``: her listings elsewhere, each with its post and whose it is. ``absences``: when she is, or was, away, and
    when she stands in for somebody.
    """

    contact: Contact
    post: Post
    organization: str
    service: str
    purpose: WhyListed
    source: str
    approved_by: str
    waiting: tuple[Contact, ...]
    changes: tuple[Change, ...]
    letters: tuple[tuple[datetime, str], ...]
    others: tuple[tuple[Contact, str, str], ...]
    absences: tuple[Absence, ...] = ()


def held_by(reading: Session, token: str, now: datetime) -> Held:
    """Return what is held about whoever got the link with *token*; nothing is written.

    Raises:
        Expired: the link does not work, or nothing is held any more.
    """
    contact = reading.get(Contact, ticket.look_at(reading, Purpose.LISTING, token, now))
    if contact is None:
        raise expired()
    return held_about(reading, contact)


def held_about(reading: Session, contact: Contact) -> Held:
    """Return what is held about a contact person."""
    holds = reading.get_one(Post, contact.post_id)
    service = reading.get(Service, contact.service_id) if contact.service_id else None
    organization = reading.get(Organization, organization_of(reading, contact) or "")
    waiting = tuple(
        reading.scalars(select(Contact).where(Contact.replaces_id == contact.id).order_by(Contact.id))
    )
    return Held(
        contact=contact,
        post=holds,
        organization=organization.name if organization is not None else "",
        service=service.name if service is not None else "",
        purpose=purpose_of(contact.purpose),
        source=_name(reading, contact.proposed_by),
        approved_by=_name(reading, contact.approved_by),
        waiting=waiting,
        changes=_changes(reading, [contact.id, *(one.id for one in waiting)]),
        letters=_letters(reading, contact.email),
        others=tuple(_elsewhere(reading, one) for one in same_person(reading, contact)[1:]),
        absences=_absences(reading, contact),
    )


def same_person(reading: Session, contact: Contact) -> list[Contact]:
    """List the listings of one person: *contact* first, then those of the same name and the same mailbox.

    Her link came to the mailbox, so that is what it proves. A number is proof of nothing: whoever lists her name and
    number with a mailbox of their own would read, and end, what others list. Changes that wait are not among them.
    """
    if not contact.email:
        return [contact]
    rows = reading.scalars(
        select(Contact)
        .where(Contact.email == contact.email, Contact.id != contact.id, Contact.replaces_id.is_(None))
        .order_by(Contact.id)
    )
    return [contact, *(row for row in rows if row.name.casefold() == contact.name.casefold())]


def _absences(reading: Session, contact: Contact) -> tuple[Absence, ...]:
    of_her = or_(Absence.contact_id == contact.id, Absence.stand_in_id == contact.id)
    rows = select(Absence).where(of_her).order_by(Absence.from_on, Absence.id)
    return tuple(reading.scalars(rows))


def _elsewhere(reading: Session, contact: Contact) -> tuple[Contact, str, str]:
    holds = reading.get_one(Post, contact.post_id)
    organization = reading.get(Organization, organization_of(reading, contact) or "")
    return contact, holds.title, organization.name if organization is not None else ""


def export(writing: Session, token: str, now: datetime) -> dict[str, Any]:
    """Return all that is held about whoever got the link, as JSON; that it was fetched is noted.

    Raises:
        Expired: the link does not work.
    """
    held = held_by(writing, token, now)
    note(
        writing,
        Act.CONTACT_EXPORTED,
        actor=LISTED_PERSON,
        kind="contact",
        record=held.contact.id,
        organization=organization_of(writing, held.contact),
    )
    writing.flush()
    return as_json(held)


def as_json(held: Held) -> dict[str, Any]:
    """Return what is held as plain values; names are those of the columns."""
    return {
        "contact": _row(held.contact),
        "post": {"title": held.post.title, "title_en": held.post.title_en},
        "organization": held.organization,
        "service": held.service,
        "purpose": {"why": held.purpose.why.value, "words": held.purpose.words},
        "source": held.source,
        "approved_by": held.approved_by,
        "kept_until": (held.contact.valid_to + KEPT_AFTER).isoformat(),
        "other_listings": [
            {"contact": _row(one), "post": title, "organization": name} for one, title, name in held.others
        ],
        "absences": [
            {
                "from": one.from_on.isoformat(),
                "to": one.to_on.isoformat(),
                "stands_in": one.stand_in_id == held.contact.id,
            }
            for one in held.absences
        ],
        "waiting_changes": [_row(one) for one in held.waiting],
        "changes": [
            {"at": one.at.isoformat(), "act": one.act, "by": one.by or SYSTEM} for one in held.changes
        ],
        "letters": [{"at": at.isoformat(), "kind": kind} for at, kind in held.letters],
    }


def _row(contact: Contact) -> Mapping[str, Any]:
    names = (
        *("id", "name", "phone", "phone_display", "email", "visibility", "public_reason", "valid_from"),
        *("valid_to", "told", "approved_at", "notified_at", "ended_at"),
    )
    return {name: None if (value := getattr(contact, name)) is None else str(value) for name in names}


def _changes(reading: Session, ids: list[str]) -> tuple[Change, ...]:
    rows = reading.execute(
        select(LedgerEntry.at, LedgerEntry.act, LedgerEntry.actor)
        .where(LedgerEntry.kind == "contact", LedgerEntry.record.in_(ids))
        .order_by(LedgerEntry.seq)
    )
    return tuple(Change(row.at, row.act, _name(reading, row.actor)) for row in rows)


def _letters(reading: Session, email: str) -> tuple[tuple[datetime, str], ...]:
    if not email:
        return ()
    rows = reading.execute(
        select(OutgoingMail.created_at, OutgoingMail.kind)
        .where(OutgoingMail.recipient == email, OutgoingMail.kind.in_(OURS))
        .order_by(OutgoingMail.created_at, OutgoingMail.id)
    )
    return tuple((row.created_at, row.kind) for row in rows)


def _name(reading: Session, account_id: str | None) -> str:
    account = reading.get(Account, account_id) if account_id else None
    return account.name if account is not None else ""
