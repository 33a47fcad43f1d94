"""The jobs that the program has, and the makers of its late letters. What else is due every day is added here."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine

from directory.jobs.job import Job
from directory.mail import Delivered, Makers, deliver_due
from directory.mail.outbox import forget_sent, open_session
from directory.settings import Settings
from directory.store.session import writing

MAKERS: Makers = {}
"""Who makes the words of which late letter."""

SENT_IS_KEPT = timedelta(days=30)
"""How long the outbox remembers that a letter was sent, and to whom: long enough to answer whether it ever was."""


def own_jobs() -> tuple[Job, ...]:
    """Return every job of the program, in the order in which they are looked at."""
    return (
        Job("mail", timedelta(minutes=1), deliver, is_leased=True),
        Job("sent-mail", timedelta(days=1), forget, offset=timedelta(hours=2)),
    )


def deliver(engine: Engine, settings: Settings, now: datetime) -> Delivered:
    """Send the letters that are due."""
    return deliver_due(engine, settings, now, MAKERS, opened=writing)


def forget(engine: Engine, _settings: Settings, now: datetime) -> dict[str, int]:
    """Forget the addresses of letters that were sent long ago."""
    with open_session(engine) as session:
        forgotten = forget_sent(session, now - SENT_IS_KEPT)
        session.commit()
    return {"forgotten": forgotten}
