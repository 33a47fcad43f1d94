"""Dead letters: those that were given up, for an administrator to look at, to try again or to drop."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import NotFound
from directory.model.outgoing_mail import OutgoingMail


def list_dead(session: Session) -> list[OutgoingMail]:
    """Return the letters that were given up, the newest first."""
    dead = select(OutgoingMail).where(OutgoingMail.dead_at.is_not(None))
    return list(session.scalars(dead.order_by(OutgoingMail.dead_at.desc(), OutgoingMail.id)))


def retry(session: Session, letter: str, *, now: datetime) -> OutgoingMail:
    """Let the letter of that id be tried again from *now* on, as often as a new one.

    Raises:
        NotFound: no such letter was given up.
    """
    row = _get_dead(session, letter)
    row.dead_at, row.due_at, row.attempts = None, now, 0
    session.flush()
    return row


def drop(session: Session, letter: str) -> None:
    """Remove the letter of that id unsent.

    Raises:
        NotFound: no such letter was given up.
    """
    session.delete(_get_dead(session, letter))
    session.flush()


def _get_dead(session: Session, letter: str) -> OutgoingMail:
    row = session.get(OutgoingMail, letter)
    if row is None or row.dead_at is None:
        sv, en = "Det brevet finns inte längre.", "That letter is no longer there."
        raise NotFound(sv, sv=sv, en=en)
    return row
