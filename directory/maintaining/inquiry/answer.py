"""Answering by the link of the letter: whoever opens it sees what is said, and says yes, or what is wrong."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import Borders
from directory.account import ticket
from directory.account.complaint import expired, refuse
from directory.account.secret import digest
from directory.clock import as_local
from directory.maintaining.confirming import ORGANIZATION, WRONG, answer_inquiries, confirm
from directory.maintaining.inquiry.ask import is_member
from directory.maintaining.inquiry.letter import PARTED, class_of
from directory.maintaining.inquiry.own import Own, own_facts
from directory.maintaining.report import Told, tell
from directory.model import How, Inquiry, Purpose, Ticket, Trouble

ASKED_BY_MAIL = "asked-by-mail"
"""Who stands in the ledger for what somebody does by the link of the letter."""


class State(StrEnum):
    """Where an inquiry stands for whoever opens its link."""

    OPEN = "open"
    ANSWERED = "answered"
    """By this link, by another one, or signed in."""
    REPLACED = "replaced"
    """A newer question has gone out, or nobody waits for this one."""
    LEFT = "left"
    """Who was asked does not belong to the organization any more, or their account has ended."""
    GONE = "gone"
    """The organization is not in the directory any more."""


Parts = Collection[tuple[Trouble, str]]
"""What is wrong: the trouble, and with a number the id of its channel, else an empty text."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An inquiry as its link shows it. ``own`` only while it is open: what is closed shows nothing."""

    inquiry: Inquiry
    state: State
    own: Own | None = None


def look(reading: Session, token: str, now: datetime) -> Asked:
    """Return what the link with *token* shows; nothing is written, however often it is opened.

    Raises:
        Expired: the link is too old, for something else, or made up.
    """
    row = reading.execute(
        select(Ticket.subject).where(
            Ticket.token_hash == digest(token), Ticket.purpose == Purpose.CONFIRM, Ticket.expires_at > now
        )
    ).one_or_none()
    inquiry = reading.get(Inquiry, row.subject.partition(PARTED)[0]) if row is not None else None
    if inquiry is None:
        raise expired()
    today = as_local(now).date()
    if inquiry.answered_at is not None:
        return Asked(inquiry, State.REPLACED if inquiry.answer == "replaced" else State.ANSWERED)
    if inquiry.account_id is not None and not is_member(
        reading, inquiry.account_id, inquiry.organization_id, today
    ):
        return Asked(inquiry, State.LEFT)
    own = own_facts(reading, inquiry.organization_id, class_of(inquiry), today)
    return Asked(inquiry, State.OPEN if own is not None else State.GONE, own)


def say_yes(writing: Session, token: str, now: datetime, *, lang: str) -> Asked:
    """Confirm all that the link shows, and use the link up. One that is open no longer changes nothing.

    Raises:
        Expired: the link does not work, or was used a moment ago.
    """
    asked = _begin(writing, token, now, lang)
    if asked.state is State.OPEN:
        inquiry = asked.inquiry
        confirm(
            writing,
            kind=ORGANIZATION,
            record=inquiry.organization_id,
            how=How.MAIL_LINK,
            by=inquiry.account_id,
            now=now,
            viewer=class_of(inquiry),
        )
        ticket.use(writing, Purpose.CONFIRM, token, now)
    return asked


def say_wrong(
    writing: Session, token: str, parts: Parts, borders: Borders, now: datetime, *, lang: str
) -> Asked:
    """Say what is wrong: it becomes a report to whoever keeps the area, and the link is used up.

    Raises:
        Expired: as above.
        Refused: no box was ticked, or a channel is named that is not shown.
    """
    asked = _begin(writing, token, now, lang)
    if asked.state is not State.OPEN or asked.own is None:
        return asked
    if not parts:
        raise refuse("wrong", "Kryssa för vad som inte stämmer.", "Tick what is not right.")
    shown = {"": (ORGANIZATION, asked.inquiry.organization_id)}
    for said in asked.own.said(lang):
        shown |= {channel: (said.kind, said.record) for channel, _words in said.channels}
    for trouble, channel in sorted(parts):
        if channel not in shown:
            raise refuse("wrong", "Kryssa för vad som inte stämmer.", "Tick what is not right.")
        kind, record = shown[channel]
        told = Told(kind, record, channel, trouble, asked.inquiry.organization_id)
        tell(writing, told, borders, now)
    answer_inquiries(writing, asked.inquiry.organization_id, WRONG, now)
    ticket.use(writing, Purpose.CONFIRM, token, now)
    writing.flush()
    return asked


def _begin(writing: Session, token: str, now: datetime, lang: str) -> Asked:
    """Look once more with the inquiry held, so that two answers at the same moment come one after the other."""
    asked = look(writing, token, now)
    if asked.state is not State.OPEN:
        return asked
    writing.refresh(asked.inquiry, with_for_update=True)
    if asked.inquiry.answered_at is not None:
        return Asked(asked.inquiry, State.ANSWERED)
    if asked.inquiry.account_id is None:
        asked.inquiry.lang = lang
    return asked
