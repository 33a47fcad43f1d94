"""Opening hours as a week: one line per day, with what holds on public holidays, before them, and on certain dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel import Locale
from flask import g
from flask_babel import gettext as _

from directory.graph.facts import Opening, OpeningException, Schedule
from directory.graph.hours import EVE, HOLIDAY, MINUTES_A_DAY

WEEKDAYS = range(7)


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when; not certain means *may* be open."""

    words: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One line of the week. No spans: closed."""

    name: str
    spans: tuple[Span, ...]


def week_of(schedule: Schedule) -> tuple[Day, ...]:
    """Return Monday to Sunday, public holidays, and days before them where they differ; empty when unknown."""
    if not schedule.rows:
        return ()
    names = Locale(g.lang).days["stand-alone"]["wide"]
    days = [Day(names[day][:1].upper() + names[day][1:], _spans(schedule, day)) for day in WEEKDAYS]
    days.append(Day(_("Röd dag"), _spans(schedule, HOLIDAY)))
    eve = _spans(schedule, EVE)
    if eve:
        days.append(Day(_("Dag före röd dag"), eve))
    return tuple(days)


@dataclass(frozen=True, slots=True)
class OtherHours:
    """Days on which other hours count than those of the week. ``words`` says what counts then."""

    from_on: date
    to_on: date
    words: str
    said: str
    is_closed: bool


def other_hours(schedule: Schedule, today: date) -> tuple[OtherHours, ...]:
    """Return the exceptions that are not over, by day."""
    return tuple(
        OtherHours(one.from_on, one.to_on, _words_of(one), one.said, one.is_closed)
        for one in schedule.exceptions
        if one.to_on >= today
    )


def _words_of(exception: OpeningException) -> str:
    if exception.opens is None or exception.closes is None:
        return str(_("stängt"))
    return _said(exception.opens, exception.closes)


def _spans(schedule: Schedule, day: int) -> tuple[Span, ...]:
    rows = sorted(
        (row for row in schedule.rows if day in row.days),
        key=lambda row: (row.opens, row.closes, not row.is_certain),
    )
    return tuple(dict.fromkeys(Span(_words(row), row.is_certain) for row in rows))


def _words(row: Opening) -> str:
    return _said(row.opens, row.closes)


def _said(opens: int, closes: int) -> str:
    if opens == 0 and closes == MINUTES_A_DAY:
        return str(_("Dygnet runt"))
    hours = f"{_clock(opens)}–{_clock(closes)}"
    return str(_("%(hours)s nästa dag", hours=hours)) if closes > MINUTES_A_DAY else hours


def _clock(minute: int) -> str:
    between = "." if g.lang == "sv" else ":"
    if minute == MINUTES_A_DAY:
        return f"24{between}00"
    minute %= MINUTES_A_DAY
    return f"{minute // 60:02d}{between}{minute % 60:02d}"
