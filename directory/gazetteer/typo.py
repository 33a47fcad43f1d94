"""Names that are nearly what was written, by edit distance (Damerau–Levenshtein, adjacent letters may swap)."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA


def edits_allowed(length: int) -> int:
    """Return how many typos a word of *length* letters may hold: none below 4, one below 9, then two."""
    if length < 4:
        return 0
    return 1 if length < 9 else 2


class Typos:
    """Folded names, sorted by length so that a search touches only those of nearly the same length."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for key in keys:
            self._by_length.setdefault(len(key), []).append(key)

    def nearest(self, word: str, *, edits: int) -> tuple[tuple[str, ...], int]:
        """Return the names with the fewest edits from the folded *word*, at most *edits*, and that number.

        Names that begin with the same letter are preferred: the first letter is rarely the wrong one.
        """
        found: list[tuple[str, int]] = []
        for length in range(len(word) - edits, len(word) + edits + 1):
            bucket = self._by_length.get(length)
            if bucket:
                hits = process.extract(word, bucket, scorer=OSA.distance, score_cutoff=edits, limit=None)
                found += [(key, int(distance)) for key, distance, _ in hits]
        if not found:
            return (), 0
        fewest = min(distance for _, distance in found)
        near = [key for key, distance in found if distance == fewest]
        return tuple(sorted(near)), fewest
