"""Directions: what it is near, what bus goes there, what the house looks like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from directory.protection.kind import Telling, TellingKind
from directory.protection.line import Line
from directory.protection.words import SPELLED, endings, sequences, words

_LANDMARKS: Final = words("landmark")
_STRONG: Final = words("landmark_strong")
_NEAR: Final = words("near")
_NEAR_WEAK: Final = words("near_weak")
_BY_ITSELF: Final = words("on_the_way")
_LINES: Final = words("line")
_WAYS: Final = sequences("way")
_FAR: Final = words("far")
_FAR_FROM: Final = words("far_from")
_COLOURS: Final = words("colour")
_BUILT: Final = words("built")
_BUILT_ENDS: Final = ("huset", "byggnaden", "villan", "kyrkan", "fabriken", "stationen", "skolan", "banken")
_LANDMARK_ENDS: Final = endings("landmark_end")
_STOP_ENDS: Final = endings("stop_end")
_SEEN: Final = words("seen_from")
_SERVES: Final = words("serve_cue")
_TOGETHER: Final = words("together")
_POINTS: Final = frozenset({"norr", "soder", "oster", "vaster", "north", "south", "east", "west"})
_REACH: Final = 4
"""Words after *nära* in which the landmark stands."""


def find_directions(line: Line) -> Iterator[Telling]:
    """Yield every direction in *line*."""
    for index, part in enumerate(line.parts):
        end = _end(line, index, part)
        if end is not None:
            yield Telling(TellingKind.DIRECTION, line.starts[index], line.ends[min(end, len(line) - 1)])


def _end(line: Line, index: int, part: str) -> int | None:
    if part in _BY_ITSELF or part.endswith(_STOP_ENDS):
        return index
    if part in _WAYS:
        for phrase in _WAYS[part]:
            if tuple(line.parts[index : index + len(phrase)]) == phrase and not _is_served(line, index):
                return index + len(phrase) - 1
    if part in _LINES and line.part(index + 1).isdigit():
        return index + 1
    if part in _NEAR and line.part(index + 1) not in _TOGETHER:
        return _landmark(line, index, _LANDMARKS, _REACH)
    if part in _NEAR_WEAK:
        return _landmark(line, index, _STRONG, 2)
    if part in _FAR and line.part(index + 1) in _FAR_FROM and _is_counted(line, index):
        return index + 1
    if part in _SEEN and line.part(index + 1) in ("med", "with"):
        return next((other for other in range(index + 2, index + 5) if line.part(other) in _COLOURS), None)
    if part in _COLOURS:
        for other in (index + 1, index + 2):
            if line.part(other) in _BUILT or line.part(other).endswith(_BUILT_ENDS):
                return other
    return None


def _landmark(line: Line, index: int, landmarks: frozenset[str], reach: int) -> int | None:
    for other in range(index + 1, min(index + 1 + reach, len(line))):
        if line.ends_sentence(other):
            return None
        is_one = line.parts[other] in landmarks
        if not is_one and landmarks is _LANDMARKS:
            is_one = len(line.parts[other]) > 8 and line.parts[other].endswith(_LANDMARK_ENDS)
        if is_one or (line.parts[other] == "e" and line.part(other + 1).isdigit()):
            return other
    return None


def _is_served(line: Line, index: int) -> bool:
    """Whether a point of the compass bounds what is served: *från alla kommuner norr om Dalälven*."""
    return line.parts[index] in _POINTS and not _SERVES.isdisjoint(line.parts[max(index - 5, 0) : index])


def _is_counted(line: Line, index: int) -> bool:
    """Whether a number stands before a measure, and a place rather than a time after it."""
    before = line.part(index - 1)
    if not (before.isdigit() or before in SPELLED or before in ("a", "an", "nagra", "few", "par")):
        return False
    return line.part(index + 2) not in (
        "start",
        "och",
        "att",
        "det",
        "ankomst",
        "beslut",
        "arrival",
        "now",
        "nu",
        "today",
    )
