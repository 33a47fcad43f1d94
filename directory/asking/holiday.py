"""The date of a Swedish holiday or eve, by its name in the vocabulary.

Source: lagen (1989:253) om allmänna helgdagar; the eves by custom.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

_FIXED: Final = {
    "new_year": (1, 1),
    "epiphany": (1, 6),
    "walpurgis": (4, 30),
    "may_day": (5, 1),
    "national_day": (6, 6),
    "lucia": (12, 13),
    "lucia_night": (12, 12),
    "christmas_eve": (12, 24),
    "christmas": (12, 25),
    "boxing_day": (12, 26),
    "new_years_eve": (12, 31),
}
_FROM_EASTER: Final = {
    "maundy_thursday": -3,
    "good_friday": -2,
    "easter_eve": -1,
    "easter": 0,
    "easter_monday": 1,
    "ascension": 39,
    "whitsun_eve": 48,
    "whitsun": 49,
}


def next_holiday(name: str, today: date) -> date:
    """Return the next day called *name*, today included."""
    this_year = _in_year(name, today.year)
    return this_year if this_year >= today else _in_year(name, today.year + 1)


def _in_year(name: str, year: int) -> date:
    if name in _FIXED:
        month, day = _FIXED[name]
        return date(year, month, day)
    if name in _FROM_EASTER:
        return _easter(year) + timedelta(days=_FROM_EASTER[name])
    if name == "midsummer_eve":
        return _weekday_from(date(year, 6, 19), 4)
    if name == "midsummer":
        return _weekday_from(date(year, 6, 20), 5)
    return _weekday_from(date(year, 10, 31), 5)


def _weekday_from(first: date, weekday: int) -> date:
    return first + timedelta(days=(weekday - first.weekday()) % 7)


def _easter(year: int) -> date:
    """Return Easter Sunday: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - shift + 15) % 30
    leaps, leap_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
