"""The hours strip: twelve hours from the hour asked about, as one bar per stretch in which somebody answers.

A value made from a schedule; the macro ``strip`` of templates/parts.html draws it. One unit of the drawing is one
minute, so the same schedule always gives the same picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from directory.clock import as_local
from directory.graph.facts import HolidayCalendar, Schedule
from directory.graph.hours import hours_between

HOURS = 12
TICK_HOURS = 3
INSET = 2
"""Units left free at both ends, so that a bar's outline is not cut off."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time: ``x`` and ``width`` in minutes from the start; not certain means *may* be open."""

    x: int
    width: int
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """Bars in order, not overlapping; ``now`` is the minute asked about. No bars: closed, or unknown."""

    bars: tuple[Bar, ...]
    now: int


def start_of(at: datetime) -> datetime:
    """Return the full hour before *at*, where the strip begins."""
    return as_local(at).replace(minute=0, second=0, microsecond=0)


def ticks(at: datetime) -> list[str]:
    """Return the hours written above the strips, every third: ``21 00 03 06 09``."""
    first = start_of(at).replace(tzinfo=None)
    return [f"{(first + timedelta(hours=step)).hour:02d}" for step in range(0, HOURS + 1, TICK_HOURS)]


def strip_of(schedule: Schedule, at: datetime, calendar: HolidayCalendar) -> Strip:
    """Return the strip of *schedule* around *at*."""
    start = start_of(at)
    length = HOURS * 60
    bars = []
    for begin, end, is_certain in hours_between(schedule, start, HOURS, calendar):
        left, right = max(begin, INSET), min(end, length - INSET)
        if right > left:
            bars.append(Bar(left, right - left, is_certain))
    return Strip(tuple(bars), max(as_local(at).minute, INSET))
