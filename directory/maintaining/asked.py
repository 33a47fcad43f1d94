"""How often an organization or service was shown in answers, by need and month: counted in memory, written at times.

A GET writes nothing. Nothing is kept of where, by whom or when it was asked; only the month.
"""

from __future__ import annotations

import atexit
import threading
from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import structlog
from sqlalchemy import Engine, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from directory.clock import today
from directory.db import for_writing
from directory.graph.answer import Answer, CallStep, Provider
from directory.model import AskedCount

log = structlog.get_logger(__name__)

EVERY_S = 300.0
"""Seconds between two writes; what a process that is killed has not written is lost, and harms nobody."""
MOST = 50_000
"""Different answers of one month that are remembered before they are written."""
FEW = 5
"""Counts below this are not told: one question in a small place can be one person (DESIGN, chapter 8)."""

Shown = tuple[tuple[str, str, str], ...]
"""What an answer showed: kind, record and need of each, once."""


class AskedCounts:
    """The counts of one process. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[tuple[date, Shown]] = Counter()

    def count(self, shown: Shown, month: date) -> None:
        """Count one answer that was shown."""
        key = (month, shown)
        with self._lock:
            if key in self._counts or len(self._counts) < MOST:
                self._counts[key] += 1

    def take(self) -> Mapping[tuple[date, str, str, str], int]:
        """Return what was counted since it was last taken, by month, kind, record and need."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        found: Counter[tuple[date, str, str, str]] = Counter()
        for (month, shown), times in taken.items():
            for each in shown:
                found[month, *each] += times
        return found

    def put_back(self, counts: Mapping[tuple[date, str, str, str], int]) -> None:
        """Keep what could not be written for the next time."""
        with self._lock:
            for (month, *each), times in counts.items():
                self._counts[month, ((each[0], each[1], each[2]),)] += times


def shown_in(answer: Answer) -> Shown:
    """Return what *answer* shows: whom to call, and who gives the help, by the first need that was asked for."""
    need = str(answer.question.needs[0])
    found: dict[tuple[str, str, str], None] = {}
    each: tuple[CallStep | Provider, ...] = (*answer.act_now, *answer.providers)
    for one in each:
        if one.service is not None:
            found["service", str(one.service.id), need] = None
        if one.organization is not None:
            found["organization", str(one.organization.id), need] = None
    return tuple(found)


def this_month() -> date:
    """Return the first day of this month."""
    return today().replace(day=1)


def write(engine: Engine, counts: AskedCounts) -> int:
    """Add what was counted to the tables; return how many rows that touched. What cannot be written is kept."""
    taken = counts.take()
    if not taken:
        return 0
    insert: Any = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
    rows = [
        {"month": month, "kind": kind, "record": record, "need_id": need, "times": times}
        for (month, kind, record, need), times in sorted(taken.items())
    ]
    statement = insert(AskedCount)
    key = [AskedCount.month, AskedCount.kind, AskedCount.record, AskedCount.need_id]
    more = {"times": AskedCount.times + statement.excluded.times}
    try:
        with for_writing(engine).begin() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=key, set_=more), rows)
    except SQLAlchemyError:
        counts.put_back(taken)
        raise
    return len(rows)


def write_at_times(engine: Engine, counts: AskedCounts, *, every_s: float = EVERY_S) -> threading.Event:
    """Write the counts every few minutes from a thread of this process, and when it ends; return what stops that."""
    is_over = threading.Event()

    def run() -> None:
        while not is_over.wait(every_s):
            _write_quietly(engine, counts)

    def end() -> None:
        is_over.set()
        with suppress(Exception):  # the process ends; the database may be gone already
            write(engine, counts)

    threading.Thread(target=run, name="asked-counts", daemon=True).start()
    atexit.register(end)
    return is_over


def _write_quietly(engine: Engine, counts: AskedCounts) -> None:
    try:
        write(engine, counts)
    except SQLAlchemyError as error:
        log.warning("asked_counts_not_written", reason=type(error).__name__)


def asked_of(
    reading: Session, kind: str, records: Collection[str], since: date
) -> dict[tuple[date, str, str], int]:
    """Return how often *records* were shown, by month, record and need, from the month of *since* on.

    A count of fewer than ``FEW`` is 0 here: that it was asked at all is not told.
    """
    rows = reading.execute(
        select(AskedCount.month, AskedCount.record, AskedCount.need_id, func.sum(AskedCount.times))
        .where(
            AskedCount.kind == kind,
            AskedCount.record.in_(sorted(records)),
            AskedCount.month >= since.replace(day=1),
        )
        .group_by(AskedCount.month, AskedCount.record, AskedCount.need_id)
    )
    return {(month, record, need): _told(int(times)) for month, record, need, times in rows}


def _told(times: int) -> int:
    return times if times >= FEW else 0
