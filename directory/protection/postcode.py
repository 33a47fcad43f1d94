"""Postcodes: five digits, three and two or all together, or the word and any number after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from directory.protection.kind import Telling, TellingKind
from directory.protection.line import Line
from directory.protection.words import SPELLED, words

_CUES: Final = words("postcode")
_UNITS: Final = words("unit")
_NOT_BEFORE: Final = words("no_postcode")
_SHORT: Final = words("short_number")
_REACH: Final = 7
"""Words after *postnummer* in which its number stands."""
_TWO_WORDS: Final = frozenset({("post", "code"), ("postal", "code"), ("post", "nummer"), ("zip", "code")})


def find_postcodes(line: Line) -> Iterator[Telling]:
    """Yield every postcode in *line*."""
    for index, part in enumerate(line.parts):
        end = _end(line, index, part)
        if end is not None:
            yield Telling(TellingKind.POSTCODE, line.starts[index], line.ends[end])


def _end(line: Line, index: int, part: str) -> int | None:
    if part in _CUES or (part, line.part(index + 1)) in _TWO_WORDS:
        return _number_after(line, index)
    if not part.isdigit() or part.startswith("0"):
        return None
    follower, end = line.part(index + 1), index
    digits = part
    if len(part) == 3 and len(follower) == 2 and follower.isdigit() and not line.is_glued(index + 1):
        end, digits = index + 1, part + follower
    if len(digits) != 5 or digits in _SHORT or _is_longer(line, index, end):
        return None
    after = line.part(end + 1)
    if after in _UNITS or after in ("%", "§"):
        return None
    if end > index:
        return None if line.part(index - 1) in _NOT_BEFORE else end
    return end if _has_country(line, index) or _has_town(line, index, end) else None


def _number_after(line: Line, index: int) -> int | None:
    for other in range(index + 1, min(index + _REACH, len(line))):
        part = line.parts[other]
        if part in ".;\n":
            continue
        if (part.isdigit() and len(part) >= 2) or _is_spelled(part):
            return other
    return None


def _is_spelled(part: str) -> bool:
    return part in SPELLED and part not in ("en", "ett", "one")


def _is_longer(line: Line, index: int, end: int) -> bool:
    """Whether more digits stand beside it, so that it is a part of a number of another kind."""
    before, after = line.part(index - 1), line.part(end + 1)
    if before.isdigit() or after.isdigit():
        return True
    joins = {"-", "+", "/", ":", ".", "("}
    if before in joins and line.part(index - 2).isdigit():
        return True
    return after in {"-", "/", ":"} and line.part(end + 2).isdigit()


def _has_country(line: Line, index: int) -> bool:
    before = line.parts[max(index - 2, 0) : index]
    return bool(before) and ("se" in before or "s" in before) and before[-1] in ("-", "se", "s")


def _has_town(line: Line, index: int, end: int) -> bool:
    if line.parts[index].endswith("00") or _NOT_BEFORE.intersection(line.parts[max(index - 2, 0) : index]):
        return False
    town = line.part(line.next_word(end + 1))
    return len(town) > 2 and town.isalpha()
