"""Swedish holidays, and the days before them."""

from __future__ import annotations

from datetime import date

import pytest

from directory.store.calendar import calendar_around

CALENDAR = calendar_around(date(2026, 11, 23))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 12, 24),  # Christmas Eve, de facto
        date(2026, 12, 25),
        date(2026, 12, 31),  # New Year's Eve, de facto
        date(2027, 1, 1),
        date(2026, 6, 19),  # Midsummer's Eve, de facto
        date(2027, 6, 6),
        date(2029, 12, 31),
        date(2025, 1, 1),
    ],
)
def test_offices_are_closed(day: date) -> None:
    assert day in CALENDAR.holidays
    assert day not in CALENDAR.eves


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 12, 23),  # before Christmas Eve
        date(2026, 12, 30),
        date(2027, 1, 5),  # before Epiphany
        date(2026, 6, 18),
        date(2027, 4, 30),
        date(2029, 12, 30),
    ],
)
def test_the_day_before_a_holiday_is_an_eve(day: date) -> None:
    assert day in CALENDAR.eves
    assert day not in CALENDAR.holidays


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 29), date(2026, 12, 27)])
def test_an_ordinary_day_is_neither_even_on_a_sunday(day: date) -> None:
    assert day not in CALENDAR.holidays | CALENDAR.eves


def test_no_year_in_the_span_is_without_holidays_or_eves() -> None:
    assert (
        {day.year for day in CALENDAR.holidays}
        == {day.year for day in CALENDAR.eves}
        == set(range(2025, 2030))
    )
