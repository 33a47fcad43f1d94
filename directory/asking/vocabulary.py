"""The words that the reader knows, from the tables in ``words/``, and how they are found in a sentence.

The tables are data: a coordinator can read and extend them. This module knows nothing of what the words mean to a
question.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

from .phrase import Meaning, Phrase, PhraseIndex, parted, phrase_of
from .text import Token, fold

_SHORTEST_STEM: Final = 3
_LONGEST_WORD: Final = 40
_AS_SPELLED: Final = 1000
"""Rank by which a word as it is spelled outdoes one that differs in å, ä or ö: *man* is no *mån*."""
_AS_IT_IS: Final = ""
"""Stands for a word that has no other spelling than its own."""
LANGUAGES: Final = ("sv", "en")


@dataclass(frozen=True, slots=True)
class Find:
    """A phrase found in a sentence: the indices of its words and all that they mean."""

    indices: tuple[int, ...]
    meanings: tuple[Meaning, ...]

    @property
    def start(self) -> int:
        """Index of the first word."""
        return self.indices[0]

    @property
    def stop(self) -> int:
        """Index after the last word."""
        return self.indices[-1] + 1

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values of the field *name* that this phrase gives, in the order of the tables."""
        return tuple(value for key, value in self.meanings if key == name)


class Vocabulary:
    """All tables. Immutable once loaded; it never keeps a word of a sentence."""

    def __init__(self, rows: Iterable[tuple[str, Sequence[Meaning]]], common: Mapping[str, str]) -> None:
        self._spelled: Final = {language: PhraseIndex() for language in LANGUAGES}
        self._folded: Final = {language: PhraseIndex() for language in LANGUAGES}
        self.common: Final = {fold(word): languages for word, languages in common.items()}
        """Everyday word, without diacritics → the languages it belongs to."""
        self._everyday: Final = frozenset(
            (word, language) for word in common for language in common[word].split()
        )
        """Everyday words as they are spelled, with their language: *åt* is no careless *at*, and *last* no *låst*."""
        self._words_alone: Final[set[str]] = set()
        self._stems_alone: Final[set[str]] = set()
        self.literals: Final[set[str]] = set()
        """Every word of every phrase, without diacritics."""
        self.stems: Final[set[str]] = set()
        """Beginnings of words (``läkar*``), without diacritics."""
        self._endings: Final[set[str]] = set()
        self.mendable: Final[set[str]] = set()
        """Words that a typo may be mended to; not those that deny, or tell that a name follows."""
        for words, meanings in rows:
            for phrase in parted(words):
                self._add(phrase, meanings)

    def _add(self, words: str, meanings: Sequence[Meaning]) -> None:
        for language in LANGUAGES:
            said = _in_language(meanings, language)
            if said:
                self._spelled[language].add(phrase_of(words, said, folded=False))
                self._folded[language].add(phrase_of(words, said, folded=True))
        slots = phrase_of(words, tuple(meanings), folded=True).slots
        is_mendable = not any(name in ("not", "name") for name, _ in meanings)
        for slot in slots:
            self.literals.update(slot.whole)
            self.stems.update(slot.starts)
            self._endings.update(slot.ends)
            if is_mendable:
                self.mendable.update(slot.whole)
        if len(slots) == 1:
            self._words_alone.update(slots[0].whole)
            self._stems_alone.update(slots[0].starts)

    def knows(self, token: Token) -> bool:
        """Whether *token* is a word of the tables, alone or as part of a phrase, or an everyday word."""
        word = token.key[:_LONGEST_WORD]
        if word in self.common or word in self.literals:
            return True
        if any(word[:stop] in self.stems for stop in range(_SHORTEST_STEM, len(word) + 1)):
            return True
        return any(word[start:] in self._endings for start in range(len(word)))

    def means_something(self, token: Token) -> bool:
        """Whether *token* alone has a meaning (and is not just part of a phrase, or an everyday word)."""
        word = token.key[:_LONGEST_WORD]
        if word in self._words_alone:
            return True
        return any(word[:stop] in self._stems_alone for stop in range(_SHORTEST_STEM, len(word) + 1))

    def find(self, tokens: Sequence[Token], keys: Sequence[str], language: str) -> tuple[Find, ...]:
        """Return the phrases in *tokens*, from left to right and without overlap; the one with most words wins.

        *keys* are the words without diacritics, typos mended. Phrases of the same words give their meanings together.
        What a word means in another language than *language* only (``person@en:m-adult`` of *men*) is left out.
        """
        pairs = list(zip(tokens, keys, strict=True))
        words = _Words(
            tokens,
            [token.lower if token.key == key else key for token, key in pairs],
            [
                _AS_IT_IS if token.key == key and self._is_everyday(token, language) else key
                for token, key in pairs
            ],
        )
        found: list[Find] = []
        taken: set[int] = set()
        for position in range(len(tokens)):
            best = self._best(words, position, taken, language) if position not in taken else None
            if best is not None:
                found.append(best)
                taken.update(best.indices)
        return tuple(found)

    def _is_everyday(self, token: Token, language: str) -> bool:
        """Whether the word is spelled as an everyday word is, so that nothing else was meant."""
        if token.lower.isascii():
            return (token.lower, language) in self._everyday
        return any((token.lower, each) in self._everyday for each in LANGUAGES)

    def _candidates(self, words: _Words, position: int, language: str) -> Iterator[tuple[int, Phrase]]:
        is_last = position + 1 == len(words.spelled)
        spelled, folded = words.spelled[position], words.folded[position]
        after = ("", "") if is_last else (words.spelled[position + 1], words.folded[position + 1])
        is_named = False
        for rank, phrase in self._spelled[language].candidates(spelled, after[0]):
            is_named = is_named or rank == 0
            yield rank, phrase
        is_the_same = spelled == folded and after[0] == after[1] and spelled.isascii()
        if (is_named and not spelled.isascii()) or (is_the_same and is_named and is_last):
            return
        for rank, phrase in self._folded[language].candidates(folded, after[1]):
            yield rank + _AS_SPELLED, phrase

    def _best(self, words: _Words, position: int, taken: set[int], language: str) -> Find | None:
        best = (0, 0)
        indices: tuple[int, ...] = ()
        meanings: dict[Meaning, None] = {}
        for rank, phrase in self._candidates(words, position, language):
            if (-len(phrase.slots), rank) > best:
                continue
            spelling = words.spelled if rank < _AS_SPELLED else words.folded
            matched = phrase.follow(words.tokens, spelling, position, taken)
            if not matched:
                continue
            order = (-len(matched), rank)
            if order < best:
                best, indices, meanings = order, matched, dict.fromkeys(phrase.meanings)
            elif matched == indices:
                meanings |= dict.fromkeys(phrase.meanings)
        return Find(indices, tuple(meanings)) if indices else None


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a sentence as they are spelled, and without diacritics."""

    tokens: Sequence[Token]
    spelled: list[str]
    folded: list[str]


def _in_language(meanings: Sequence[Meaning], language: str) -> tuple[Meaning, ...]:
    parts = ((name.partition("@"), value) for name, value in meanings)
    return tuple((field, value) for (field, _, only), value in parts if only in ("", language))


def read_table(name: str) -> list[list[str]]:
    """Return the rows of ``words/<name>`` without comments and without the heading."""
    return list(csv.reader(_lines(name), delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def _lines(name: str) -> list[str]:
    text = resources.files("directory.asking").joinpath("words").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


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
    for language, words in read_table("everyday.tsv"):
        for word in words.split():
            common[word] = common.get(word, "") + " " + language
    return Vocabulary(_rows(), common)


@lru_cache(maxsize=1)
def load_numbers() -> Mapping[str, int]:
    """Return number words without diacritics → value."""
    return {fold(word): int(value) for words, value in read_table("numbers.tsv") for word in words.split()}


@lru_cache(maxsize=1)
def load_names() -> frozenset[str]:
    """Return common first names, without diacritics."""
    return _read_words("names.txt")


@lru_cache(maxsize=1)
def load_double_names() -> frozenset[str]:
    """Return first names that are also words, months or places, without diacritics."""
    return _read_words("double_names.txt")


def _read_words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for line in _lines(name) for word in line.split() if "-" not in word)
