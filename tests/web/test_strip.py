"""The hours strip: twelve hours from the hour asked about, one unit a minute."""

from __future__ import annotations

from datetime import datetime

from directory.clock import STOCKHOLM
from directory.graph.facts import HolidayCalendar, Opening, Schedule
from directory.web.strip import Bar, strip_of, ticks

NIGHT = datetime(2026, 11, 23, 21, 40, tzinfo=STOCKHOLM)
EVERY_DAY = frozenset(range(9))


def schedule(opens: int, closes: int, *, is_certain: bool = True) -> Schedule:
    return Schedule((Opening(EVERY_DAY, opens * 60, closes * 60, is_certain),))


def test_the_ticks_are_every_third_hour_from_the_hour_asked_about() -> None:
    assert ticks(NIGHT) == ["21", "00", "03", "06", "09"]


def test_now_is_marked_by_its_minute() -> None:
    assert strip_of(Schedule(), NIGHT, HolidayCalendar()).now == 40


def test_an_office_shows_the_end_of_today_and_the_beginning_of_tomorrow() -> None:
    bars = strip_of(schedule(8, 22), NIGHT, HolidayCalendar()).bars
    assert bars == (Bar(2, 58, True), Bar(660, 58, True))


def test_day_and_night_is_one_bar() -> None:
    assert strip_of(schedule(0, 24), NIGHT, HolidayCalendar()).bars == (Bar(2, 716, True),)


def test_unknown_hours_draw_no_bar_and_possible_ones_an_uncertain_bar() -> None:
    assert strip_of(Schedule(), NIGHT, HolidayCalendar()).bars == ()
    bars = strip_of(schedule(22, 24, is_certain=False), NIGHT, HolidayCalendar()).bars
    assert bars == (Bar(60, 120, False),)
