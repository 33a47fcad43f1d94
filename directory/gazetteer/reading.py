"""Read places out of words: names of several words, titles, genitives, typos, and a place within a place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from .folding import fold, spell
from .hint import is_meant, is_of_a_name, may_be_misspelt, shortest_typo
from .index import Index, Name, fits
from .place import NO_MATCH, Match, MatchKind, PlaceKind, Span
from .typo import Typos
from .vocabulary import (
    AWAY,
    CENTRE,
    INSIDE,
    LEADS_IN,
    MAY_LEAD_IN,
    PARTS_OF_TOWN,
    TITLES_AFTER,
    TITLES_BEFORE,
)
from .within import narrow, widen
from .words import Word, read_words

_COMPOUNDS: Final[Mapping[str, PlaceKind | None]] = {
    "länet": PlaceKind.COUNTY,
    "lanet": PlaceKind.COUNTY,
    "län": PlaceKind.COUNTY,
    "lan": PlaceKind.COUNTY,
    "kommunen": PlaceKind.MUNICIPALITY,
    "kommun": PlaceKind.MUNICIPALITY,
    "området": None,
    "omradet": None,
    "regionen": None,
    "trakten": None,
}
"""What is written together with the name of an area, and what it says of the kind: *kalmarlänet*."""
_PARTS_OF_WORD: Final = re.compile(r"[/\\&+-]")


class Found(NamedTuple):
    """A possible place in ``words[start:stop]``; not ``is_sure`` if it is more likely an everyday word."""

    start: int
    stop: int
    match: Match
    is_sure: bool


class Reader:
    """Reads words with the help of an index. The work grows with the number of words, not with its square."""

    def __init__(self, index: Index) -> None:
        self._index: Final = index
        self._longest: Final[dict[str, int]] = {}
        """First word of a name → the number of words of the longest such name."""
        for key in index:
            first, *rest = key.split(" ")
            self._longest[first] = max(self._longest.get(first, 0), 1 + len(rest))
        named = [key for key in index if any(_is_for_typos(name) for name in index.names(key))]
        areas = [key for key in named if any(name.place.kind.is_area for name in index.names(key))]
        self._all: Final = Typos(index, named)
        self._areas: Final = Typos(index, areas)
        phrases = [key for key in areas if " " in key]
        self._phrases: Final = Typos(index, phrases)
        self._phrase_starts: Final = frozenset(key.split(" ")[0] for key in phrases)

    def spans(self, words: Sequence[str]) -> tuple[Span, ...]:
        """Return the places in a sentence."""
        return _spans(self._joined(read := read_words(words), self._found(read)))

    def whole(self, text: str) -> Match:
        """Return what a text that should be one place means."""
        words = read_words(text.replace(",", " , ").split())
        while words and (words[0].spelled in LEADS_IN or words[0].spelled in MAY_LEAD_IN):
            words = words[1:]
        spelled = " ".join(word.spelled for word in words if word.key)
        if not spelled:
            return NO_MATCH
        named = self._named(words, 0, None, is_place=True)
        if named is not None and named.stop == len(words):
            return self._or_misspelt(spelled, named.match)
        spans = _spans(self._joined(words, self._found(words, is_place=True)))
        if len(spans) == 1 and not _left_over(words, spans[0]):
            return spans[0].match
        misspelt = self._all.match(spelled) if any(map(may_be_misspelt, words)) else NO_MATCH
        if misspelt.choices:
            return misspelt
        return _one_of(_spans(self._joined(words, self._found(words))) or spans)

    def _or_misspelt(self, spelled: str, match: Match) -> Match:
        """Return *match*, or a question if a larger place may be meant: *Ronnby* for Ronneby, not Rönnby."""
        if any(choice.kind.is_area or spell(choice.name) == spelled for choice in match.choices):
            return match
        larger = self._areas.match(spelled, most_edits=1)
        return Match(MatchKind.AMBIGUOUS, (*larger.choices, *match.choices)) if larger.choices else match

    def _found(self, words: list[Word], *, is_place: bool = False) -> list[Found]:
        """Return all possible places, from left to right, the longest at each word."""
        found: list[Found] = []
        position = 0
        while position < len(words):
            here = self._at(words, position, is_place=is_place) if words[position].key else None
            if here is not None:
                found.append(here)
            position = here.stop if here is not None else position + 1
        return found

    def _at(self, words: list[Word], start: int, *, is_place: bool) -> Found | None:
        titled = self._titled(words, start)
        if titled is not None:
            return titled
        named = self._named(words, start, None, is_place=is_place)
        if named is not None and is_place:
            return named._replace(is_sure=True)
        return (
            named
            or self._in_parts(words, start)
            or self._misspelt_phrase(words, start)
            or self._misspelt(words, start, is_place=is_place)
        )

    def _titled(self, words: list[Word], start: int) -> Found | None:
        """Return the place after a title: *kommunen Mark*, *municipality of Mark*."""
        title = TITLES_BEFORE.get(words[start].spelled)
        after = start + 1
        if title is not None and after < len(words) and words[after].key == "of":
            after += 1
        if title is None or after >= len(words) or words[start].ends:
            return None
        named = self._named(words, after, title)
        return named._replace(start=start, is_sure=True) if named is not None else None

    def _named(
        self, words: list[Word], start: int, title: PlaceKind | None, *, is_place: bool = False
    ) -> Found | None:
        """Return the longest name at *start*, with the title that follows it."""
        first = words[start].key.split(" ")[0]
        longest = max(self._longest.get(first, 0), self._longest.get(first.removesuffix("s"), 0))
        for stop in range(min(start + longest, len(words)), start, -1):
            spelled = " ".join(word.spelled for word in words[start:stop])
            key = " ".join(word.key for word in words[start:stop])
            names = self._index.written(spelled, key)
            owner = self._index.written(spelled[:-1], key[:-1]) if key.endswith("s") else ()
            if owner and (not names or _is_genitive(names, owner)):
                names, spelled = owner, spelled[:-1]
            if not is_place:
                names = tuple(name for name in names if not name.is_code)
            if title is not None:
                names = tuple(name for name in names if fits(name, title))
            if names:
                return self._with_title(words, start, stop, names, spelled)
        return self._compound(words, start, title)

    def _with_title(
        self, words: list[Word], start: int, stop: int, names: tuple[Name, ...], spelled: str
    ) -> Found:
        title = TITLES_AFTER.get(words[stop].spelled) if stop < len(words) else None
        is_titled = title is not None and any(fits(name, title) for name in names)
        match = self._index.match(names, spelled, title if is_titled else None)
        is_sure = is_titled or is_meant(words, start, stop, spelled, names)
        return Found(start, stop + is_titled, match, is_sure)

    def _compound(self, words: list[Word], start: int, title: PlaceKind | None) -> Found | None:
        """Return the area in *Kalmarlänet*, *tyresökommun* or *Stockholmsområdet*."""
        spelled = words[start].spelled
        ending = next((each for each in _COMPOUNDS if spelled.endswith(each)), None)
        if ending is None:
            return None
        kind = _COMPOUNDS[ending]
        stem = spelled.removesuffix(ending)
        for name in (stem, stem.removesuffix("s")):
            match = self._index.match(self._index.written(name, fold(name)), name, kind)
            if match.choices and match.choices[0].kind.is_area and title in (None, kind):
                return Found(start, start + 1, match, True)
        return None

    def _in_parts(self, words: list[Word], start: int) -> Found | None:
        """Return the places in one word with a stroke or hyphen: *Nacka/Värmdö*, *Malmö-kvinna*."""
        parts = [part for part in _PARTS_OF_WORD.split(words[start].raw) if part]
        spans = self.spans(parts) if len(parts) > 1 else ()
        if not spans:
            return None
        match = spans[0].match if len(spans) == 1 else _one_of(spans)
        return Found(start, start + 1, match, True)

    def _misspelt_phrase(self, words: list[Word], start: int) -> Found | None:
        """Return the area whose name of several words begins here with a typo: *uplands väsby*."""
        if words[start].key not in self._phrase_starts and not may_be_misspelt(words[start]):
            return None
        for stop in (start + 3, start + 2):
            phrase = words[start:stop]
            is_whole = len(phrase) == stop - start and all(map(is_of_a_name, phrase[1:]))
            if not is_whole or not any(map(may_be_misspelt, phrase)):
                continue
            match = self._phrases.match(" ".join(word.spelled for word in phrase), same_start=True)
            if match.choices:
                return Found(start, stop, match, True)
        return None

    def _misspelt(self, words: list[Word], start: int, *, is_place: bool) -> Found | None:
        word = words[start]
        before = words[start - 1].spelled if start else ""
        is_name = is_place or word.is_capital or word.is_alone
        least = shortest_typo(before, is_name=is_name)
        if len(word.key) < least or not may_be_misspelt(word):
            return None
        names = self._all if is_name else self._areas
        stem = word.spelled.removesuffix("s")
        for spelled in dict.fromkeys((word.spelled, stem if len(stem) >= least else word.spelled)):
            match = names.match(spelled, most_edits=2 if is_name else 1, same_start=not is_place)
            if match.choices:
                return Found(start, start + 1, match, True)
        return None

    def _joined(self, words: list[Word], found: list[Found]) -> list[Found]:
        """Join each place with the area around it, where the two are named side by side."""
        joined: list[Found] = []
        for each in found:
            inside = _side_by_side(words, joined[-1], each) if joined else None
            if inside is not None:
                joined[-1] = Found(joined[-1].start, each.stop, inside, True)
            else:
                joined.append(each)
        return _with_centres(words, joined)


def _spans(found: Sequence[Found]) -> tuple[Span, ...]:
    return tuple(Span(each.start, each.stop, each.match) for each in found if each.is_sure)


def _is_genitive(names: tuple[Name, ...], owner: tuple[Name, ...]) -> bool:
    """Whether *names* are only parts of others, such as *Orsas* in *Orsas omland*, and *owner* is an area."""
    return not any(name.is_own for name in names) and any(
        name.is_own and name.place.kind.is_area for name in owner
    )


def _is_for_typos(name: Name) -> bool:
    return not name.is_code and not name.is_nickname and not any(sign.isdigit() for sign in name.spelled)


def _side_by_side(words: list[Word], first: Found, second: Found) -> Match | None:
    """Return what two places mean together if one lies in the other and nothing parts them, else None."""
    between = [word for word in words[first.stop : second.start] if word.key]
    if len(between) > 1 or any(word.spelled not in INSIDE for word in between):
        return None
    if any(word.ends for word in words[first.stop - 1 : second.start]):
        return None
    has_left = first.start > 0 and words[first.start - 1].spelled in AWAY
    inside = None
    if second.is_sure and _may_lie_in(words, first):
        inside = narrow(first.match, second.match, only_chosen=has_left)
    if inside is None and not between and first.is_sure and _may_lie_in(words, second):
        inside = widen(first.match, second.match)
    if inside is None and second.is_sure and words[first.start].spelled in PARTS_OF_TOWN:
        # "Söder i Helsingborg": that part is not on our list, and it is not the one in Stockholm.
        inside = second.match if second.match.area is not None else None
    return inside


def _may_lie_in(words: list[Word], found: Found) -> bool:
    word = words[found.start]
    return found.is_sure or word.is_capital or word.spelled in PARTS_OF_TOWN


def _with_centres(words: list[Word], found: list[Found]) -> list[Found]:
    """Let each sure place take in the word *centrum* that follows it, unless a longer name begins with that word."""
    kept: list[Found] = []
    for index, each in enumerate(found):
        if kept and each.start < kept[-1].stop:
            continue
        follows = words[each.stop].spelled if each.stop < len(words) else ""
        after = found[index + 1] if index + 1 < len(found) else None
        is_longer = after is not None and after.start == each.stop and after.stop > each.stop + 1
        is_taken = each.is_sure and follows in CENTRE and not is_longer
        kept.append(each._replace(stop=each.stop + 1) if is_taken else each)
    return kept


def _left_over(words: list[Word], span: Span) -> bool:
    return any(word.key for word in (*words[: span.start], *words[span.stop :]))


def _one_of(spans: tuple[Span, ...]) -> Match:
    """Return the match of the only span as a guess, since there were other words; of several, all choices."""
    if not spans:
        return NO_MATCH
    choices = tuple(dict.fromkeys(choice for span in spans for choice in span.match.choices))
    is_guess = len(spans) == 1 and spans[0].match.kind is not MatchKind.AMBIGUOUS
    return Match(MatchKind.FUZZY if is_guess else MatchKind.AMBIGUOUS, choices)
