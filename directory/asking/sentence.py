"""A sentence with everything that its words may mean, before anybody has decided what they do mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from .courtesy import COURTESY, greeting_end, set_aside
from .spelling import load_speller
from .text import Token, tokenize
from .vocabulary import Find, load_names, load_numbers, load_vocabulary

_FEWEST_WORDS: Final = 2
"""Everyday English words that make a sentence English: one may be *PUT* or *now* in a Swedish note."""
_NO_WORD: Final = "\0"
"""Stands for a place or a greeting: no word of the vocabulary."""
_LONG_NAME: Final = 7
_AGE_ENDINGS: Final = ("arig", "ariga", "arige", "arings", "aring", "aringar", "aringen", "ar")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens, the phrases found in them, and which phrase each word belongs to."""

    text: str
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]
    """The words without diacritics, typos mended."""
    finds: tuple[Find, ...]
    by_index: dict[int, Find]
    language: Literal["sv", "en"]

    def at(self, index: int) -> Find | None:
        """Return the phrase to which the word at *index* belongs."""
        return self.by_index.get(index)

    def key(self, index: int) -> str:
        """Return the word at *index* without diacritics; empty outside the sentence."""
        return self.keys[index] if 0 <= index < len(self.keys) else ""

    def number(self, index: int) -> int | None:
        """Return the number at *index*, in digits or words, or None."""
        if not 0 <= index < len(self.tokens):
            return None
        token = self.tokens[index]
        return token.number if token.number is not None else load_numbers().get(self.keys[index])

    def starts_clause(self, index: int) -> bool:
        """Whether a clause starts with the word at *index* (also past the end)."""
        return index >= len(self.tokens) or self.tokens[index].starts_clause

    def with_field(self, name: str) -> Iterator[tuple[Find, str]]:
        """Yield each phrase that gives the field *name*, with the value."""
        for find in self.finds:
            for value in find.values(name):
                yield find, value

    def words(self, find: Find) -> str:
        """Return the words of *find* as they were written."""
        return " ".join(self.tokens[index].text for index in find.indices)


def split(text: str) -> tuple[Token, ...]:
    """Split cleaned *text* into words, with *sextonårig* parted into number and unit, and greetings set aside."""
    return set_aside(_split_ages(tokenize(text)))


def parse(text: str, tokens: tuple[Token, ...], places: frozenset[int]) -> Sentence:
    """Find all phrases in cleaned *text*. Words at the indices *places* are names of places and are left alone."""
    keys = tuple(token.key if token.index in places else _mended(token) for token in tokens)
    begins = greeting_end(tokens)
    hidden = [_NO_WORD if index in places or index < begins else key for index, key in enumerate(keys)]
    language = guess_language(tokens)
    finds = load_vocabulary().find(tokens, hidden, language)
    return Sentence(
        text, tokens, keys, finds, {index: find for find in finds for index in find.indices}, language
    )


def guess_language(tokens: tuple[Token, ...]) -> Literal["sv", "en"]:
    """Return the language with more everyday words; Swedish where it is a draw or there are hardly any."""
    swedish = english = 0
    for token in tokens:
        if token.key in COURTESY or (token.index and tokens[token.index - 1].key == "tack"):
            continue
        languages = load_vocabulary().common.get(token.key, "")
        is_swedish = "sv" in languages
        is_english = "en" in languages
        swedish += is_swedish and not is_english
        english += is_english and not is_swedish
        swedish += is_swedish and not token.lower.isascii()
    return "en" if english > swedish and english >= _FEWEST_WORDS else "sv"


def _mended(token: Token) -> str:
    """Return the word without diacritics; if it is not known, the known word that it seems to be a typo of.

    A word with a capital inside a sentence is rather the name of something, so a short one is left as it is.
    """
    if token.number is not None or not token.key.isalpha():
        return token.key
    if (
        token.is_capital
        and not token.starts_sentence
        and not token.text.isupper()
        and len(token.key) < _LONG_NAME
    ):
        return token.key
    if load_vocabulary().knows(token) or token.key in load_numbers() or token.key in load_names():
        return token.key
    return load_speller().mend(token.key) or token.key


def _split_ages(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Part *sextonårig* and *femtonåring* into number and unit, as digits are: the rest then reads both alike."""
    parted: list[Token] = []
    for token in tokens:
        cut = _number_word(token)
        pieces = ((0, cut), (cut, len(token.text))) if cut else ((0, len(token.text)),)
        for start, stop in pieces:
            parted.append(
                Token(
                    len(parted),
                    token.text[start:stop],
                    token.lower[start:stop],
                    token.key[start:stop],
                    token.start + start,
                    token.start + stop,
                    token.before if start == 0 else "",
                    token.after if stop == len(token.text) else "",
                    token.number,
                    token.starts_sentence and start == 0,
                    token.starts_clause and start == 0,
                )
            )
    return tuple(parted)


def _number_word(token: Token) -> int:
    """Return how many letters of *token* are a number word before ``-årig`` or ``-åring``, else 0."""
    if len(token.key) != len(token.text):
        return 0
    for ending in _AGE_ENDINGS:
        stem = token.key.removesuffix(ending)
        least = 3 if ending == "ar" else 1
        if stem != token.key and load_numbers().get(stem, 0) >= least:
            return len(stem)
    return 0
