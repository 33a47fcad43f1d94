"""What has ended by itself is cleared away: sessions, links and counts that nothing asks about any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine

from directory.account import session, throttle, ticket
from directory.settings import Settings
from directory.store import once
from directory.store.session import writing


def run(engine: Engine, settings: Settings, now: datetime) -> dict[str, int]:
    """Remove the rows; return how many of each kind. Safe to run twice."""
    idle = timedelta(minutes=settings.session_idle_minutes)
    with writing(engine, actor="system") as session_:
        cleared = {
            "sessions": session.clear_ended(session_, now, idle=idle),
            "tickets": ticket.clear_old(session_, now),
            "forms": once.clear_old(session_, now),
        }
        session_.commit()
    return {**cleared, "throttles": throttle.clear_old(engine, now)}
