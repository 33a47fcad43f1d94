"""Streets, boxes and flats, in English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from directory.protection.kind import Telling, TellingKind
from directory.protection.line import Line
from directory.protection.street import house_number
from directory.protection.words import words

_STREETS: Final = words("street_en")
_NO_NAME: Final = words("no_name_en")
_HOUSES: Final = words("house_en")
_LONGEST_NAME: Final = 4
"""Words between the number and *Street*."""


def find_english_streets(line: Line) -> Iterator[Telling]:
    """Yield every address in *line* that is written as in English."""
    for index, part in enumerate(line.parts):
        end = _end(line, index, part)
        if end is not None:
            yield Telling(TellingKind.STREET, line.starts[index], line.ends[min(end, len(line) - 1)])


def _end(line: Line, index: int, part: str) -> int | None:
    if part.isdigit() and len(part) <= 4:
        return _street_after(line, index)
    if part in _STREETS:
        number = house_number(line, index + 1, may_be_spelled=False)
        return number if number is not None and (part not in ("st", "str") or number > index + 1) else None
    if part in _HOUSES and line.part(index + 1) in ("no", "number", "nr", "nummer", "#"):
        return house_number(line, index + 1, may_be_spelled=True)
    if part in ("apartment", "flat", "suite") and line.part(index + 1).isdigit():
        return index + 1
    return None


def _street_after(line: Line, index: int) -> int | None:
    start = index + 1
    if line.is_glued(start) and len(line.part(start)) == 1 and line.part(start).isalpha():
        start += 1
    start = line.next_word(start, past=",")
    for other in range(start, min(start + _LONGEST_NAME, len(line))):
        part = line.parts[other]
        if part in _STREETS:
            return other if other > start else None
        if not (part.isalpha() or part in ".'") or part in _NO_NAME:
            return None
    return None
