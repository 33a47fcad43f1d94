"""The only place that knows what time it is. Everything else takes the moment as an argument."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def now() -> datetime:
    """Return this instant as an aware UTC datetime, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def local_now() -> datetime:
    """Return this instant as an aware Swedish wall-clock time, whole seconds."""
    return now().astimezone(STOCKHOLM)


def today() -> date:
    """Return the Swedish calendar date of this instant."""
    return local_now().date()


def as_local(moment: datetime) -> datetime:
    """Read *moment* as Swedish wall-clock time; a naive value is taken to be Swedish already."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=STOCKHOLM)
    return moment.astimezone(STOCKHOLM)
