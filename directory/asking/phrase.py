"""The notation of the tables in ``words/``, and an index of phrases by their first words.

``word`` is the word itself, ``word*`` any word that begins so, ``*word`` any that ends so; ``a|b`` either; ``_`` up to
two other words in between; a comma parts phrases with the same meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from .text import Token, fold

_LONGEST_WORD: Final = 40
"""Letters. No Swedish compound that anybody types is longer; longer runs are not looked into."""
_GAP: Final = 2
"""Other words that each ``_`` in a phrase may stand for, at most."""

Meaning = tuple[str, str]
"""A field and its value, as written in the tables: ``("need", "boende_akut")``."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of a phrase: the words that may stand there. ``gap``: how many other words may come before it."""

    whole: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    gap: int

    def fits(self, word: str) -> bool:
        """Whether *word* may stand here."""
        return word in self.whole or word.startswith(self.starts) or word.endswith(self.ends)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in order, and what they mean together."""

    slots: tuple[Slot, ...]
    meanings: tuple[Meaning, ...]

    def follow(
        self, tokens: Sequence[Token], words: Sequence[str], start: int, taken: set[int]
    ) -> tuple[int, ...]:
        """Return the indices of the words of this phrase from *start* on; empty if it is not there.

        A phrase does not reach over a comma or the end of a sentence, nor over words in *taken*.
        """
        matched = [start]
        at = start + 1
        for slot in self.slots[1:]:
            room = slot.gap
            while True:
                if at >= len(tokens) or tokens[at].starts_clause or at in taken:
                    return ()
                if slot.fits(words[at]):
                    break
                if room == 0:
                    return ()
                room -= 1
                at += 1
            matched.append(at)
            at += 1
        return tuple(matched)


@dataclass(slots=True)
class PhraseIndex:
    """Phrases by their first word, or first two, under one spelling (with or without diacritics)."""

    whole: dict[str, list[Phrase]] = field(default_factory=dict)
    pairs: dict[tuple[str, str], list[Phrase]] = field(default_factory=dict)
    starts: dict[str, list[Phrase]] = field(default_factory=dict)
    ends: dict[str, list[Phrase]] = field(default_factory=dict)

    def add(self, phrase: Phrase) -> None:
        """Put *phrase* where the first of its words will look for it."""
        first = phrase.slots[0]
        second = phrase.slots[1] if len(phrase.slots) > 1 else None
        if second is not None and not (second.gap or second.starts or second.ends):
            for pair in product(first.whole, second.whole):
                self.pairs.setdefault(pair, []).append(phrase)
        else:
            for word in first.whole:
                self.whole.setdefault(word, []).append(phrase)
        for word in first.starts:
            self.starts.setdefault(word, []).append(phrase)
        for word in first.ends:
            self.ends.setdefault(word, []).append(phrase)

    def candidates(self, word: str, following: str) -> Iterator[tuple[int, Phrase]]:
        """Yield (rank, phrase) for phrases that may begin with *word*; rank 0 is the whole word, then its beginning."""
        for phrase in self.pairs.get((word, following), ()):
            yield 0, phrase
        for phrase in self.whole.get(word, ()):
            yield 0, phrase
        length = min(len(word), _LONGEST_WORD)
        for stop in range(length, 0, -1):
            for phrase in self.starts.get(word[:stop], ()):
                yield 1 + length - stop, phrase
        for start in range(length):
            for phrase in self.ends.get(word[start:], ()):
                yield _LONGEST_WORD + start, phrase


def parted(words: str) -> Iterator[str]:
    """Yield the phrases of a cell, with one of its own for each alternative with a hyphen (two words in a sentence)."""
    if "," in words:
        for phrase in words.split(","):
            yield from parted(phrase)
        return
    parts = words.split()
    for place, part in enumerate(parts):
        alternatives = part.split("|")
        hyphened = [each for each in alternatives if "-" in each]
        if hyphened and len(alternatives) > 1:
            plain = "|".join(each for each in alternatives if "-" not in each)
            for each in (*([plain] if plain else []), *(each.replace("-", " ") for each in hyphened)):
                yield from parted(" ".join((*parts[:place], each, *parts[place + 1 :])))
            return
    yield words.replace("-", " ")


def phrase_of(words: str, meanings: tuple[Meaning, ...], *, folded: bool) -> Phrase:
    """Return the phrase written as *words* (one, already parted), with or without diacritics."""
    slots: list[Slot] = []
    gap = 0
    for part in words.split():
        if part == "_":
            gap += _GAP
            continue
        slots.append(_slot(part, gap=gap, folded=folded))
        gap = 0
    return Phrase(tuple(slots), meanings)


def _slot(part: str, *, gap: int, folded: bool) -> Slot:
    whole: list[str] = []
    starts: list[str] = []
    ends: list[str] = []
    for alternative in part.split("|"):
        bare = alternative.strip("*")
        word = fold(bare) if folded else bare.casefold()
        if alternative.startswith("*"):
            ends.append(word)
        elif alternative.endswith("*"):
            starts.append(word)
        else:
            whole.append(word)
    return Slot(frozenset(whole), tuple(starts), tuple(ends), gap)
