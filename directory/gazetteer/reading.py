"""Read places out of words: names of several words, titles, genitives, typos, and a place within a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from .folding import spell
from .index import Index, Name, fits
from .place import NO_MATCH, Match, MatchKind, PlaceKind, Span
from .typo import Typos
from .vocabulary import (
    AWAY,
    CENTRE,
    DOUBLE,
    EVERYDAY,
    INSIDE,
    LEADS_IN,
    MAY_LEAD_IN,
    PARTS_OF_TOWN,
    SAID_WITH_ON,
    TITLES_AFTER,
    TITLES_BEFORE,
)
from .within import narrow, widen
from .words import Word, read_words

_SHORTEST_TYPO: Final = 5
"""Letters a misspelt name needs in a sentence; written with a capital, or alone in a field, it needs four."""
_SHORTEST_UNHINTED_TYPO: Final = 6
_SHORTEST_QUIET_NAME: Final = 4
"""Letters a small place needs to be known in lower case: *bie* and *til* are too short."""
_KNOWN: Final = (EVERYDAY, DOUBLE, LEADS_IN, MAY_LEAD_IN, TITLES_AFTER, TITLES_BEFORE, CENTRE)
_COUNTY_ENDINGS: Final = ("länet", "lanet", "län", "lan")


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
        self._phrases: Final = Typos(index, (key for key in areas if " " in key))

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
        misspelt = self._all.match(spelled)
        if misspelt.choices:
            return misspelt
        return _one_of(_spans(self._joined(words, self._found(words))) or spans)

    def _or_misspelt(self, spelled: str, match: Match) -> Match:
        """Return *match*, or a question if a larger place may be meant: *Ronnby* for Ronneby, not Rönnby."""
        if any(choice.kind.is_area or spell(choice.name) == spelled for choice in match.choices):
            return match
        larger = self._areas.match(spelled, most_edits=1)
        return Match(MatchKind.FUZZY, (*larger.choices, *match.choices)) if larger.choices else match

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
        return named or self._misspelt_phrase(words, start) or self._misspelt(words, start, is_place=is_place)

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
            if not names and key.endswith("s"):
                spelled, key = spelled[:-1], key[:-1]
                names = self._index.written(spelled, key)
            if not is_place:
                names = tuple(name for name in names if not name.is_code)
            if title is not None:
                names = tuple(name for name in names if fits(name, title))
            if names:
                return self._with_title(words, start, stop, names, spelled)
        return self._county_in_one_word(words, start) if title in (None, PlaceKind.COUNTY) else None

    def _with_title(
        self, words: list[Word], start: int, stop: int, names: tuple[Name, ...], spelled: str
    ) -> Found:
        title = TITLES_AFTER.get(words[stop].spelled) if stop < len(words) else None
        is_titled = title is not None and any(fits(name, title) for name in names)
        match = self._index.match(names, spelled, title if is_titled else None)
        is_sure = is_titled or _is_meant(words, start, stop, spelled, names)
        return Found(start, stop + is_titled, match, is_sure)

    def _county_in_one_word(self, words: list[Word], start: int) -> Found | None:
        """Return the county in *Kalmarlänet* or *stockholmslän*."""
        spelled, key = words[start].spelled, words[start].key
        ending = next((each for each in _COUNTY_ENDINGS if spelled.endswith(each)), None)
        if ending is None:
            return None
        stem = key[: -len(ending)]
        names = self._index.names(stem) or self._index.names(stem.removesuffix("s"))
        match = self._index.match(names, stem, PlaceKind.COUNTY)
        return Found(start, start + 1, match, True) if match.choices else None

    def _misspelt_phrase(self, words: list[Word], start: int) -> Found | None:
        """Return the area whose name of several words begins here with a typo: *uplands väsby*."""
        for stop in (start + 2, start + 3):
            phrase = words[start:stop]
            if len(phrase) < stop - start or not all(_may_be_misspelt(word) for word in phrase):
                return None
            match = self._phrases.match(" ".join(word.spelled for word in phrase), same_start=True)
            if match.choices:
                return Found(start, stop, match, True)
        return None

    def _misspelt(self, words: list[Word], start: int, *, is_place: bool) -> Found | None:
        word = words[start]
        before = words[start - 1].spelled if start else ""
        is_hinted = before in LEADS_IN or before in MAY_LEAD_IN
        is_name = is_place or word.is_capital or word.is_alone
        least = 4 if is_name else _SHORTEST_TYPO if is_hinted else _SHORTEST_UNHINTED_TYPO
        if len(word.key) < least or not _may_be_misspelt(word):
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
        return [_with_centre(words, each) for each in joined]


def _spans(found: Sequence[Found]) -> tuple[Span, ...]:
    return tuple(Span(each.start, each.stop, each.match) for each in found if each.is_sure)


def _is_for_typos(name: Name) -> bool:
    return not name.is_code and not name.is_nickname and not any(sign.isdigit() for sign in name.spelled)


def _may_be_misspelt(word: Word) -> bool:
    """Whether a word may be a name with a typo: it is made of letters, and no word that we know."""
    is_word = word.key.replace(" ", "").isalpha()
    return is_word and not any(word.spelled in known for known in _KNOWN)


def _is_meant(words: list[Word], start: int, stop: int, spelled: str, names: tuple[Name, ...]) -> bool:
    """Whether the words of a name are used as a name here, and not in their everyday meaning."""
    word = words[start]
    before = words[start - 1].spelled if start else ""
    is_led_in = before in LEADS_IN
    tokens = spelled.split(" ")
    if all(token in DOUBLE for token in tokens):
        return word.is_capital or word.is_alone or is_led_in
    is_capital_led_in = word.is_capital and (is_led_in or before in MAY_LEAD_IN)
    if all(token in EVERYDAY or token in MAY_LEAD_IN for token in tokens):
        return is_capital_led_in or (spelled in SAID_WITH_ON and before in ("på", "pa"))
    if stop - start > 1 or word.raw[:1].isupper():
        return True
    if len(spelled) < _SHORTEST_QUIET_NAME and not any(name.place.kind.is_area for name in names):
        return False
    # In lower case, a name that few would know, or one without its dots, is more often another word.
    is_as_written = any(name.spelled == spelled for name in names)
    is_known = any(name.is_well_known for name in names)
    is_area = any(name.place.kind.is_area for name in names)
    return is_area or (is_led_in and (is_as_written or is_known)) or (is_as_written and is_known)


def _side_by_side(words: list[Word], first: Found, second: Found) -> Match | None:
    """Return what two places mean together if one lies in the other and nothing parts them, else None."""
    between = [word for word in words[first.stop : second.start] if word.key]
    if len(between) > 1 or any(word.spelled not in INSIDE for word in between):
        return None
    if any(word.ends for word in words[first.stop - 1 : second.start]):
        return None
    has_left = first.start > 0 and words[first.start - 1].spelled in AWAY
    inside = narrow(first.match, second.match, only_chosen=has_left)
    is_part = second.is_sure or words[second.start].spelled in PARTS_OF_TOWN
    if inside is None and not between and is_part and first.is_sure:
        inside = widen(first.match, second.match)
    return inside


def _with_centre(words: list[Word], found: Found) -> Found:
    follows = words[found.stop].spelled if found.stop < len(words) else ""
    return found._replace(stop=found.stop + 1) if found.is_sure and follows in CENTRE else found


def _left_over(words: list[Word], span: Span) -> bool:
    return any(word.key for word in (*words[: span.start], *words[span.stop :]))


def _one_of(spans: tuple[Span, ...]) -> Match:
    """Return the match of the only span as a guess, since there were other words; of several, all choices."""
    if not spans:
        return NO_MATCH
    choices = tuple(dict.fromkeys(choice for span in spans for choice in span.match.choices))
    is_guess = len(spans) == 1 and spans[0].match.kind is not MatchKind.AMBIGUOUS
    return Match(MatchKind.FUZZY if is_guess else MatchKind.AMBIGUOUS, choices)
