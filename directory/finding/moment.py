"""When a question is asked about: a minute of Swedish wall-clock time, read from ISO 8601 and written back."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from directory.clock import STOCKHOLM, as_local
from directory.errors import BadQuestion
from directory.finding.complaint import complain

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Outside these years nothing is known of duties or holidays, and a typing mistake is far likelier."""

_ISO = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})[T ](?P<clock>\d{2}:\d{2})(?::\d{2}(?:\.\d{1,6})?)?"
    r"(?P<zone>Z|[+ -]\d{2}:?\d{2})?",
    re.ASCII,
)


def read_moment(text: str) -> datetime:
    """Return the moment that *text* names, as Swedish time cut to the minute.

    ``2026-11-28T03:00`` is Swedish time; an offset (``Z``, ``+01:00``) is converted. A plus sign that a URL
    has turned into a blank is understood. A local time that the clock skips in March is read as the moment
    that would have been it, one hour on.

    Raises:
        BadQuestion: not such a text, not a day of the calendar, or outside 2000–2100.
    """
    match = _ISO.fullmatch(text)
    if match is None:
        raise _bad_moment()
    zone = (match["zone"] or "").replace(" ", "+")
    try:
        moment = datetime.fromisoformat(f"{match['date']}T{match['clock']}{zone}")
        local = as_local(moment)
    except (ValueError, OverflowError) as error:
        raise _bad_moment() from error
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise _bad_moment()
    return _existing(local)


def minute_of(moment: datetime) -> datetime:
    """Return *moment* as Swedish time cut to the minute: what an answer may depend on."""
    return as_local(moment).replace(second=0, microsecond=0)


def write_moment(moment: datetime) -> str:
    """Return *moment* as ``YYYY-MM-DDTHH:MM`` in Swedish time.

    With the offset where that is needed to tell it from its twin: the hour that comes twice in October.
    """
    local = as_local(moment)
    style = "%Y-%m-%dT%H:%M"
    if local.utcoffset() == local.replace(fold=0).utcoffset():
        return local.strftime(style)
    return f"{local.strftime(style)}+01:00"


def _existing(local: datetime) -> datetime:
    # Through UTC and back: a wall-clock time inside the gap of the spring change comes out one hour later.
    return local.astimezone(UTC).astimezone(STOCKHOLM)


def _bad_moment() -> BadQuestion:
    return complain(
        "at",
        f"Tiden ska skrivas som 2026-11-28T03:00, med ett år från {FIRST_YEAR} till {LAST_YEAR}. "
        "Utelämna fältet at för att fråga om just nu.",
        f"Write the time as 2026-11-28T03:00, with a year from {FIRST_YEAR} to {LAST_YEAR}. "
        "Leave out the field at to ask about this moment.",
    )
