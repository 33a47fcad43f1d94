"""Find a date in digits or with the name of a month: *2026-11-28*, *28/11*, *28.11*, *28 november*, *November 28*."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from .sentence import Sentence

_AFTER_THE_DAY: Final = frozenset({"e", "a", "de", "th", "st", "nd", "rd", "of", "den"})
_BEFORE_THE_DAY: Final = frozenset({"den", "the", "d"})
_BORN: Final = frozenset({"fodd", "fodda", "born", "f"})
_DATE_OF_BIRTH_AFTER: Final = 5
"""Years. Nobody asks for help five years ago: such a date is when somebody was born."""
_DATE_MARKS: Final = frozenset({"-", "/", ".", "–"})


class WrittenDate(NamedTuple):
    """A date, and the indices of its words."""

    on: date
    used: frozenset[int]


def find_date(sentence: Sentence, today: date, hidden: frozenset[int]) -> WrittenDate | None:
    """Return the first date in *sentence*; without a year it is the next such date, *today* included."""
    for index in range(len(sentence.tokens)):
        if index in hidden:
            continue
        found = (
            _iso(sentence, index, today)
            or _with_slash(sentence, index, today)
            or _with_point(sentence, index, today)
            or _day_first(sentence, index, today)
            or _month_first(sentence, index, today)
        )
        if found is not None:
            return found
    return None


def _iso(sentence: Sentence, index: int, today: date) -> WrittenDate | None:
    """Read ``2026-11-28``, also with the time tied to it by a ``T``; a date of birth is read as an age instead."""
    tokens = sentence.tokens[index : index + 4]
    if len(tokens) < 3 or any(token.before not in _DATE_MARKS for token in tokens[1:3]):
        return None
    year = tokens[0].number
    if year is None or not 1900 <= year <= 2100:
        return None
    if year <= today.year - _DATE_OF_BIRTH_AFTER or sentence.key(index - 1) in _BORN:
        return None
    on = _date(year, tokens[1].number, tokens[2].number)
    used = {index, index + 1, index + 2}
    if len(tokens) == 4 and tokens[3].key == "t" and tokens[3].is_glued:
        used.add(index + 3)
    return WrittenDate(on, frozenset(used)) if on is not None else None


def _with_slash(sentence: Sentence, index: int, today: date) -> WrittenDate | None:
    """Read ``28/11`` and ``28/11-2026``."""
    tokens = sentence.tokens
    if index + 1 >= len(tokens) or tokens[index + 1].before != "/" or tokens[index].before == "/":
        return None
    day, month = tokens[index].number, tokens[index + 1].number
    return _with_year(sentence, (month, day), range(index, index + 2), today)


def _with_point(sentence: Sentence, index: int, today: date) -> WrittenDate | None:
    """Read ``28.11``; what can be a time of day is one."""
    first, point, second = sentence.tokens[index].text.partition(".")
    if not point or not (first + second).isdecimal() or (int(first) <= 24 and int(second) < 60):
        return None
    return _with_year(sentence, (int(second), int(first)), range(index, index + 1), today)


def _day_first(sentence: Sentence, index: int, today: date) -> WrittenDate | None:
    """Read ``28 november``, ``den 28:e nov 2026``, ``28th of November``."""
    day = sentence.tokens[index].number
    at = index + 1
    while day is not None and sentence.key(at) in _AFTER_THE_DAY and at <= index + 2:
        at += 1
    month = _month(sentence, at)
    if day is None or month is None or sentence.starts_clause(at):
        return None
    return _with_year(sentence, (month, day), range(index, at + 1), today)


def _month_first(sentence: Sentence, index: int, today: date) -> WrittenDate | None:
    """Read ``November 28`` and ``November 28th 2026``."""
    month = _month(sentence, index)
    if month is None or index + 1 >= len(sentence.tokens) or _month(sentence, index + 2) is not None:
        return None
    at = index + 2
    if sentence.key(at) in _AFTER_THE_DAY:
        at += 1
    return _with_year(sentence, (month, sentence.tokens[index + 1].number), range(index, at), today)


def _month(sentence: Sentence, index: int) -> int | None:
    find = sentence.at(index)
    values = find.values("month") if find is not None else ()
    return int(values[0]) if values else None


def _with_year(
    sentence: Sentence, month_and_day: tuple[int | None, int | None], words: range, today: date
) -> WrittenDate | None:
    month, day = month_and_day
    used = set(words)
    following = sentence.tokens[words.stop].number if words.stop < len(sentence.tokens) else None
    if following is not None and 2000 <= following <= 2100:
        on = _date(following, month, day)
        used.add(words.stop)
    else:
        on = _date(today.year, month, day)
        if on is not None and on < today:
            on = _date(today.year + 1, month, day)
    if sentence.key(words.start - 1) in _BEFORE_THE_DAY:
        used.add(words.start - 1)
    return WrittenDate(on, frozenset(used)) if on is not None else None


def _date(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None
