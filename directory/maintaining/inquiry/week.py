"""Opening hours in a line or two of plain words, for a letter and for whoever is asked whether they are right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from babel import Locale
from babel.dates import format_date

from directory.graph.facts import Opening, OpeningException, Schedule
from directory.graph.hours import EVE, HOLIDAY

DAY = 24 * 60
KINDS = (*range(7), HOLIDAY, EVE)
AHEAD = timedelta(days=120)
"""How far ahead days with other hours are told of."""
WORDS = {
    "sv": {
        HOLIDAY: "röd dag",
        EVE: "dag före röd dag",
        "always": "dygnet runt",
        "closed": "stängt",
        "maybe": "kanske",
    },
    "en": {
        HOLIDAY: "public holiday",
        EVE: "day before a public holiday",
        "always": "around the clock",
        "closed": "closed",
        "maybe": "perhaps",
    },
}


def say_week(schedule: Schedule, today: date, lang: str) -> list[str]:
    """Return the hours a line each, neighbouring days with the same hours as one; empty when they are unknown."""
    spans = {kind: _spans(schedule, kind, lang) for kind in KINDS}
    lines = [f"{_days(first, last, lang)} {spans[first]}" for first, last in _runs(spans)]
    if not schedule.rows and schedule.as_printed:
        lines = [schedule.as_printed]
    near = (one for one in schedule.exceptions if one.to_on >= today and one.from_on <= today + AHEAD)
    return [*lines, *(_other(one, lang) for one in near)]


def _runs(spans: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Yield first and last of neighbouring weekdays with the same hours; holidays by themselves."""
    first: int | None = None
    for kind in KINDS:
        if not spans[kind]:
            first = None
            continue
        start = kind if first is None else first
        is_joined = kind < 6 and spans.get(kind + 1) == spans[kind]
        first = start if is_joined else None
        if not is_joined:
            yield start, kind


def _days(first: int, last: int, lang: str) -> str:
    names = Locale(lang).days["stand-alone"]["wide"]
    words = [str(names[kind]) if kind < HOLIDAY else WORDS[lang][kind] for kind in (first, last)]
    return words[0] if first == last else f"{words[0]}–{words[1]}"


def _spans(schedule: Schedule, kind: int, lang: str) -> str:
    rows = sorted((row for row in schedule.rows if kind in row.days), key=lambda row: (row.opens, row.closes))
    return ", ".join(dict.fromkeys(_hours(row, lang) for row in rows))


def _hours(row: Opening, lang: str) -> str:
    words = WORDS[lang]["always"] if (row.opens, row.closes) == (0, DAY) else _clock(row.opens, row.closes)
    return words if row.is_certain else f"{WORDS[lang]['maybe']} {words}"


def _other(one: OpeningException, lang: str) -> str:
    begin, end = (format_date(day, "d MMMM", locale=lang) for day in (one.from_on, one.to_on))
    days = begin if one.from_on == one.to_on else f"{begin}–{end}"
    if one.opens is None or one.closes is None:
        return f"{days} {one.said.strip() or WORDS[lang]['closed']}"
    return f"{days} {_clock(one.opens, one.closes)}"


def _clock(opens: int, closes: int) -> str:
    first, last = ((minute if minute == DAY else minute % DAY) for minute in (opens, closes))
    return f"{first // 60:02d}.{first % 60:02d}–{last // 60:02d}.{last % 60:02d}"
