"""Read places out of words: names of several words, titles, genitives, typos, and a place within a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from .folding import fold
from .index import Index, Name
from .nickname import ABBREVIATIONS
from .place import NO_MATCH, Match, MatchKind, PlaceKind, Span
from .typo import Typos, edits_allowed
from .vocabulary import (
    CENTRE,
    INSIDE,
    LEADS_IN,
    LEADS_IN_WEAKLY,
    ORDINARY,
    TAKEN_AT_THEIR_PLACE,
    TITLES_AFTER,
    TITLES_BEFORE,
)
from .within import narrow, widen

_ABBREVIATIONS: Final = {fold(short): fold(full) for short, full in ABBREVIATIONS.items()}
_ORDINARY: Final = frozenset(fold(word) for word in ORDINARY)
_TAKEN: Final = frozenset(fold(word) for word in TAKEN_AT_THEIR_PLACE)
_ENDS: Final = (".", "!", "?", ":", ";")
_SHORTEST_UNHINTED_TYPO: Final = 6


class Word(NamedTuple):
    """A word as written, its folded form, and what its looks say."""

    raw: str
    key: str
    is_capital: bool
    """Begins with a capital that the sentence does not ask for."""


class Found(NamedTuple):
    """A possible place in ``words[start:stop]``; not ``is_sure`` if it is more likely an ordinary word."""

    start: int
    stop: int
    match: Match
    is_sure: bool


class Reader:
    """Reads words with the help of an index. Its work grows with the number of words, not with its square."""

    def __init__(self, index: Index) -> None:
        self.nothing: Final = NO_MATCH
        self._index = index
        self._longest: dict[str, int] = {}
        for key in index.keys():
            tokens = key.split(" ")
            self._longest[tokens[0]] = max(self._longest.get(tokens[0], 1), len(tokens))
        self._all = Typos(index.keys())
        self._areas = Typos(
            key
            for key in index.keys()
            if any(PlaceKind(name.place.kind).is_area for name in index.names(key)) and not key[0].isdigit()
        )

    def spans(self, words: Sequence[str]) -> tuple[Span, ...]:
        """Return the places in a sentence."""
        return self._spans(_words(words), is_place=False)

    def whole(self, text: str) -> Match:
        """Return what a text that should be a place means as a whole."""
        words = [word._replace(is_capital=True) for word in _words(text.replace(",", " , ").split())]
        spans = self._spans(words, is_place=True)
        if not spans:
            return NO_MATCH
        if len(spans) == 1:
            return spans[0].match
        choices = tuple(dict.fromkeys(choice for span in spans for choice in span.match.choices))
        return Match(MatchKind.AMBIGUOUS, choices)

    def _spans(self, words: list[Word], *, is_place: bool) -> tuple[Span, ...]:
        found: list[Found] = []
        position = 0
        while position < len(words):
            here = self._at(words, position, is_place=is_place)
            if here is not None:
                found.append(here)
                position = here.stop
            else:
                position += 1
        return tuple(
            Span(each.start, each.stop, each.match) for each in self._joined(words, found) if each.is_sure
        )

    def _at(self, words: list[Word], start: int, *, is_place: bool) -> Found | None:
        word = words[start]
        if not word.key:
            return None
        title = TITLES_BEFORE.get(word.key)
        if title is not None and start + 1 < len(words):
            named = self._named(words, start + 1, title)
            if named is not None and any(choice.kind == title for choice in named.match.choices):
                return Found(start, named.stop, named.match, True)
        named = self._named(words, start, None)
        if named is not None:
            return named._replace(is_sure=is_place or named.is_sure or self._is_meant(words, named))
        return self._misspelt(words, start, is_place=is_place)

    def _named(self, words: list[Word], start: int, title: PlaceKind | None) -> Found | None:
        """Return the longest name at *start*, with the title that follows it."""
        first = words[start].key.split(" ")[0]
        longest = max(self._longest.get(first, 0), self._longest.get(first.removesuffix("s"), 0))
        for stop in range(min(start + longest, len(words)), start, -1):
            key = " ".join(word.key for word in words[start:stop])
            names = self._index.names(key)
            if not names and key.endswith("s"):
                names = self._index.names(key[:-1])
            if not names:
                continue
            after = TITLES_AFTER.get(words[stop].key) if stop < len(words) else None
            fits = after is not None and any(name.place.kind == after for name in names)
            text = " ".join(word.raw for word in words[start:stop])
            match = self._index.match(names, text, title=after if fits else title)
            is_sure = fits or stop - start > 1 or key not in _ORDINARY
            return Found(start, stop + fits, match, is_sure)
        return self._compound_county(words, start)

    def _compound_county(self, words: list[Word], start: int) -> Found | None:
        """Return the county in *Kalmarlänet* or *stockholmslän*."""
        key = words[start].key
        for ending in ("lanet", "lan"):
            stem = key.removesuffix(ending)
            if stem != key and len(stem) > 3:
                names = self._index.names(stem) or self._index.names(stem.removesuffix("s"))
                names = tuple(name for name in names if name.place.kind == PlaceKind.COUNTY)
                if names:
                    return Found(start, start + 1, self._index.match(names, stem), True)
        return None

    def _is_meant(self, words: list[Word], found: Found) -> bool:
        """Whether an ordinary word that is also a name is used as a name here."""
        word = words[found.start]
        before = words[found.start - 1].key if found.start else ""
        if word.is_capital and (before in LEADS_IN or before in LEADS_IN_WEAKLY):
            return True
        if word.key in _TAKEN:
            return word.is_capital or before in LEADS_IN
        return word.key == "soder" and before in ("pa", "fran", "till", "i")

    def _misspelt(self, words: list[Word], start: int, *, is_place: bool) -> Found | None:
        word = words[start]
        before = words[start - 1].key if start else ""
        is_hinted = is_place or word.is_capital or before in LEADS_IN
        key = word.key
        if key in _ORDINARY or not key.replace(" ", "").isalpha() or key in TITLES_AFTER or key in CENTRE:
            return None
        if not is_hinted and len(key) < _SHORTEST_UNHINTED_TYPO:
            return None
        names = self._all if is_hinted else self._areas
        for form in dict.fromkeys((key, key.removesuffix("s"))):
            edits = edits_allowed(len(form)) if is_hinted else min(1, edits_allowed(len(form)))
            keys, distance = names.nearest(form, edits=edits) if edits else ((), 0)
            if keys:
                near: tuple[Name, ...] = tuple(name for each in keys for name in self._index.names(each))
                choices = tuple(
                    dict.fromkeys(
                        choice
                        for each in keys
                        for choice in self._index.match(self._index.names(each), each).choices
                    )
                )
                if not near:
                    continue
                score = 1 - distance / max(len(form), 1)
                scored = tuple(replace(choice, score=round(score, 3)) for choice in choices)
                return Found(start, start + 1, Match(MatchKind.FUZZY, scored), True)
        return None

    def _joined(self, words: list[Word], found: list[Found]) -> list[Found]:
        """Join each place with the area around it, where the two are named side by side."""
        joined: list[Found] = []
        for each in found:
            last = joined[-1] if joined else None
            gap = [word.key for word in words[last.stop : each.start] if word.key] if last else []
            if last is not None and len(gap) <= 1 and set(gap) <= INSIDE:
                inside = narrow(last.match, each.match)
                if inside is None and not gap and each.is_sure:
                    inside = widen(last.match, each.match)
                if inside is not None:
                    joined[-1] = Found(last.start, each.stop, inside, True)
                    continue
            joined.append(each)
        return [self._to_centre(words, each) for each in joined]

    @staticmethod
    def _to_centre(words: list[Word], found: Found) -> Found:
        follows = words[found.stop].key if found.stop < len(words) else ""
        return found._replace(stop=found.stop + 1) if follows in CENTRE and found.is_sure else found


def _words(words: Sequence[str]) -> list[Word]:
    is_shouted = sum(word.isupper() for word in words) * 2 > len(words)
    read = []
    is_start = True
    for raw in words:
        key = fold(raw)
        key = " ".join(_abbreviated(token) for token in key.split(" "))
        is_capital = raw[:1].isupper() and not is_start and not is_shouted
        read.append(Word(raw, key, is_capital))
        is_start = raw.endswith(_ENDS)
    return read


def _abbreviated(token: str) -> str:
    full = _ABBREVIATIONS.get(token)
    if full is None and token.endswith("s"):
        full = _ABBREVIATIONS.get(token[:-1])
        return f"{full}s" if full else token
    return full or token
