"""Asking: to which mailboxes an inquiry goes, and how often. Nobody gets two open ones about the same thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from directory.access import Role
from directory.account.secret import new_id
from directory.clock import as_local
from directory.graph.facts import ChannelKind, Visibility
from directory.ledger import Act, note
from directory.mail import LetterKind, post
from directory.mail.letter import ADDRESS
from directory.maintaining.confirming import REPLACED, open_inquiries
from directory.model import Account, Channel, Grant, Inquiry, Organization, OutgoingMail

A_DAY = timedelta(hours=20)
"""After that a new day begins, wherever in the day the last one was."""
MOST_A_DAY = 5
"""Letters to one mailbox, for whoever keeps several organizations: one each, and no more than these."""
MOST_LETTERS = 3
"""The question and two reminders; then somebody rings."""
LANG = "sv"
"""For a mailbox that has told us no language."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where an organization is asked; ``account`` None: its own mailbox, as everybody sees it."""

    address: str
    account: str | None
    lang: str


def mailboxes_of(reading: Session, organization: str, today: date) -> list[Mailbox]:
    """List where to ask: its owners, else its editors, else the first mailbox of its own; empty for none."""
    rows = reading.execute(
        select(Account.id, Account.email, Account.lang, Grant.role)
        .join(Grant, Grant.account_id == Account.id)
        .where(*_holds(organization, today))
        .order_by(Account.id)
    ).all()
    for role in (Role.NGO_OWNER, Role.NGO_EDITOR):
        if found := {row.id: Mailbox(row.email, row.id, row.lang) for row in rows if row.role is role}:
            return list(found.values())
    channels = reading.scalars(
        select(Channel)
        .where(
            Channel.organization_id == organization,
            Channel.kind == ChannelKind.EMAIL,
            Channel.visibility != Visibility.RESTRICTED,
        )
        .order_by(Channel.order, Channel.id)
    )
    own = next(
        (one.value for one in channels if one.confidence.is_verified and ADDRESS.fullmatch(one.value)), ""
    )
    return [Mailbox(own, None, _lang_of(reading, organization))] if own else []


def is_member(reading: Session, account: str, organization: str, today: date) -> bool:
    """Tell whether an account still belongs to an organization and can be written to."""
    rows = select(Account.id).join(Grant, Grant.account_id == Account.id)
    return (
        reading.scalar(rows.where(Account.id == account, *_holds(organization, today)).limit(1)) is not None
    )


def ask(writing: Session, organization: str, now: datetime, *, campaign: str | None = None) -> int:
    """Ask an organization whether what is said of it is right; return how many letters were posted.

    A mailbox with an open inquiry gets no second one; for a *campaign* it is asked again under the same one.
    """
    if writing.get(Organization, organization, with_for_update=True) is None:
        return 0
    asked = {inquiry.account_id: inquiry for inquiry in open_inquiries(writing, organization)}
    posted = 0
    for mailbox in mailboxes_of(writing, organization, as_local(now).date()):
        inquiry = asked.get(mailbox.account)
        if inquiry is None:
            if not _is_free(writing, mailbox, now):
                continue
            inquiry = Inquiry(
                id=new_id(),
                organization_id=organization,
                campaign_id=campaign,
                account_id=mailbox.account,
                lang=mailbox.lang,
                asked_at=now,
                last_asked_at=now,
            )
            writing.add(inquiry)
            _post(writing, inquiry, mailbox)
            posted += 1
        elif campaign is not None and inquiry.campaign_id != campaign:
            inquiry.campaign_id = campaign
            posted += remind(writing, inquiry, now)
    return posted


def remind(writing: Session, inquiry: Inquiry, now: datetime) -> int:
    """Ask once more, at most once a day; return how many letters were posted: one or none."""
    boxes = mailboxes_of(writing, inquiry.organization_id, as_local(now).date())
    mailbox = next((one for one in boxes if one.account == inquiry.account_id), None)
    if mailbox is None:
        # Whoever was asked has left, or the mailbox is gone: the others are asked when it is their turn.
        inquiry.answered_at, inquiry.answer = now, REPLACED
        return 0
    if now - inquiry.last_asked_at < A_DAY or not _is_free(writing, mailbox, now):
        return 0
    inquiry.times += 1
    inquiry.last_asked_at = now
    _post(writing, inquiry, mailbox)
    return 1


def replace_inquiries(writing: Session, inquiries: Iterable[Inquiry], now: datetime) -> None:
    """Close inquiries that nobody will answer any more, so that a new one can be made."""
    for inquiry in inquiries:
        inquiry.answered_at, inquiry.answer = now, REPLACED
    writing.flush()


def _post(writing: Session, inquiry: Inquiry, mailbox: Mailbox) -> None:
    writing.flush()
    post(
        writing,
        LetterKind.INQUIRY,
        to=mailbox.address,
        lang=mailbox.lang,
        values={"inquiry_id": inquiry.id},
    )
    note(
        writing,
        Act.INQUIRY_SENT,
        kind="inquiry",
        record=inquiry.id,
        organization=inquiry.organization_id,
    )
    writing.flush()


def _is_free(reading: Session, mailbox: Mailbox, now: datetime) -> bool:
    """Whether a mailbox can be written to today."""
    today = select(func.count(OutgoingMail.id)).where(
        OutgoingMail.kind == LetterKind.INQUIRY.value,
        OutgoingMail.recipient == mailbox.address,
        OutgoingMail.created_at > now - A_DAY,
    )
    return (reading.scalar(today) or 0) < MOST_A_DAY


def _holds(organization: str, today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Grant.organization_id == organization,
        Grant.role.in_((Role.NGO_OWNER, Role.NGO_EDITOR)),
        Grant.ended_at.is_(None),
        Grant.valid_from <= today,
        Grant.valid_to >= today,
        Account.disabled_at.is_(None),
        Account.erased_at.is_(None),
        Account.email.is_not(None),
    )


def _lang_of(reading: Session, organization: str) -> str:
    """Return the language in which the mailbox answered last."""
    last = (
        select(Inquiry.lang)
        .where(
            Inquiry.organization_id == organization,
            Inquiry.account_id.is_(None),
            Inquiry.answered_at.is_not(None),
        )
        .order_by(Inquiry.answered_at.desc(), Inquiry.id)
        .limit(1)
    )
    return reading.scalar(last) or LANG
