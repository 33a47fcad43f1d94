"""The words that the reader knows, from the tables in ``words/``, and how they are found in a sentence.

The tables are data: a coordinator can read and extend them. This module knows their notation and nothing of what
the words mean to a question.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Final

from .text import Token, fold

_SHORTEST_ENDING: Final = 3
"""Letters before a ``*`` (``sti*`` would be too loose) in order to count as the beginning of a word."""
_LONGEST_WORD: Final = 40
"""Letters. No Swedish compound that anybody types is longer; longer runs are not looked into."""
_GAP: Final = 2
"""Other words that each ``_`` in a phrase may stand for, at most."""

_AS_SPELLED: Final = 1000
"""Rank by which a word as it is spelled outdoes one that differs in å, ä or ö: *man* is no *mån*."""

Meaning = tuple[str, str]
"""A field and its value, as written in the tables: ``("need", "boende_akut")``."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of a phrase: the words that may stand there. ``gap``: how many other words may come before it."""

    whole: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    inside: tuple[str, ...]
    gap: int

    def fits(self, word: str) -> bool:
        """Whether *word* may stand here."""
        return (
            word in self.whole
            or (bool(self.starts) and word.startswith(self.starts))
            or (bool(self.ends) and word.endswith(self.ends))
            or any(part in word for part in self.inside)
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row of a table: words in order, and what they mean together."""

    slots: tuple[Slot, ...]
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Find:
    """A phrase found in a sentence: the indices of its words and all that they mean."""

    indices: tuple[int, ...]
    meanings: tuple[Meaning, ...]

    @property
    def start(self) -> int:
        return self.indices[0]

    @property
    def stop(self) -> int:
        return self.indices[-1] + 1

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values of the field *name* that this phrase gives, in the order of the tables."""
        return tuple(value for key, value in self.meanings if key == name)


@dataclass(slots=True)
class _Index:
    """Phrases by their first word, under one spelling (with or without diacritics)."""

    whole: dict[str, list[Phrase]] = field(default_factory=dict)
    starts: dict[str, list[Phrase]] = field(default_factory=dict)
    ends: dict[str, list[Phrase]] = field(default_factory=dict)
    inside: dict[str, list[Phrase]] = field(default_factory=dict)

    def add(self, phrase: Phrase) -> None:
        first = phrase.slots[0]
        for words, table in (
            (first.whole, self.whole),
            (first.starts, self.starts),
            (first.ends, self.ends),
            (first.inside, self.inside),
        ):
            for word in words:
                table.setdefault(word, []).append(phrase)

    def candidates(self, word: str) -> Iterator[tuple[int, Phrase]]:
        """Yield (rank, phrase) for phrases that may begin with *word*; rank 0 is the whole word, then its beginning."""
        for phrase in self.whole.get(word, ()):
            yield 0, phrase
        length = min(len(word), _LONGEST_WORD)
        for stop in range(length, 0, -1):
            for phrase in self.starts.get(word[:stop], ()):
                yield 1 + length - stop, phrase
        for start in range(length):
            for phrase in self.ends.get(word[start:], ()):
                yield _LONGEST_WORD + start, phrase
        if self.inside:
            for start in range(length):
                for stop in range(start + 4, length + 1):
                    for phrase in self.inside.get(word[start:stop], ()):
                        yield 2 * _LONGEST_WORD + start, phrase


class Vocabulary:
    """All tables. Immutable once loaded; it never keeps a word of a sentence."""

    def __init__(self, rows: Iterable[tuple[str, Sequence[Meaning]]], common: Mapping[str, str]) -> None:
        self._spelled = _Index()
        self._folded = _Index()
        self.common: Final = {fold(word): languages for word, languages in common.items()}
        """Everyday word, without diacritics → the languages it belongs to."""
        self._everyday: Final = frozenset(word for word in common if not word.isascii())
        """Everyday words as they are spelled: *åt* is never a careless *at*."""
        self.literals: Final[set[str]] = set()
        """Every word of every phrase, without diacritics."""
        self.stems: Final[set[str]] = set()
        """Beginnings of words (``läkar*``), without diacritics."""
        self.mendable: Final[set[str]] = set()
        """Words that a typo may be mended to; not those that deny, or tell that a name follows."""
        for words, meanings in ((each, meanings) for words, meanings in rows for each in _parted(words)):
            self._spelled.add(_phrase(words, tuple(meanings), folded=False))
            phrase = _phrase(words, tuple(meanings), folded=True)
            self._folded.add(phrase)
            is_mendable = not any(name in ("not", "name") for name, _ in meanings)
            for slot in phrase.slots:
                if is_mendable:
                    self.mendable |= slot.whole
                self.literals |= slot.whole
                self.stems |= set(slot.starts) | set(slot.inside)

    def knows(self, token: Token) -> bool:
        """Whether *token* is a word of the tables, alone or as part of a phrase, or an everyday word."""
        if token.key in self.common or token.key in self.literals:
            return True
        return any(
            self._folded_stem(token.key[:stop]) for stop in range(min(len(token.key), _LONGEST_WORD), 2, -1)
        ) or any(phrase.slots[0].fits(token.key) for _, phrase in self._folded.candidates(token.key))

    def _folded_stem(self, beginning: str) -> bool:
        return beginning in self.stems

    def means_something(self, token: Token) -> bool:
        """Whether *token* alone has a meaning (and is not just part of a phrase, or an everyday word)."""
        return any(len(phrase.slots) == 1 for _, phrase in self._candidates(token, token.key, token.lower))

    def find(self, tokens: Sequence[Token], keys: Sequence[str], language: str) -> tuple[Find, ...]:
        """Return the phrases in *tokens*, from left to right and without overlap; the one with most words wins.

        *keys* are the words without diacritics, typos mended. Phrases of the same words give their meanings together.
        What a word means in the other *language* only (``person@en:m-adult`` of *men*) is left out.
        """
        found: list[Find] = []
        taken: set[int] = set()
        keys = [
            token.lower if token.key == key and token.lower in self._everyday else key
            for token, key in zip(tokens, keys, strict=True)
        ]
        spelled = [token.lower if token.key == key else key for token, key in zip(tokens, keys, strict=True)]
        for position in range(len(tokens)):
            if position in taken:
                continue
            best = self._best(tokens, (spelled, keys), position, taken, language)
            if best is not None:
                found.append(best)
                taken.update(best.indices)
        return tuple(found)

    def _candidates(self, token: Token, key: str, lower: str) -> Iterator[tuple[int, Phrase]]:
        if key in (token.key, token.lower):
            is_named = False
            for rank, phrase in self._spelled.candidates(lower):
                is_named = is_named or rank == 0
                yield rank, phrase
            if is_named and not lower.isascii():
                return
        for rank, phrase in self._folded.candidates(key):
            yield rank + _AS_SPELLED, phrase

    def _best(
        self,
        tokens: Sequence[Token],
        words: tuple[Sequence[str], Sequence[str]],
        position: int,
        taken: set[int],
        language: str,
    ) -> Find | None:
        spelled, keys = words
        best: tuple[int, int] | None = None
        indices: tuple[int, ...] = ()
        meanings: dict[Meaning, None] = {}
        for rank, phrase in self._candidates(tokens[position], keys[position], spelled[position]):
            said = _in_language(phrase.meanings, language)
            if not said:
                continue
            matched = _follow(phrase, tokens, spelled if rank < _AS_SPELLED else keys, position, taken)
            if matched is None:
                continue
            order = (-len(matched), rank)
            if best is None or order < best:
                best, indices, meanings = order, matched, dict.fromkeys(said)
            elif order == best and matched == indices:
                meanings |= dict.fromkeys(said)
        return Find(indices, tuple(meanings)) if best is not None else None


def _in_language(meanings: tuple[Meaning, ...], language: str) -> list[Meaning]:
    said = []
    for name, value in meanings:
        field, _, only = name.partition("@")
        if not only or only == language:
            said.append((field, value))
    return said


def _follow(
    phrase: Phrase, tokens: Sequence[Token], keys: Sequence[str], position: int, taken: set[int]
) -> tuple[int, ...] | None:
    """Return the indices of the words of *phrase* from *position* on, or None."""
    matched = [position]
    at = position + 1
    for slot in phrase.slots[1:]:
        room = slot.gap
        while True:
            if at >= len(tokens) or tokens[at].starts_clause or at in taken:
                return None
            if slot.fits(keys[at]):
                break
            if room == 0:
                return None
            room -= 1
            at += 1
        matched.append(at)
        at += 1
    return tuple(matched)


def _parted(words: str) -> Iterator[str]:
    """Yield the phrases of a cell, with one of its own for each alternative with a hyphen (two words in a sentence)."""
    if "," in words:
        for phrase in words.split(","):
            yield from _parted(phrase)
        return
    parts = words.split()
    for place, part in enumerate(parts):
        alternatives = part.split("|")
        hyphened = [each for each in alternatives if "-" in each]
        if hyphened and len(alternatives) > 1:
            plain = "|".join(each for each in alternatives if "-" not in each)
            for each in (*([plain] if plain else []), *(each.replace("-", " ") for each in hyphened)):
                yield from _parted(" ".join((*parts[:place], each, *parts[place + 1 :])))
            return
    yield words.replace("-", " ")


def _phrase(words: str, meanings: tuple[Meaning, ...], *, folded: bool) -> Phrase:
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
    inside: list[str] = []
    for alternative in part.split("|"):
        bare = alternative.strip("*")
        word = fold(bare) if folded else bare.casefold()
        kind = (alternative.startswith("*"), alternative.endswith("*"))
        {(False, False): whole, (False, True): starts, (True, False): ends, (True, True): inside}[
            kind
        ].append(word)
    return Slot(frozenset(whole), tuple(starts), tuple(ends), tuple(inside), gap)


def read_table(name: str) -> list[list[str]]:
    """Return the rows of ``words/<name>`` without comments and without the heading."""
    text = resources.files("directory.asking").joinpath("words").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def _meanings(cell: str) -> list[Meaning]:
    return [(key, value) for key, _, value in (part.partition(":") for part in cell.split())]


def _rows() -> Iterator[tuple[str, Sequence[Meaning]]]:
    for table in ("cues.tsv", "needs.tsv", "situations.tsv", "people.tsv", "statuses.tsv", "times.tsv"):
        for words, means in read_table(table):
            yield words, _meanings(means)
    for code, rights, words in read_table("countries.tsv"):
        for word in words.split():
            yield word, (("country", code), ("rights", rights))
    nationalities = [
        word for _, _, words in read_table("countries.tsv") for word in words.split() if word.endswith("*")
    ]
    for code, words in read_table("languages.tsv"):
        for word in words.split():
            same = next((each for each in nationalities if word.startswith(each[:-1])), word)
            yield same, (("language", code),)


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary, read once per process from the package's own tables."""
    common: dict[str, str] = {}
    for language, words in read_table("common.tsv"):
        for word in words.split():
            common[word] = common.get(word, "") + " " + language
    return Vocabulary(_rows(), common)


@lru_cache(maxsize=1)
def load_numbers() -> Mapping[str, int]:
    """Return number words without diacritics → value."""
    return {fold(word): int(value) for words, value in read_table("numbers.tsv") for word in words.split()}


@lru_cache(maxsize=1)
def load_names() -> frozenset[str]:
    """Return common first names, without diacritics. Hyphenated names stand for their parts joined by a space."""
    text = resources.files("directory.asking").joinpath("words").joinpath("names.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(fold(name) for line in lines for name in line.split() if "-" not in name)
