"""Mend typos: find the word of the vocabulary that an unknown word was meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from .vocabulary import Vocabulary, load_vocabulary

_SHORTEST: Final = 5
"""Letters. In shorter words one changed letter makes another word too often (*soc*, *sov*, *son*)."""
_LONG: Final = 10
"""Letters from which two mistakes are mended."""
_SHORTEST_STEM: Final = 6
"""Letters of a stem that is tried with endings; *stalk-* with endings would be made of *stallet*."""
_ENDINGS: Final = ("", "n", "t", "en", "et", "er", "ar", "s", "erna", "are")
"""What is put to a stem such as ``härbärge*``, so that an inflected word is measured whole."""


class Speller:
    """The words that a typo may be mended to, ordered by their length and first letter."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[tuple[int, str], list[str]] = {}
        for word in sorted(set(words)):
            if word.isalpha():
                self._words.setdefault((len(word), word[0]), []).append(word)

    def mend(self, word: str) -> str | None:
        """Return the nearest known word, or None; of several, the longest (letters are left out more often than added).

        One letter may be wrong, missing, added or swapped with its neighbour; two in a word of ten or more.
        """
        if len(word) < _SHORTEST:
            return None
        most = 2 if len(word) >= _LONG else 1
        best: list[str] = []
        for length in range(max(len(word) - most, _SHORTEST - 1), len(word) + most + 1):
            for letter in {word[0], word[1]}:
                for known in self._words.get((length, letter), ()):
                    distance = OSA.distance(word, known, score_cutoff=most)
                    if distance < most:
                        most, best = distance, []
                    if distance == most:
                        best.append(known)
        return max(best, key=len) if best else None


@lru_cache(maxsize=1)
def load_speller() -> Speller:
    """Return the speller of the shipped vocabulary, made once per process."""
    vocabulary: Vocabulary = load_vocabulary()
    whole = {word for word in vocabulary.mendable if len(word) >= _SHORTEST}
    inflected = {
        stem + ending for stem in vocabulary.stems if len(stem) >= _SHORTEST_STEM for ending in _ENDINGS
    }
    return Speller(whole | inflected)
