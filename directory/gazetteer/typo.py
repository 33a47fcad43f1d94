"""Names that are nearly what was written, by edit distance (two adjacent letters swapped count as one)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from .folding import fold
from .index import Index, Name, strongest
from .place import NO_MATCH, Choice, Match, MatchKind

MOST_CHOICES: Final = 8
"""More than a person reads when asked *did you mean*."""


def edits_allowed(length: int) -> int:
    """Return how many typos a name of *length* letters may hold: none below 4, one below 9, else two."""
    if length < 4:
        return 0
    return 1 if length < 9 else 2


class Typos:
    """Folded names by length and first letter, so that a search touches only those that can be near."""

    def __init__(self, index: Index, keys: Iterable[str]) -> None:
        self._index: Final = index
        self._buckets: Final[dict[tuple[str, int], list[str]]] = {}
        for key in keys:
            self._buckets.setdefault(("", len(key)), []).append(key)
            self._buckets.setdefault((key[0], len(key)), []).append(key)

    def match(self, spelled: str, *, most_edits: int = 2, same_start: bool = False) -> Match:
        """Return the places whose names have the fewest typos from *spelled*, the most similar first.

        A single area is taken for what was meant. Several, or a smaller place, are asked about: the place that
        was meant may well be one that we do not know. *same_start*: the first letter is right.
        """
        key = fold(spelled)
        edits = min(most_edits, edits_allowed(len(key)))
        near = self._nearest(key, spelled, edits, key[:1] if same_start else "") if edits else {}
        scored: dict[str, Choice] = {}
        for name, score in sorted(near.items(), key=_order):
            for choice in self._index.match((name,), name.spelled).choices:
                scored.setdefault(choice.area, replace(choice, score=round(score, 3)))
        ranked = sorted(scored.values(), key=lambda each: (not each.kind.is_area, -each.score, each.label))
        if not ranked:
            return NO_MATCH
        is_clear = len(ranked) == 1 and ranked[0].kind.is_area
        return Match(MatchKind.FUZZY if is_clear else MatchKind.AMBIGUOUS, tuple(ranked[:MOST_CHOICES]))

    def _nearest(self, key: str, spelled: str, edits: int, start: str) -> dict[Name, float]:
        """Return the names with the fewest edits and how similar they look (Jaro–Winkler, 0 to 1)."""
        found: dict[Name, int] = {}
        for length in range(len(key) - edits, len(key) + edits + 1):
            bucket = self._buckets.get((start, length))
            if bucket is None:
                continue
            for near, distance, _ in process.extract(
                key, bucket, scorer=OSA.distance, score_cutoff=edits, limit=None
            ):
                found |= dict.fromkeys(strongest(self._index.names(near)), int(distance))
        if not spelled.isascii():
            # Whoever writes dots and rings may have the wrong ones, and that is a typo as well.
            with_dots = {name: int(OSA.distance(spelled, name.spelled)) for name in found}
            found = {name: distance for name, distance in with_dots.items() if distance <= edits}
        fewest = min(found.values(), default=0)
        return {
            name: JaroWinkler.similarity(key, fold(name.spelled))
            for name, distance in found.items()
            if distance == fewest
        }


def _order(scored: tuple[Name, float]) -> tuple[float, str, bool, str, str, str]:
    name, score = scored
    place = name.place
    return -score, name.spelled, not name.is_own, place.kind, place.name, place.area
