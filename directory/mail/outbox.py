"""The rows of the outbox as a queue that several workers take from: each statement is one atomic step.

A worker *claims* a letter with a lease. Nobody else gets it until the lease has run out, which only happens when the
worker died. ``attempts`` is raised by each claim: what a worker says about a letter counts only while it is its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from directory.db import for_writing
from directory.model.outgoing_mail import OutgoingMail

LEASE = timedelta(minutes=5)
"""Longer than the longest conversation with a mail server: ten steps of 15 s."""

Opening = Callable[[Engine], Session]
"""How a session for writing is opened."""


def open_session(engine: Engine) -> Session:
    """Return a session that takes SQLite's write lock at its first statement."""
    return Session(for_writing(engine))


def is_anything_due(engine: Engine, now: datetime) -> bool:
    """Return whether a letter can be claimed at *now*. Takes no lock, so that looking costs nobody anything."""
    with engine.connect() as connection:
        return connection.execute(select(OutgoingMail.id).where(_is_due(now)).limit(1)).first() is not None


def claim(session: Session, now: datetime) -> OutgoingMail | None:
    """Take the letter that has been due for longest, or None; it is the caller's until its lease runs out.

    One statement: of two workers at the same moment each gets another letter (PostgreSQL passes over rows that
    somebody else is taking; SQLite has one writer at a time).
    """
    longest_due = (
        select(OutgoingMail.id)
        .where(_is_due(now))
        .order_by(OutgoingMail.due_at, OutgoingMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = (
        update(OutgoingMail)
        .where(OutgoingMail.id == longest_due, _is_due(now))
        .values(leased_until=now + LEASE, attempts=OutgoingMail.attempts + 1)
        .returning(OutgoingMail)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return session.scalars(taken).one_or_none()


def mark_sent(session: Session, row: OutgoingMail, now: datetime) -> None:
    """Note that *row* was sent, and forget what it said. Holds also for a worker whose lease had run out."""
    session.execute(
        update(OutgoingMail)
        .where(OutgoingMail.id == row.id, OutgoingMail.sent_at.is_(None))
        .values(sent_at=now, dead_at=None, leased_until=None, values={}, trouble="")
        .execution_options(synchronize_session=False)
    )


def mark_failed(
    session: Session, row: OutgoingMail, now: datetime, *, trouble: str, due_at: datetime | None
) -> bool:
    """Note that *row* was not sent: again at *due_at*, or never when that is None. Return whether it was still ours."""
    end = {"dead_at": now} if due_at is None else {"due_at": due_at}
    noted = session.execute(
        update(OutgoingMail)
        .where(_is_ours(row))
        .values(leased_until=None, trouble=trouble, **end)
        .returning(OutgoingMail.id)
        .execution_options(synchronize_session=False)
    )
    return noted.first() is not None


def remove(session: Session, row: OutgoingMail) -> None:
    """Take *row* out of the outbox unsent."""
    session.execute(delete(OutgoingMail).where(_is_ours(row)).execution_options(synchronize_session=False))


def forget_sent(session: Session, before: datetime) -> int:
    """Remove the letters that were sent, or given up, before *before*; return how many.

    Nobody needs their addresses any more, nor what those that were given up would have said.
    """
    gone = (
        delete(OutgoingMail)
        .where(or_(OutgoingMail.sent_at < before, OutgoingMail.dead_at < before))
        .returning(OutgoingMail.id)
        .execution_options(synchronize_session=False)
    )
    return len(session.execute(gone).all())


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(
        OutgoingMail.sent_at.is_(None),
        OutgoingMail.dead_at.is_(None),
        OutgoingMail.due_at <= now,
        or_(OutgoingMail.leased_until.is_(None), OutgoingMail.leased_until <= now),
    )


def _is_ours(row: OutgoingMail) -> ColumnElement[bool]:
    return and_(
        OutgoingMail.id == row.id,
        OutgoingMail.attempts == row.attempts,
        OutgoingMail.sent_at.is_(None),
        OutgoingMail.dead_at.is_(None),
    )
