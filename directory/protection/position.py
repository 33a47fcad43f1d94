"""Coordinates: degrees with decimals or minutes, and the grids SWEREF 99 and RT 90."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from directory.protection.kind import Telling, TellingKind
from directory.protection.line import Line
from directory.protection.words import words

_DECIMAL: Final = re.compile(r"(?<![\d.,])(?:5[4-9]|6\d)[.,](\d{3,})")
_DEGREES: Final = re.compile(r"\d {0,9}° {0,9}(?:\d|[neosw]\b|nord|north|syd|ost|east|vast|west)")
_CUES: Final = words("position")
_NORTH: Final = words("north")
_DEGREE_WORDS: Final = frozenset({"degrees", "degree", "grader", "grad"})
_MINUTES: Final = frozenset({"minutes", "minute", "minuter", "minut", "bagminuter"})
_MONEY: Final = ("kr", "sek", "eur", "%")


def find_positions(text: str, line: Line) -> Iterator[Telling]:
    """Yield every position in a plain text."""
    for found in _DECIMAL.finditer(text):
        after = text[found.end() : found.end() + 5].strip()
        if not (len(found[1]) == 3 and after.startswith(_MONEY)):
            yield Telling(TellingKind.POSITION, found.start(), found.end())
    for found in _DEGREES.finditer(text):
        yield Telling(TellingKind.POSITION, found.start(), found.end())
    for index, part in enumerate(line.parts):
        end = _end(line, index, part)
        if end is not None:
            yield Telling(TellingKind.POSITION, line.starts[index], line.ends[min(end, len(line) - 1)])


def _end(line: Line, index: int, part: str) -> int | None:
    soon = line.parts[index + 1 : index + 9]
    if part in _CUES or (part in ("rt", "sweref") and line.part(index + 1).isdigit()):
        reach = 3 if part in ("lat", "lon") else 8
        return index + reach if any(each.isdigit() for each in soon[:reach]) else None
    if not part.isdigit():
        return None
    if soon[:1] and soon[0] in _DEGREE_WORDS:
        if any(each in _NORTH or each in _MINUTES for each in soon[1:6]):
            return index + 4
        return None
    if _is_grid(part):
        if any(_is_grid(each) or _is_easting(each) for each in soon):
            return index + 3
        return None
    # 63 49.548 N: degrees, and minutes with decimals
    if len(part) in (2, 3) and len(soon) >= 4 and soon[0].isdigit() and len(soon[0]) == 2 and soon[1] in ".,":
        return index + 4 if soon[2].isdigit() and len(soon[2]) >= 2 and soon[3] in _NORTH else None
    return None


def _is_grid(part: str) -> bool:
    return len(part) == 7 and part.isdigit() and (6_100_000 <= int(part) <= 7_700_000)


def _is_easting(part: str) -> bool:
    return part.isdigit() and (
        (len(part) == 6 and int(part) >= 200_000) or (len(part) == 7 and 1_200_000 <= int(part) <= 1_900_000)
    )
