"""A date as printed in a source, made into a day where one can be read out of it.

The day is the *earliest* on which the words allow the fact to have been known, so that a fact never looks fresher
than it is; of a span of years (``2011-2017``) it is the first day of the last one, when the source was still kept.
"""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"\b(?P<year>(?:19|20)\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?!\d)")
_SPAN = re.compile(
    r"^\D{0,20}?(?P<first>(?:19|20)\d\d)(?:-(?P<month>0[1-9]|1[0-2]))?[-–/](?P<last>(?:19|20)?\d\d)(?![-\d])"
)
_UPPER_BOUND = re.compile(r"\b(?:before|until|före|innan|senast)\b", re.IGNORECASE)
_UNDATED = re.compile(r"^(?:n\.d\.|u\.å\.)", re.IGNORECASE)


def first_day(printed: str) -> date | None:
    """Return the day that *printed* stands for, or None when it names none.

    ``2016`` → 2016-01-01 · ``2016-10`` → 2016-10-01 · ``2016-10-06`` → that day · ``2011-2017`` → 2017-01-01 ·
    ``2023-04/07`` → 2023-07-01 · ``about 2003`` → 2003-01-01 · ``n.d.`` and ``before 2018`` → None ·
    ``n.d. (after 2018-11)`` → 2018-11-01: the page is younger than that day, by how much is not known.
    """
    if _UPPER_BOUND.search(printed):
        return None
    if not _UNDATED.match(printed):
        span = _SPAN.match(printed)
        if span is not None and (found := _end_of(span)) is not None:
            return found
    for match in _DATE.finditer(printed):
        try:
            return date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
        except ValueError:
            return date(int(match["year"]), 1, 1)  # 2018-20: two years written short
    return None


def _end_of(span: re.Match[str]) -> date | None:
    """Return the first day of the last year or month of a span; None when it is no span but a date."""
    first, last = int(span["first"]), span["last"]
    if span["month"] is not None:
        return date(first, int(last), 1) if 1 <= int(last) <= 12 and "/" in span[0] else None
    if len(last) == 4:
        return date(int(last), 1, 1) if int(last) >= first else None
    if "/" not in span[0] and int(last) <= 12:
        return None  # 2018-11 is a month
    year = first // 100 * 100 + int(last)
    return date(year, 1, 1) if year >= first else None
