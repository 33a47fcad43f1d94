"""Opening hours at a moment: open, closed, soon, or unknown, and until when.

Works in Swedish wall-clock time, so a night of 23 or 25 hours needs no special case: a service that opens at
08:00 opens when the clock on the wall says so. Knows nothing of holidays by itself: the calendar is a fact.

Hours belong to the day on which they begin. Where an exception says what holds on a date, nothing of the week begins
then; a night that began the evening before goes on until its morning.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from directory.graph.answer import OpenNow, OpenState
from directory.graph.exceptions import exception_on, last_day
from directory.graph.facts import UNKNOWN_HOURS, HolidayCalendar, Opening, OpeningException, Schedule
from directory.graph.matching import is_valid_on

SWEDEN = ZoneInfo("Europe/Stockholm")
SATURDAY = 5
HOLIDAY = 7
EVE = 8
MINUTES_A_DAY = 1440
SOON_MINUTES = 30
"""How long before it happens *closes soon* and *opens soon* are said: time enough to place a call."""
HORIZON_DAYS = 14
"""How far ahead a change of state is looked for: past the longest run of Swedish holidays and weekends."""
LONGEST_DAYS = 400
"""How far ahead at the most, where hours on dates stand one after the other."""

CLOSED, POSSIBLE, CERTAIN = 0, 1, 2
Segments = tuple[tuple[int, ...], tuple[int, ...]]
"""A day cut into stretches of one state: where each begins, in minutes, and which state it is."""
_NEVER: tuple[tuple[date, tuple[int, int]], Segments] = ((date.min, (0, 0)), ((0,), (CLOSED,)))

Span = tuple[int, int, bool]
"""From when to when, in minutes from midnight of the day on which it begins, and whether for certain."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment taken apart once per question, so that many schedules can be asked about it cheaply.

    ``kinds`` are the kinds of day (0–6, ``HOLIDAY``, weekday + 10 on the day before a holiday) of yesterday and
    today; ``minute`` counts from midnight on the wall.
    """

    at: datetime
    day: date
    minute: int
    kinds: tuple[int, int]
    calendar: HolidayCalendar


def moment_of(at: datetime, calendar: HolidayCalendar) -> Moment:
    """Take *at* apart; a naive value is read as Swedish time."""
    local = at.astimezone(SWEDEN) if at.tzinfo else at.replace(tzinfo=SWEDEN)
    day = local.date()
    kinds = (day_kind(day - timedelta(days=1), calendar), day_kind(day, calendar))
    return Moment(local, day, local.hour * 60 + local.minute, kinds, calendar)


def day_kind(day: date, calendar: HolidayCalendar) -> int:
    """Return 0–6 for Monday–Sunday, 7 for a public holiday, weekday + 10 for the day before one."""
    if day in calendar.holidays:
        return HOLIDAY
    return day.weekday() + 10 if day in calendar.eves else day.weekday()


class Week:
    """One schedule made quick to ask: for each kind of day (and of the day before it) its stretches of one state.

    Shared by all services that keep the same hours. Cuts a day once, when it is first asked about; hours that depend
    on the date are cut once for each day that is asked about in turn.
    """

    __slots__ = ("_days", "_is_said", "_last", "_rows", "_schedule")

    def __init__(self, rows: tuple[Opening, ...], exceptions: tuple[OpeningException, ...] = ()) -> None:
        self._rows = rows
        self._is_said = bool(rows or exceptions)
        is_dated = bool(exceptions) or _is_dated(rows)
        self._days: dict[tuple[int, int], Segments] | None = None if is_dated else {}
        self._schedule = Schedule(rows, exceptions=exceptions) if is_dated else UNKNOWN_HOURS
        self._last = _NEVER

    def is_open(self, moment: Moment) -> bool:
        """Whether somebody answers for certain at *moment*. Cheap: a third of a microsecond."""
        if not self._is_said:
            return False
        days = self._days
        if days is None:
            asked = (moment.day, moment.kinds)
            last, cut = self._last
            if last != asked:
                cut = _segments_at(self._schedule, *asked)
                self._last = (asked, cut)
            starts, states = cut
        else:
            found = days.get(moment.kinds)
            if found is None:
                found = days[moment.kinds] = _segments(self._rows, moment.kinds)
            starts, states = found
        return states[bisect_right(starts, moment.minute) - 1] == CERTAIN


def open_now(schedule: Schedule, moment: Moment) -> OpenNow:
    """Say whether somebody answers at *moment* and until when.

    A schedule without rows is ``UNKNOWN`` on every day of which no exception speaks, and so is a time at which it only
    *may* be open.
    """
    if not schedule.rows and not schedule.exceptions:
        return OpenNow(OpenState.UNKNOWN, as_printed=schedule.as_printed)
    starts, states = _segments_at(schedule, moment.day, moment.kinds)
    state = states[bisect_right(starts, moment.minute) - 1]
    printed = schedule.as_printed
    day = exception_on(schedule.exceptions, moment.day) if schedule.exceptions else None
    if state == POSSIBLE and not schedule.rows:
        return OpenNow(OpenState.UNKNOWN, as_printed=printed)
    until = _next_change(schedule, moment, state)
    if until is None:
        is_always = state == CERTAIN and day is None
        return OpenNow(_NAMES[state], None, is_always, printed, day)
    # As instants: two values of one time zone would be subtracted as the wall shows them.
    soon = until.timestamp() - moment.at.timestamp() <= SOON_MINUTES * 60
    if soon and state == CERTAIN:
        return OpenNow(OpenState.CLOSING_SOON, until, as_printed=printed, exception=day)
    if soon and state == CLOSED:
        return OpenNow(OpenState.OPENING_SOON, until, as_printed=printed, exception=day)
    return OpenNow(_NAMES[state], until, as_printed=printed, exception=day)


def hours_between(
    schedule: Schedule, start: datetime, hours: int, calendar: HolidayCalendar
) -> list[tuple[int, int, bool]]:
    """List the openings in the *hours* after *start* as (from minute, to minute, is certain), for an hours strip.

    Minutes count from *start*; ordered, not overlapping; empty when closed throughout or unknown.
    """
    first = moment_of(start, calendar)
    total = hours * 60
    found: list[tuple[int, int, bool]] = []
    if not schedule.rows and not schedule.exceptions:
        return found
    for offset in range((first.minute + total) // MINUTES_A_DAY + 1):
        day = first.day + timedelta(days=offset)
        kinds = (day_kind(day - timedelta(days=1), calendar), day_kind(day, calendar))
        starts, states = _segments_at(schedule, day, kinds)
        base = offset * MINUTES_A_DAY - first.minute
        for begin, end, state in zip(starts, (*starts[1:], MINUTES_A_DAY), states, strict=True):
            low, high = max(base + begin, 0), min(base + end, total)
            if state == CLOSED or high <= low or (state == POSSIBLE and not schedule.rows):
                continue
            if found and found[-1][1] == low and found[-1][2] == (state == CERTAIN):
                found[-1] = (found[-1][0], high, found[-1][2])
            else:
                found.append((low, high, state == CERTAIN))
    return found


_NAMES = {CERTAIN: OpenState.OPEN, POSSIBLE: OpenState.UNKNOWN, CLOSED: OpenState.CLOSED}


def _is_dated(rows: tuple[Opening, ...]) -> bool:
    return any(row.valid_from or row.valid_to for row in rows)


def _in_force(rows: tuple[Opening, ...], day: date) -> tuple[Opening, ...]:
    return tuple(row for row in rows if is_valid_on(day, row.valid_from, row.valid_to))


def _segments_at(schedule: Schedule, day: date, kinds: tuple[int, int]) -> Segments:
    rows = schedule.rows
    if _is_dated(rows):
        rows = _in_force(rows, day)
    if not schedule.exceptions:
        return _segments(rows, kinds)
    before = day - timedelta(days=1)
    return _cut(
        _spans_on(schedule, rows, before, kinds[0]) or (),
        _spans_on(schedule, rows, day, kinds[1]),
    )


def _spans_on(schedule: Schedule, rows: tuple[Opening, ...], day: date, kind: int) -> list[Span] | None:
    """Return what begins on *day*: by the exceptions where they speak of it, else by the week; None: not known."""
    told = exception_on(schedule.exceptions, day)
    if told is None:
        return _spans(rows, kind) if schedule.rows else None
    if told.is_closed:
        return []
    return [
        (one.opens, one.closes, True)
        for one in schedule.exceptions
        if one.is_on(day) and one.opens is not None and one.closes is not None
    ]


@lru_cache(maxsize=65536)
def _segments(rows: tuple[Opening, ...], kinds: tuple[int, int]) -> Segments:
    """Cut a day into stretches of one state: (starts in minutes, states), the first start always 0."""
    yesterday, today = kinds
    return _cut(_spans(rows, yesterday), _spans(rows, today))


def _cut(yesterday: Iterable[Span], today: Iterable[Span] | None) -> Segments:
    spans = [(0, MINUTES_A_DAY, False)] if today is None else list(today)
    spans += [
        (opens - MINUTES_A_DAY, closes - MINUTES_A_DAY, is_certain)
        for opens, closes, is_certain in yesterday
        if closes > MINUTES_A_DAY
    ]
    cuts = {0}
    for begin, end, _ in spans:
        cuts.update(cut for cut in (begin, end) if 0 < cut < MINUTES_A_DAY)
    starts: list[int] = []
    states: list[int] = []
    for cut in sorted(cuts):
        here = [certain for begin, end, certain in spans if begin <= cut < end]
        state = CERTAIN if any(here) else POSSIBLE if here else CLOSED
        if not states or states[-1] != state:
            starts.append(cut)
            states.append(state)
    return tuple(starts), tuple(states)


def _spans(rows: tuple[Opening, ...], kind: int) -> list[Span]:
    return [(row.opens, row.closes, row.is_certain) for row in _rows_on(rows, kind)]


def _rows_on(rows: tuple[Opening, ...], kind: int) -> list[Opening]:
    if kind == HOLIDAY:
        return [row for row in rows if HOLIDAY in row.days]
    if kind >= 10:
        weekday = kind - 10
        eve = [row for row in rows if EVE in row.days]
        usual = [row for row in rows if weekday in row.days]
        return eve or usual if weekday < SATURDAY else [*usual, *eve]
    return [row for row in rows if kind in row.days]


def _next_change(schedule: Schedule, moment: Moment, state: int) -> datetime | None:
    minute = moment.minute
    day, kinds = moment.day, moment.kinds
    days = HORIZON_DAYS
    if schedule.exceptions:
        days = (last_day(schedule.exceptions, day, timedelta(days=HORIZON_DAYS)) - day).days
    for _ in range(min(days, LONGEST_DAYS)):
        starts, states = _segments_at(schedule, day, kinds)
        for begin, other in zip(starts, states, strict=True):
            if begin > minute and other != state:
                is_known = other != POSSIBLE or bool(schedule.rows)
                return _on_the_wall(day, begin) if is_known else None
        day += timedelta(days=1)
        kinds = (kinds[1], day_kind(day, moment.calendar))
        minute = -1
    return None


def _on_the_wall(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), SWEDEN)
