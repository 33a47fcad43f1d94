"""Deliver what is due: claim a letter, let it go outside of any transaction, note how it went.

At least once: a worker that dies between the mail server's yes and its own note leaves a letter that is sent again when
the lease has run out, with the same ``Message-ID``. Never does a letter leave before what it tells of is committed.
"""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from enum import StrEnum
from time import monotonic

import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.mail.backoff import MOST_ATTEMPTS, any_jitter, pause_after
from directory.mail.carrier import Carrier, Refused, carrier_for
from directory.mail.letter import FORMS, LetterKind, said_in
from directory.mail.maker import Makers
from directory.mail.message import message_of
from directory.mail.outbox import (
    Opening,
    claim,
    is_anything_due,
    mark_failed,
    mark_sent,
    open_session,
    remove,
)
from directory.mail.words import words_for
from directory.model.outgoing_mail import OutgoingMail
from directory.settings import Settings

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 500
"""Letters of one run, so that a run ends."""
FAILURES_IN_A_ROW = 3
"""Then the mail server is taken to be away, and the others wait for the next run instead of for one time-out each."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """How one run went. ``failed`` will be tried again, ``dead`` not; ``dropped`` had nothing to say any more."""

    sent: int = 0
    failed: int = 0
    dead: int = 0
    dropped: int = 0


class End(StrEnum):
    """How it went with one letter."""

    SENT = "sent"
    FAILED = "failed"
    DEAD = "dead"
    DROPPED = "dropped"


class NoMaker(Exception):
    """A late letter lies in the outbox, and nobody told the worker how to make its words."""


def deliver_due(
    engine: Engine,
    settings: Settings,
    now: datetime,
    makers: Makers,
    *,
    carrier: Carrier | None = None,
    opened: Opening = open_session,
) -> Delivered:
    """Send every letter that is due at *now*; return how many were sent, failed, died or were dropped.

    Any number of workers, threads and processes, may do so at the same time. *opened* opens the sessions of makers.
    """
    run = _Run(engine, settings, makers, carrier or carrier_for(settings), opened)
    ends = dict.fromkeys(End, 0)
    in_a_row = 0
    began = monotonic()
    while sum(ends.values()) < MOST_AT_ONCE and in_a_row < FAILURES_IN_A_ROW:
        # Time goes on while letters leave: a lease that began at the beginning of the run would be over before its end.
        end = run.deliver_one(now + timedelta(seconds=monotonic() - began))
        if end is None:
            break
        ends[end] += 1
        in_a_row = in_a_row + 1 if end is End.FAILED else 0
    return Delivered(**{end.value: count for end, count in ends.items()})


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of one worker."""

    engine: Engine
    settings: Settings
    makers: Makers
    carrier: Carrier
    opened: Opening

    def deliver_one(self, now: datetime) -> End | None:
        """Deliver the letter that has been due for longest; None if there is none."""
        if not is_anything_due(self.engine, now):
            return None
        with self.opened(self.engine) as session:
            row = claim(session, now)
            if row is None:
                return None
            try:
                # A part of its own: what a maker has half done is undone, and the claim stands.
                with session.begin_nested():
                    message = self._message(session, row, now)
            except Exception as error:  # whatever is wrong with one letter, the others leave
                end = self._failed(session, row, now, error)
                session.commit()
                return end
            if message is None:
                remove(session, row)
            session.expunge(row)
            session.commit()
        return End.DROPPED if message is None else self._carry(row, message, now)

    def _message(self, session: Session, row: OutgoingMail, now: datetime) -> EmailMessage | None:
        kind = LetterKind(row.kind)
        values: Mapping[str, str] | None = said_in(row.values)
        if FORMS[kind].is_late:
            if kind not in self.makers:
                raise NoMaker
            values = self.makers[kind](session, row, now)
            session.flush()
        if values is None:
            return None
        words = words_for(kind, row.lang, values, home=self.settings.base_url)
        return message_of(row, words, self.settings, now)

    def _carry(self, row: OutgoingMail, message: EmailMessage, now: datetime) -> End:
        """Let the letter go, outside of any transaction, and note how that went."""
        error: Exception | None = None
        try:
            self.carrier.carry(message)
        except Exception as caught:  # a carrier may fail in any way
            error = caught
        with open_session(self.engine) as session:
            if error is None:
                mark_sent(session, row, now)
                end = End.SENT
            else:
                end = self._failed(session, row, now, error)
            session.commit()
        return end

    def _failed(self, session: Session, row: OutgoingMail, now: datetime, error: Exception) -> End:
        is_over = isinstance(error, Refused) or row.attempts >= MOST_ATTEMPTS
        due_at = None if is_over else now + pause_after(row.attempts, any_jitter())
        trouble = trouble_of(error)
        mark_failed(session, row, trouble=trouble, now=now, due_at=due_at)
        # Neither the address nor what was said: the mail server's own words often repeat both.
        log.warning("letter_not_sent", kind=row.kind, attempts=row.attempts, trouble=trouble, is_dead=is_over)
        return End.DEAD if is_over else End.FAILED


def trouble_of(error: Exception) -> str:
    """Return the class of *error*, and the mail server's number if it gave one; never its text."""
    code: int | None = None
    if isinstance(error, Refused):
        code = error.code
    elif isinstance(error, smtplib.SMTPResponseException):
        code = error.smtp_code
    elif isinstance(error, smtplib.SMTPRecipientsRefused):
        code = max((number for number, _ in error.recipients.values()), default=None)
    return type(error).__name__ + ("" if code is None else f" {code}")
