"""Open, closed, soon or unknown: at night, on holidays and their eves, and when the clock is changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import opening_hours
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.graph.answer import OpenState
from directory.graph.facts import HolidayCalendar, Opening, Schedule
from directory.graph.hours import SWEDEN, Week, hours_between, moment_of, open_now

CHRISTMAS = HolidayCalendar(
    frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26)}), frozenset({date(2026, 12, 23)})
)
WEEKDAYS = frozenset(range(5))
OFFICE = Schedule((Opening(WEEKDAYS, 8 * 60, 16 * 60 + 30),))
ON_CALL = Schedule((Opening(WEEKDAYS, 17 * 60, 26 * 60), Opening(frozenset({5, 6, 7}), 15 * 60, 26 * 60)))
ALWAYS = Schedule((Opening(frozenset(range(9)), 0, 1440),))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SWEDEN)


def state(schedule: Schedule, text: str, calendar: HolidayCalendar = CHRISTMAS) -> tuple[str, str]:
    now = open_now(schedule, moment_of(at(text), calendar))
    return now.state.value, f"{now.until:%m-%d %H:%M}" if now.until else ""


@pytest.mark.parametrize(
    ("schedule", "moment", "expected"),
    [
        (OFFICE, "2026-11-24T10:00", ("open", "11-24 16:30")),
        (OFFICE, "2026-11-24T16:10", ("closing_soon", "11-24 16:30")),
        (OFFICE, "2026-11-24T07:45", ("opening_soon", "11-24 08:00")),
        (OFFICE, "2026-11-27T20:00", ("closed", "11-30 08:00")),
        (OFFICE, "2026-12-24T10:00", ("closed", "12-28 08:00")),
        (ON_CALL, "2026-11-28T01:30", ("closing_soon", "11-28 02:00")),
        (ON_CALL, "2026-11-28T03:00", ("closed", "11-28 15:00")),
        (ON_CALL, "2026-12-25T01:00", ("open", "12-25 02:00")),
        (ON_CALL, "2026-12-24T16:00", ("open", "12-25 02:00")),
    ],
)
def test_a_schedule_says_whether_somebody_answers_and_until_when(schedule, moment, expected):
    assert state(schedule, moment) == expected


def test_a_line_that_never_closes_has_no_end():
    now = open_now(ALWAYS, moment_of(at("2026-12-24T03:00"), CHRISTMAS))
    assert now.state is OpenState.OPEN
    assert now.is_always
    assert now.until is None


def test_no_hours_are_unknown_and_never_closed():
    assert (
        open_now(Schedule(as_printed="kvällstid"), moment_of(at("2026-11-28T03:00"), CHRISTMAS)).state
        is OpenState.UNKNOWN
    )


def test_hours_that_are_only_possible_are_unknown_and_not_open():
    possible = Schedule(
        (Opening(WEEKDAYS, 9 * 60, 15 * 60), Opening(WEEKDAYS, 8 * 60, 17 * 60, is_certain=False))
    )
    assert state(possible, "2026-11-24T08:10") == ("unknown", "11-24 09:00")
    assert state(possible, "2026-11-24T12:00") == ("open", "11-24 15:00")
    assert not Week(possible.rows).is_open(moment_of(at("2026-11-24T08:30"), CHRISTMAS))


def test_the_day_before_a_holiday_has_hours_of_its_own():
    early = Schedule((Opening(WEEKDAYS, 17 * 60, 24 * 60), Opening(frozenset({8}), 15 * 60, 24 * 60)))
    assert state(early, "2026-12-23T15:30")[0] == "open"
    assert state(early, "2026-12-22T15:30")[0] == "closed"


def test_the_day_before_a_holiday_in_a_weekend_adds_to_the_hours_of_the_weekend():
    calendar = HolidayCalendar(frozenset({date(2026, 11, 29)}), frozenset({date(2026, 11, 28)}))
    saturday = Schedule(
        (Opening(frozenset({5}), 10 * 60, 14 * 60), Opening(frozenset({8}), 16 * 60, 18 * 60))
    )
    hours = ("2026-11-28T11:00", "2026-11-28T17:00", "2026-11-28T15:00")
    assert [state(saturday, hour, calendar)[0] for hour in hours] == ["open", "open", "closed"]


def test_summer_hours_hold_in_summer_only():
    summer = Schedule(
        (Opening(WEEKDAYS, 9 * 60, 12 * 60, valid_from=date(2026, 7, 1), valid_to=date(2026, 7, 31)),)
    )
    assert state(summer, "2026-07-15T10:00")[0] == "open"
    assert state(summer, "2026-07-31T10:00")[0] == "open"
    assert state(summer, "2026-08-03T10:00")[0] == "closed"
    assert state(summer, "2026-06-30T10:00")[0] == "closed"
    assert state(summer, "2026-07-01T10:00")[0] == "open"


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_the_night_when_the_clock_is_changed_opens_by_the_wall(day):
    office = Schedule((Opening(frozenset(range(7)), 8 * 60, 16 * 60),))
    now = open_now(office, moment_of(at(f"{day}T00:30"), CHRISTMAS))
    assert now.until == at(f"{day}T08:00")
    hours = (now.until.astimezone(UTC) - at(f"{day}T00:30").astimezone(UTC)) / timedelta(hours=1)
    assert hours == (6.5 if day.startswith("2026-03") else 8.5)


def test_a_strip_shows_the_openings_of_the_night_and_joins_them_over_midnight():
    assert hours_between(ON_CALL, at("2026-11-27T12:00"), 24, CHRISTMAS) == [(300, 840, True)]


@given(
    rows=st.lists(
        st.tuples(st.frozensets(st.integers(0, 6), min_size=1), st.integers(0, 47), st.integers(1, 50)),
        min_size=1,
        max_size=4,
    ),
    minutes=st.integers(0, 60 * 24 * 21),
)
def test_the_hours_agree_with_a_well_kept_library(rows, minutes):
    names = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    openings = tuple(
        Opening(days, begin * 30, min(begin * 30 + length * 30, 2880)) for days, begin, length in rows
    )
    words = "; ".join(
        f"{','.join(names[day] for day in sorted(row.days))} {_hhmm(row.opens)}-{_hhmm(row.closes)}"
        for row in openings
    ).replace("; ", ", ")
    moment = datetime(2026, 2, 2, 0, 0) + timedelta(minutes=minutes)
    oracle = opening_hours.OpeningHours(words).is_open(moment)
    assert Week(openings).is_open(moment_of(moment.replace(tzinfo=SWEDEN), HolidayCalendar())) == oracle


def _hhmm(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
