"""Four eyes: what one person proposed is approved or refused by another, who sees field by field what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from directory.access import Identity
from directory.account import ticket
from directory.account.complaint import refuse
from directory.clock import as_local
from directory.graph.facts import Visibility
from directory.ledger import Act, note
from directory.maintaining.erasing import erase_letters, remove
from directory.maintaining.eyes import refuse_bound
from directory.maintaining.letters import post_listed
from directory.maintaining.person import has_objected, is_shown, is_waiting
from directory.maintaining.restricted import has_opened
from directory.maintaining.workplace import Workplace
from directory.model import Contact, Post, Purpose

CHANGED = ("phone_display", "email", "visibility", "public_reason")
"""What a change of somebody may change."""


class HowTold(StrEnum):
    """How somebody without a known mailbox was told; the words for them stand in the web."""

    MEETING = "meeting"
    PHONE = "phone"
    LETTER = "letter"


class WhyRefused(StrEnum):
    """Why a proposal is sent back; the words for them stand in the web."""

    WRONG = "wrong"
    """The number, mailbox or name is not right."""
    PRIVATE = "private"
    """It belongs to somebody's private life."""
    NOT_ASKED = "not_asked"
    """The person does not know of it, or does not want it."""
    TOO_WIDE = "too_wide"
    """More people would see it than need to."""
    NOT_NEEDED = "not_needed"
    """It is not needed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a proposal. ``before`` is empty for somebody new."""

    field: str
    before: str
    after: str

    @property
    def is_new(self) -> bool:
        """Whether the two are not the same."""
        return self.before != self.after


def differences(reading: Session, contact: Contact) -> list[Difference]:
    """List what a proposal would change, field by field; for somebody new, everything there is."""
    replaced = reading.get(Contact, contact.replaces_id) if contact.replaces_id else None
    fields = CHANGED if contact.replaces_id else ("name", *CHANGED, "purpose", "valid_to")
    return [
        Difference(field, _said(getattr(replaced, field, "")), _said(getattr(contact, field)))
        for field in fields
        if _said(getattr(replaced, field, "")) or _said(getattr(contact, field))
    ]


def approve(
    writing: Session,
    identity: Identity,
    workplace: Workplace,
    contact: Contact,
    version: int,
    now: datetime,
    *,
    told: str = "",
) -> Contact:
    """Approve what somebody else proposed. From the commit on it is shown, and the person is told.

    Return who is shown now: the new row, or the old one with the new values.

    Raises:
        Refused: it was answered or changed meanwhile, it is one's own or that of somebody who may be oneself,
            somebody has objected meanwhile, nobody has said how a person without a mailbox was told, or it is
            restricted and was not opened first.
    """
    _check(identity, contact, version)
    refuse_bound(writing, identity, workplace, contact.proposed_by)
    _refuse_unseen(writing, identity, workplace, contact, now)
    today = as_local(now).date()
    if contact.valid_to < today:
        raise refuse(
            "",
            "Slutdagen har passerat. Be om ett nytt förslag.",
            "The last day has passed. Ask for a new proposal.",
        )
    if any(has_objected(writing, way) for way in (contact.phone, contact.email)):
        raise refuse(
            "", "Personen har sagt nej till att stå i katalogen.", "This person has objected to being listed."
        )
    holds = writing.get_one(Post, contact.post_id)
    if contact.visibility is Visibility.PUBLIC and workplace.is_protected(holds):
        raise refuse(
            "",
            "Verksamheten är skyddad och visar ingen öppet.",
            "The service is protected and shows nobody openly.",
        )
    if not contact.email and told not in frozenset(HowTold):
        raise refuse(
            "told",
            "Vi har ingen mailadress att skriva till. Säg hur personen har fått veta det.",
            "We have no mail address to write to. Say how the person was told.",
        )
    shown = _replace(writing, contact, today) if contact.replaces_id else contact
    shown.approved_by, shown.approved_at = identity.account, now
    shown.told = told if not shown.email else None
    shown.notified_at = now
    detail = {"proposed_by": shown.proposed_by, "told": shown.told or "mail"}
    for act in (Act.CONTACT_APPROVED, Act.CONTACT_NOTIFIED):
        note(writing, act, kind="contact", record=shown.id, organization=workplace.id, detail=detail)
    if shown.email:
        post_listed(writing, shown)
    writing.flush()
    return shown


def refuse_proposal(
    writing: Session,
    identity: Identity,
    workplace: Workplace,
    contact: Contact,
    version: int,
    now: datetime,
    *,
    why: str,
) -> None:
    """Send a proposal back with a reason. It is kept for some days, so that whoever wrote it can read why.

    Raises:
        Refused: it was answered or changed meanwhile, it is one's own, or there is no reason.
    """
    _check(identity, contact, version)
    if why not in frozenset(WhyRefused):
        raise refuse("why", "Välj varför.", "Choose why.")
    contact.ended_at, contact.answer = now, why
    note(writing, Act.CONTACT_REFUSED, kind="contact", record=contact.id, organization=workplace.id)
    writing.flush()


def _refuse_unseen(
    reading: Session, identity: Identity, workplace: Workplace, contact: Contact, now: datetime
) -> None:
    """Refuse a yes to what is for few eyes from somebody whose eyes have not seen it."""
    if is_restricted(reading, contact) and not has_opened(reading, identity, workplace, contact, now):
        raise refuse(
            "",
            "Uppgiften är begränsad. Öppna den och läs den först, sedan kan du godkänna den.",
            "It is restricted. Open and read it first, then you can approve it.",
        )


def is_restricted(reading: Session, contact: Contact) -> bool:
    """Tell whether a proposal, or what it changes, is for few eyes."""
    replaced = reading.get(Contact, contact.replaces_id) if contact.replaces_id else None
    return any(one is not None and one.visibility is Visibility.RESTRICTED for one in (contact, replaced))


def _check(identity: Identity, contact: Contact, version: int) -> None:
    if not is_waiting(contact):
        raise refuse(
            "", "Någon har redan svarat på förslaget.", "Somebody has answered the proposal already."
        )
    if contact.proposed_by == identity.account:
        raise refuse(
            "",
            "Du skrev det själv. Någon annan behöver se på det innan det visas.",
            "You wrote it yourself. Somebody else has to look at it before it is shown.",
        )
    if contact.version != version:
        raise refuse(
            "",
            "Förslaget ändrades medan du läste. Så här ser det ut nu.",
            "The proposal was changed while you read. This is how it looks now.",
        )


def _replace(writing: Session, proposal: Contact, today: date) -> Contact:
    shown = writing.get(Contact, proposal.replaces_id)
    if shown is None or not is_shown(shown, today):
        raise refuse("", "Personen visas inte längre.", "This person is not shown any more.")
    values = {
        name: getattr(proposal, name)
        for name in ("phone", "phone_display", "email", "visibility", "public_reason", "proposed_by")
    }
    remove(writing, proposal)
    if values["email"] != shown.email:
        erase_letters(writing, shown.email)
        ticket.withdraw(writing, Purpose.LISTING, shown.id)  # the old mailbox may be a stranger's
    for name, value in values.items():
        setattr(shown, name, value)
    return shown


def _said(value: object) -> str:
    return "" if value is None else str(value)
