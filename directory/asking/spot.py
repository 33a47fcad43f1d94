"""Find the place names of a sentence, with the help of the gazetteer. What they mean for the person, ``place`` says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from directory.gazetteer import NO_MATCH, Gazetteer, Match, MatchKind, PlaceKind

from .name import seems_a_name
from .text import Token
from .vocabulary import load_double_names, load_vocabulary

_MOST_LOOKUPS: Final = 6
"""Words with a capital that are looked up one by one; more of them are no sentence but a list."""
_SHORTEST_TYPO: Final = 5
"""Letters of a misspelt place that only a capital gives away."""
_MARKS: Final = " ,.;:!?()[]\"'”»«"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place name: the indices of its words and what it may mean."""

    start: int
    stop: int
    match: Match
    role: str = ""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A word as it was written: the tokens that hyphens join, with the marks that stick to them."""

    start: int
    stop: int
    text: str

    @property
    def is_compound(self) -> bool:
        return self.stop - self.start > 1


def find_spots(tokens: tuple[Token, ...], gazetteer: Gazetteer) -> tuple[Spot, ...]:
    """Return the place names among *tokens*; a misspelt one only where the word means nothing else."""
    chunks = _chunks(tokens)
    vocabulary = load_vocabulary()
    spots: list[Spot] = []
    for span in gazetteer.scan([chunk.text for chunk in chunks]):
        start, stop = chunks[span.start].start, chunks[span.stop - 1].stop
        inside = tokens[start:stop]
        is_something_else = any(
            vocabulary.knows(token) or _is_a_name(tokens, token.index) for token in inside
        )
        if span.match.is_typo and is_something_else:
            continue
        if len(inside) == 1 and _is_a_small_word(inside[0]):
            continue
        if any(token.key.isalpha() for token in inside):
            spots.append(Spot(start, stop, span.match))
    taken = {index for spot in spots for index in range(spot.start, spot.stop)}
    spots += _named_by_capital(tokens, chunks, taken, gazetteer)
    return tuple(sorted(spots, key=lambda spot: spot.start))


def _is_a_small_word(token: Token) -> bool:
    """Whether it is *Vi* or *De* at the beginning of a clause, where the capital says nothing."""
    return len(token.key) <= 3 and token.starts_clause and token.key in load_vocabulary().common


def _chunks(tokens: tuple[Token, ...]) -> list[_Chunk]:
    bounds: list[tuple[int, int]] = []
    for token in tokens:
        if token.is_joined and bounds and token.key.isalpha() and tokens[token.index - 1].key.isalpha():
            bounds[-1] = (bounds[-1][0], token.index + 1)
        else:
            bounds.append((token.index, token.index + 1))
    return [
        _Chunk(start, stop, "".join(token.text + token.after.strip() for token in tokens[start:stop]))
        for start, stop in bounds
    ]


def _named_by_capital(
    tokens: tuple[Token, ...], chunks: list[_Chunk], taken: set[int], gazetteer: Gazetteer
) -> list[Spot]:
    """Return places that only a capital gives away: *kvinna 30 Skara*, *Maria-Gamla stan*, *Tyrsö kvinna 28*."""
    candidates = [
        place
        for place, chunk in enumerate(chunks)
        if chunk.start not in taken and _may_be_named(tokens, chunk)
    ]
    found: list[Spot] = []
    for place in candidates[:_MOST_LOOKUPS]:
        for chunk in _longest_first(tokens, chunks, place, taken):
            match = _find(gazetteer, chunk.text.strip(_MARKS))
            if _is_believed(tokens[chunk.start], match, is_compound=chunk.is_compound):
                found.append(Spot(chunk.start, chunk.stop, match))
                break
    return found


def _find(gazetteer: Gazetteer, name: str) -> Match:
    """Return what *name* means after a preposition, as the gazetteer reads it in a sentence."""
    words = ("i", *name.split())
    spans = gazetteer.scan(words)
    is_all = len(spans) == 1 and spans[0].start <= 1 and spans[0].stop == len(words)
    return spans[0].match if is_all else NO_MATCH


def _may_be_named(tokens: tuple[Token, ...], chunk: _Chunk) -> bool:
    token = tokens[chunk.start]
    if not token.is_capital or len(token.key) < 3 or not token.key.isalpha():
        return False
    is_a_word = load_vocabulary().knows(token) or _is_a_name(tokens, token.index) or token.text.isupper()
    return chunk.is_compound or not is_a_word


def _longest_first(
    tokens: tuple[Token, ...], chunks: list[_Chunk], place: int, taken: set[int]
) -> Iterator[_Chunk]:
    """Yield a compound with the word after it (*Maria-Gamla stan*), then the word itself."""
    chunk = chunks[place]
    if chunk.is_compound and place + 1 < len(chunks):
        after = chunks[place + 1]
        if after.start not in taken and not tokens[after.start].starts_clause:
            yield _Chunk(chunk.start, after.stop, f"{chunk.text} {after.text}")
    yield chunk


def _is_believed(token: Token, match: Match, *, is_compound: bool) -> bool:
    """Whether *match* is the name itself, or a typo that is long and near a municipality or district."""
    if not match.is_typo:
        return match.kind in (MatchKind.EXACT, MatchKind.AMBIGUOUS)
    is_area = PlaceKind(match.choices[0].kind).is_area
    is_long = len(token.key) >= _SHORTEST_TYPO and token.key not in load_double_names()
    return is_area and is_long and not is_compound


def _is_a_name(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the word seems to be somebody's name, unless *i* before it says that a place is meant: *i Alma*."""
    is_led = index > 0 and tokens[index - 1].key in ("i", "in")
    return not is_led and seems_a_name(tokens[index].key)
