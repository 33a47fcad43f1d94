"""Turn what was said of day, part of the day and clock into a moment of Swedish wall-clock time.

The rules, in one place:

* *nu*, *akut*, and a part of the day that is going on: None, which means now.
* *natt* means 23:00, *kväll* 20:00, *morgon* 08:00, *förmiddag* 10:00, *lunch* 12:00, *eftermiddag* 15:00; a day
  without a time of day means 10:00, and the weekend means its Saturday.
* A clock time is read by 24 hours (*kl 3* is 03:00) unless a part of the day says otherwise, and is the next such time.
* A weekday is the next such day; today counts while the time meant is still ahead.
* *lördag natt* is the night after Saturday, *natten till lördag* the one before; *lördag kl 3* is Saturday 03:00.
* A date without a year is the next such date. A date that is over is no moment but a contradiction.
* A wall-clock time that the change to summer time skips is moved on by that hour; one that comes twice is the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")

_CLOCK: Final = {
    "tonight": time(23),
    "night": time(23),
    "nightbefore": time(23),
    "evening": time(20),
    "morning": time(8),
    "forenoon": time(10),
    "noon": time(12),
    "afternoon": time(15),
    "day": time(10),
    "office": time(10),
    "afteroffice": time(18),
    "midnight": time(0),
    "aftermidnight": time(0, 30),
}
_GOING_ON: Final = {
    "tonight": (23, 6),
    "night": (22, 6),
    "evening": (17, 24),
    "morning": (5, 10),
    "forenoon": (8, 12),
    "noon": (11, 13),
    "afternoon": (12, 17),
    "day": (8, 17),
    "aftermidnight": (0, 5),
}
"""Hours between which a part of the day is going on."""
_DAYTIME: Final = time(10)
_EARLIEST_HOUR: Final = {"afternoon": 1, "evening": 4, "night": 8, "tonight": 8}
"""Hours by 12 that a part of the day moves past noon: *8 på kvällen* is 20:00, *11 på natten* 23:00."""
_NIGHTS: Final = frozenset({"tonight", "night"})


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of the time. ``delta`` counts from now and excludes the rest."""

    on: date | None = None
    days: int | None = None
    weekday: int | None = None
    is_next: bool = False
    is_weekend: bool = False
    part: str | None = None
    is_part_of_day_said: bool = False
    """The part belongs to the day (*lördag natt*), not to the clock (*lördag kl 3 på natten*)."""
    clock: time | None = None
    is_afternoon: bool | None = None
    """What *am* or *pm* said."""
    delta: timedelta | None = None
    delta_days: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment meant: None is now. ``is_past``: the day said is over."""

    at: datetime | None = None
    is_past: bool = False


def resolve(said: Said, now: datetime) -> Moment:
    """Return the moment that *said* means at *now* (aware)."""
    here = now.astimezone(STOCKHOLM)
    if said.delta is not None:
        return Moment(
            (now.astimezone(UTC) + said.delta).astimezone(STOCKHOLM).replace(second=0, microsecond=0)
        )
    clock = _by_part(said)
    if said.is_weekend:
        return Moment(_weekend(said, clock, here))
    if said.on is not None or said.days is not None or said.delta_days is not None:
        return _on_a_date(said, clock, here)
    if said.weekday is not None:
        return Moment(_weekday(said, said.weekday, clock, here))
    if clock is not None:
        return Moment(_next(clock, here))
    if said.part is not None:
        return Moment(_next_part(said.part, here))
    return Moment()


def wall(day: date, clock: time) -> datetime:
    """Return the Swedish wall-clock moment; a time that does not exist that night is moved on by an hour."""
    naive = datetime.combine(day, clock, tzinfo=STOCKHOLM)
    return naive.astimezone(UTC).astimezone(STOCKHOLM)


def _by_part(said: Said) -> time | None:
    """Return the clock time by 24 hours, using am, pm and the part of the day."""
    if said.clock is None:
        return None
    hour = said.clock.hour
    if said.is_afternoon is not None:
        hour = hour % 12 + (12 if said.is_afternoon else 0) if hour <= 12 else hour
    elif _EARLIEST_HOUR.get(said.part or "", 12) <= hour < 12:
        hour += 12
    elif said.part in (*_NIGHTS, "evening") and hour == 12:
        hour = 0
    return said.clock.replace(hour=hour)


def _is_going_on(part: str | None, here: datetime) -> bool:
    if part is None or part not in _GOING_ON:
        return False
    starts, ends = _GOING_ON[part]
    return starts <= here.hour < ends if starts < ends else here.hour >= starts or here.hour < ends


def _next(clock: time, here: datetime) -> datetime | None:
    """Return the next time the clock shows *clock*; None if it does now."""
    if (here.hour, here.minute) == (clock.hour, clock.minute):
        return None
    today = wall(here.date(), clock)
    return today if today > here else wall(here.date() + timedelta(days=1), clock)


def _next_part(part: str, here: datetime) -> datetime | None:
    if _is_going_on(part, here):
        return None
    if part in ("office", "afteroffice"):
        is_open = here.weekday() < 5 and 8 <= here.hour < 17
        if is_open == (part == "office"):
            return None
        if part == "afteroffice":
            return wall(here.date(), _CLOCK[part])
        day = here.date() if here.hour < 8 else here.date() + timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
        return wall(day, _CLOCK[part])
    if part == "evening" and here.hour >= 23:
        return None
    return _next(_CLOCK[part], here)


def _night_after(said: Said, clock: time | None) -> bool:
    """Whether a small hour belongs to the day after the one that was said: *i morgon natt kl 3*."""
    is_small = clock is not None and clock.hour < 8 and said.clock is not None
    if said.part == "aftermidnight" and said.clock is None:
        return said.is_part_of_day_said
    return is_small and said.part in _NIGHTS and said.is_part_of_day_said


def _moment_of(said: Said, day: date, clock: time | None) -> datetime:
    if said.part == "nightbefore":
        is_small = clock is not None and clock.hour < 12
        return wall(day if is_small else day - timedelta(days=1), clock or _CLOCK["nightbefore"])
    hour = clock or (_CLOCK[said.part] if said.part else _DAYTIME)
    if _night_after(said, clock):
        day += timedelta(days=1)
    return wall(day, hour)


def _on_a_date(said: Said, clock: time | None, here: datetime) -> Moment:
    offset = said.days if said.days is not None else said.delta_days
    day = said.on or here.date() + timedelta(days=offset or 0)
    if day < here.date():
        return Moment(is_past=True)
    if day > here.date():
        return Moment(_moment_of(said, day, clock))
    if clock is not None:
        at = _moment_of(said, day, clock)
        if at < here and said.part in (*_NIGHTS, "evening"):
            at = _moment_of(said, day + timedelta(days=1), clock)
        return Moment(at if at > here else None)
    return Moment(_next_part(said.part, here) if said.part and said.part != "nightbefore" else None)


def _weekday(said: Said, weekday: int, clock: time | None, here: datetime) -> datetime | None:
    ahead = (weekday - here.weekday()) % 7
    if ahead == 0:
        if said.is_next:
            ahead = 7
        elif clock is None and (said.part is None or _is_going_on(said.part, here)):
            return None
    if ahead == 6 and clock is None and said.part in _NIGHTS and here.hour < 6:
        return None
    at = _moment_of(said, here.date() + timedelta(days=ahead), clock)
    return at if at >= here else _moment_of(said, here.date() + timedelta(days=ahead + 7), clock)


def _weekend(said: Said, clock: time | None, here: datetime) -> datetime | None:
    is_weekend_now = here.weekday() >= 5
    if is_weekend_now and not said.is_next:
        if clock is not None:
            return _next(clock, here)
        return _next_part(said.part, here) if said.part else None
    ahead = (5 - here.weekday()) % 7 or 7
    return _moment_of(said, here.date() + timedelta(days=ahead), clock)
