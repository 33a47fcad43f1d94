"""Ask about the directory as it was: a snapshot built for a day, from the facts of now and the log read backwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Engine

from directory.clock import STOCKHOLM, as_local, now
from directory.errors import BadQuestion
from directory.finding.complaint import complain
from directory.graph.facts import Visibility
from directory.graph.network import Network
from directory.store.consistent import consistent_read
from directory.store.facts import read_facts
from directory.store.garbage import kept_out
from directory.store.history import Past, past_of
from directory.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Then:
    """The directory as it was at the end of ``day``: to be asked like that of now, and what is not known of it."""

    day: date
    snapshot: Snapshot
    past: Past

    @property
    def begins(self) -> date | None:
        """The day of the first entry of the log, before which nothing can be told; None: it is empty."""
        return as_local(self.past.begins).date() if self.past.begins is not None else None

    @property
    def is_before_the_log(self) -> bool:
        """Whether the log is younger than the day: then nothing is known of it."""
        return self.begins is None or self.day < self.begins


def read_day(text: str, today: date) -> date:
    """Return the day that *text* names (2026-11-20), which has begun.

    Raises:
        BadQuestion: it names none, or one that has not come yet.
    """
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise _bad_day() from None
    if day > today:
        raise _bad_day()
    return day


def then(engine: Engine, day: date, current: Snapshot, viewer: Visibility) -> Then:
    """Return the directory as it was at the end of *day*, with the place names of *current*."""
    end = datetime.combine(day + timedelta(days=1), time(), STOCKHOLM) - timedelta(seconds=1)
    past = past_of(engine, end)
    with kept_out():
        with consistent_read(past.engine) as connection:
            facts = read_facts(connection, viewer, day)
        network = Network.build(facts, distance_km=current.gazetteer.distance_km)
    past.engine.dispose()
    return Then(day, Snapshot(facts.revision, now(), network, current.gazetteer, viewer), past)


def no_log_then(then: Then) -> BadQuestion:
    """Return the error for a day of which the log tells nothing."""
    since = then.begins.isoformat() if then.begins is not None else "–"
    return complain(
        "as_of",
        f"Loggen börjar {since}. Hur det var dessförinnan vet ingen.",
        f"The log begins on {since}. Nobody knows how it was before.",
    )


def _bad_day() -> BadQuestion:
    return complain(
        "as_of",
        "Dagen ska skrivas som 2026-11-20, och får inte ligga i framtiden.",
        "Write the day as 2026-11-20; it cannot lie in the future.",
    )
