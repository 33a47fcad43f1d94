"""Swedish holidays and the days before them, from the ``holidays`` library (``public`` and ``de_facto``)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays
from holidays.constants import DE_FACTO, PUBLIC

from directory.graph.facts import HolidayCalendar

YEARS_BACK = 1
YEARS_AHEAD = 3
"""As far as a question may reasonably be about: an agreement last year, a plan for the next three."""


def calendar_around(today: date) -> HolidayCalendar:
    """Return the holidays and eves from the year before *today* to three years after it.

    ``de_facto`` adds Midsummer, Christmas and New Year's Eve, when offices are closed as on a public holiday.
    An eve is a day before a holiday that is not itself one. Sundays are no holidays of their own.
    """
    return _calendar(today.year)


@lru_cache(maxsize=4)
def _calendar(year: int) -> HolidayCalendar:
    years = range(year - YEARS_BACK, year + YEARS_AHEAD + 1)
    # One year more than asked for, so that 31 December knows what 1 January is.
    named = country_holidays("SE", years=range(years.start, years.stop + 1), categories=(PUBLIC, DE_FACTO))
    days = frozenset(named)
    eves = frozenset(day - timedelta(days=1) for day in days) - days
    return HolidayCalendar(
        holidays=frozenset(day for day in days if day.year in years),
        eves=frozenset(day for day in eves if day.year in years),
    )
