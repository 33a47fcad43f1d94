"""Tickets: what the link of a mail holds. Each works once, for one purpose, until it expires."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from directory.account.complaint import expired
from directory.account.secret import digest, new_id, new_token
from directory.model import Purpose, Ticket

LASTS = {
    Purpose.INVITATION: timedelta(days=7),
    Purpose.RESET: timedelta(hours=1),
    Purpose.RECOVERY: timedelta(hours=24),
    Purpose.LISTING: timedelta(days=400),
    Purpose.CONFIRM: timedelta(days=60),
    Purpose.CHALLENGE: timedelta(minutes=5),
}
KEPT_FOR = timedelta(days=30)
"""How long a ticket that is used or expired stays, to say so."""


def issue(
    session: Session, purpose: Purpose, subject: str, now: datetime, *, until: datetime | None = None
) -> str:
    """Make a ticket and return its token, which is stored nowhere. Older ones for the same stop working."""
    if purpose is not Purpose.CHALLENGE:
        withdraw(session, purpose, subject)
    token = new_token()
    session.add(
        Ticket(
            id=new_id(),
            purpose=purpose,
            subject=subject,
            token_hash=digest(token),
            created_at=now,
            expires_at=until or now + LASTS[purpose],
        )
    )
    return token


def look_at(session: Session, purpose: Purpose, token: str, now: datetime) -> str:
    """Return the subject of a ticket without using it: what a page shows before anything is done.

    Raises:
        Expired: it does not work (used, too old, for something else, made up).
    """
    found = session.execute(
        select(Ticket.subject).where(
            Ticket.token_hash == digest(token),
            Ticket.purpose == purpose,
            Ticket.used_at.is_(None),
            Ticket.expires_at > now,
        )
    ).scalar_one_or_none()
    if found is None:
        raise expired()
    return found


def use(session: Session, purpose: Purpose, token: str, now: datetime) -> str:
    """Use a ticket up and return its subject. Of two who use it at the same moment one succeeds.

    Raises:
        Expired: it does not work (used, too old, for something else, made up).
    """
    found = session.execute(
        update(Ticket)
        .where(
            Ticket.token_hash == digest(token),
            Ticket.purpose == purpose,
            Ticket.used_at.is_(None),
            Ticket.expires_at > now,
        )
        .values(used_at=now)
        .returning(Ticket.subject),
        execution_options={"synchronize_session": False},
    ).scalar_one_or_none()
    if found is None:
        raise expired()
    return found


def withdraw(session: Session, purpose: Purpose, subject: str) -> None:
    """Make every ticket of that purpose for *subject* stop working."""
    session.execute(
        delete(Ticket).where(Ticket.purpose == purpose, Ticket.subject == subject, Ticket.used_at.is_(None)),
        execution_options={"synchronize_session": False},
    )


def clear_old(session: Session, now: datetime) -> int:
    """Remove tickets that ended long ago; return how many."""
    old = delete(Ticket).where(Ticket.expires_at < now - KEPT_FOR).returning(Ticket.id)
    return len(session.execute(old, execution_options={"synchronize_session": False}).all())
