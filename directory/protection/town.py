"""Names of towns that are told as a place; a town that is served, or that decides, is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from directory.gazetteer.vocabulary import DOUBLE, EVERYDAY
from directory.protection.kind import Telling, TellingKind
from directory.protection.line import Line
from directory.protection.plain import bare
from directory.protection.words import words

_PLACE: Final = words("place_cue")
_SERVES: Final = words("serve_cue")
_PERSONS: Final = words("person")
_SERVED_AFTER: Final = words("served_after")
_SAYS: Final = words("says_place")
_SAYS_NOT: Final = words("says_place_not")
_ISLANDS: Final = words("island")
_LEADS_IN: Final = words("lead_in")
_SETTLES: Final = words("settle")
_SETS_OUT: Final = words("sets_out")
_EVERYDAY: Final = frozenset(bare(word) for word in EVERYDAY | DOUBLE)
_REACH: Final = 14
"""Words back in which somebody says what the town is to them."""

Towns = Mapping[str, tuple[tuple[str, ...], ...]]
"""First word of a name → the words of all such names, the longest first."""


@lru_cache(maxsize=4)
def _by_first_word(towns: frozenset[str]) -> Towns:
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in towns | words("town"):
        for said in (name, f"{name}s"):
            parts = tuple(Line(bare(said)).parts)
            if parts and len(parts[0]) > 1:
                found[parts[0]].add(parts)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}


@lru_cache(maxsize=4)
def _names(towns: frozenset[str]) -> frozenset[str]:
    return frozenset(map(bare, towns))


def find_towns(line: Line, towns: frozenset[str]) -> Iterator[Telling]:
    """Yield every name of *towns*, of a neighbourhood or an island in *line* that tells a place."""
    known = _by_first_word(towns)
    for index, part in enumerate(line.parts):
        if part in _SAYS:
            follower = line.part(index + 1)
            if len(follower) > 2 and follower.isalpha() and follower not in _SAYS_NOT:
                yield Telling(TellingKind.TOWN, line.starts[index], line.ends[index + 1])
        length = _length(line, index, known.get(part, ()))
        if length and _tells(line, index, length, towns):
            yield Telling(TellingKind.TOWN, line.starts[index], line.ends[index + length - 1])
        elif part in _ISLANDS and line.part(index - 1) == "pa" and _tells(line, index, 1, towns):
            yield Telling(TellingKind.TOWN, line.starts[index], line.ends[index])


def _length(line: Line, index: int, names: tuple[tuple[str, ...], ...]) -> int:
    for name in names:
        if tuple(line.parts[index : index + len(name)]) == name:
            return len(name)
    return 0


def _is_everyday(word: str, towns: frozenset[str]) -> bool:
    """Whether *word* is an everyday word, or only the genitive of a town that is: *anges* is not of Ånge."""
    return word in _EVERYDAY or (word not in _names(towns) and word.removesuffix("s") in _EVERYDAY)


def _tells(line: Line, index: int, length: int, towns: frozenset[str]) -> bool:
    if length == 1 and (_is_everyday(line.parts[index], towns) or len(line.parts[index]) < 4):
        return _is_settled(line, index)
    for back in range(index - 1, max(index - 1 - _REACH, -1), -1):
        word = line.parts[back]
        if word in (".", "!", "?", ";", "\n"):
            break
        if word in _SERVES:
            return line.part(back - 1) in _SETS_OUT
        if word in _PLACE and not (word == "finns" and line.part(back + 1) in ("med", "for")):
            return line.part(back - 1) not in _PERSONS and not (
                word == "boende" and line.part(back - 1) in ("for", "till")
            )
    return line.part(index + length) not in _SERVED_AFTER


def _is_settled(line: Line, index: int) -> bool:
    """Whether an everyday word is a town here: *ligger i Boden*."""
    before = line.part(index - 1)
    return before in _LEADS_IN and (
        line.part(index - 2) in _SETTLES
        or (line.part(index - 3) in _SETTLES and len(line.part(index - 2)) > 2)
    )
