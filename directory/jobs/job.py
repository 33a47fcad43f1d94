"""A periodic job: its name, how often it is due, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from directory.settings import Settings

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""From where periods are counted: a midnight, so that a job of a day is due at its ``offset`` of each day (UTC)."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do every now and then.

    One that was missed, because nothing ran, is due as soon as something runs again: once, not for each time missed.
    Between processes it is agreed who runs it; ``is_leased`` says that the job sees to that itself, and may be run by
    all of them at any time.
    """

    name: str
    every: timedelta
    run: Callable[[Engine, Settings, datetime], object]
    offset: timedelta = timedelta(0)
    is_leased: bool = False

    def due_at(self, now: datetime) -> datetime:
        """Return the newest moment, not after *now*, at which the job was due."""
        return EPOCH + self.offset + (now - EPOCH - self.offset) // self.every * self.every
