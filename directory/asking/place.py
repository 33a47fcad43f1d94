"""Read where the person is now, and where she is resident.

*skriven i Uppsala, hittad i Tyresö*: stay Tyresö, residence Uppsala. A place without any such word is the stay. Where
only a residence or an origin was said, it is taken as the stay, too. Where somebody is on her way to outdoes where she
comes from. A place that somebody ran away from counts only if there is no other; where the asker works, likewise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from directory.gazetteer import Gazetteer, Match, MatchKind, PlaceKind

from .name import seems_a_name
from .negation import living_there
from .reading import ABROAD, Abroad, ContradictionCode, NoteCode
from .sentence import Sentence
from .text import Token
from .vocabulary import load_double_names, load_vocabulary

_REACH: Final = 4
"""Words between a cue (*skriven*) and its place, at most."""
_MOST_LOOKUPS: Final = 6
"""Words with a capital that are looked up one by one; more of them are no sentence but a list."""
_MARKS: Final = " ,.;:!?()[]\"'”»«"
_STRONG: Final = ("residence", "stay", "origin", "away", "caller", "goal")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place name: the indices of its words and what it may mean."""

    start: int
    stop: int
    match: Match
    role: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """Area of stay and of residence, and the words that said so."""

    area: Match | None
    residence: Match | Abroad | None
    contradictions: tuple[ContradictionCode, ...]
    notes: tuple[NoteCode, ...]
    area_indices: tuple[int, ...]
    residence_indices: tuple[int, ...]
    used: frozenset[int]


def find_spots(tokens: tuple[Token, ...], gazetteer: Gazetteer) -> tuple[Spot, ...]:
    """Return the place names among *tokens*; a misspelt one only where the word means nothing else."""
    chunks = _chunks(tokens)
    words = [
        "".join(token.text + token.after.strip() for token in tokens[start:stop]) for start, stop in chunks
    ]
    vocabulary = load_vocabulary()
    spots: list[Spot] = []
    for span in gazetteer.scan(words):
        start, stop = chunks[span.start][0], chunks[span.stop - 1][1]
        inside = tokens[start:stop]
        if span.match.is_typo and any(
            vocabulary.knows(token) or _is_a_name(tokens, token.index) for token in inside
        ):
            continue
        if any(token.key.isalpha() for token in inside):
            spots.append(Spot(start, stop, span.match))
    taken = {index for spot in spots for index in range(spot.start, spot.stop)}
    spots += _named_by_capital(tokens, chunks, words, taken, gazetteer)
    return tuple(sorted(spots, key=lambda spot: spot.start))


def _chunks(tokens: tuple[Token, ...]) -> list[tuple[int, int]]:
    """Return the words as they were written: tokens that hyphens join belong together."""
    chunks: list[tuple[int, int]] = []
    for token in tokens:
        if token.is_joined and chunks and token.key.isalpha() and tokens[token.index - 1].key.isalpha():
            chunks[-1] = (chunks[-1][0], token.index + 1)
        else:
            chunks.append((token.index, token.index + 1))
    return chunks


def _named_by_capital(
    tokens: tuple[Token, ...],
    chunks: list[tuple[int, int]],
    words: list[str],
    taken: set[int],
    gazetteer: Gazetteer,
) -> list[Spot]:
    """Return places that only a capital gives away: *kvinna 30 Skara*, *Maria-Gamla stan*, *Tyrsö kvinna 28*."""
    vocabulary, found, asked = load_vocabulary(), list[Spot](), 0
    for place, (start, stop) in enumerate(chunks):
        token = tokens[start]
        is_compound = stop - start > 1
        is_candidate = token.is_capital and len(token.key) >= 3 and token.key.isalpha() and start not in taken
        if (
            not is_candidate
            or asked >= _MOST_LOOKUPS
            or not is_compound
            and (vocabulary.knows(token) or _is_a_name(tokens, start) or token.text.isupper())
        ):
            continue
        asked += 1
        for last in (place + 1, place) if is_compound and place + 1 < len(chunks) else (place,):
            if chunks[last][0] in taken or last > place and tokens[chunks[last][0]].starts_clause:
                continue
            match = gazetteer.find(" ".join(words[place : last + 1]).strip(_MARKS))
            is_typo = match.is_typo and not is_compound and _is_likely(token, match)
            if is_typo or match.kind in (MatchKind.EXACT, MatchKind.AMBIGUOUS) and not match.is_typo:
                found.append(Spot(start, chunks[last][1], match))
                break
    return found


def _is_likely(token: Token, match: Match) -> bool:
    """Whether a misspelt name at a capital is likely enough: long, and near that of a municipality or district."""
    is_area = PlaceKind(match.choices[0].kind).is_area
    return is_area and len(token.key) >= 5 and token.key not in load_double_names()


def _is_a_name(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the word seems to be somebody's name, unless *i* before it says that a place is meant: *i Alma*."""
    is_led = index > 0 and tokens[index - 1].key in ("i", "in")
    return not is_led and seems_a_name(tokens[index].key)


def read_where(sentence: Sentence, spots: tuple[Spot, ...], *, is_abroad: bool) -> Where:
    """Return stay and residence out of the places in a sentence."""
    told: list[Spot] = []
    used: set[int] = set()
    living = living_there(sentence)
    last_stop = 0
    for spot in spots:
        used.update(range(spot.start, spot.stop))
        role, cue = _role(sentence, spot, told, last_stop, living)
        last_stop = spot.stop
        used.update(cue)
        if role != "denied":
            told.append(replace(spot, role=role))
    stays = [spot for spot in told if spot.role in ("stay", "in")]
    residences = [spot for spot in told if spot.role == "residence"]
    origins = [spot for spot in told if spot.role == "origin"]
    goals = [spot for spot in told if spot.role == "goal"]
    others = [spot for role in ("caller", "away") for spot in told if spot.role == role]
    if any(spot.role == "stay" for spot in stays):
        explicit = [spot for spot in stays if spot.role == "stay"]
        stays = explicit + [spot for spot in stays if spot not in explicit and _is_within_any(spot, explicit)]
    stay = stays[0] if stays else None
    residence = next(iter(residences or origins), None)
    notes: list[NoteCode] = []
    if stay is None:
        stay = next(iter((*goals, *residences, *origins, *others)), None)
        if stay is not None and stay.role == "caller":
            notes.append(NoteCode.CALLER_PLACE)
    contradictions = (ContradictionCode.TWO_AREAS,) if _differ(stays) else ()
    home: Match | Abroad | None = residence.match if residence is not None else ABROAD if is_abroad else None
    return Where(
        area=_narrowest(stays) if stays else stay.match if stay is not None else None,
        residence=home,
        contradictions=contradictions,
        notes=tuple(notes),
        area_indices=tuple(range(stay.start, stay.stop)) if stay is not None else (),
        residence_indices=tuple(range(residence.start, residence.stop)) if residence is not None else (),
        used=frozenset(used),
    )


def _role(
    sentence: Sentence, spot: Spot, earlier: list[Spot], last_stop: int, living: frozenset[int]
) -> tuple[str, tuple[int, ...]]:
    """Return what the words before (or right after) a place say it is, and which words."""
    after = sentence.at(spot.stop)
    if after is not None and "residence" in after.values("place") and not sentence.starts_clause(spot.stop):
        if after.stop - after.start == 1:
            return "residence", after.indices
    previous = earlier[-1] if earlier else None
    if sentence.tokens[spot.start].starts_clause and not sentence.tokens[spot.start].before.strip().endswith(
        ":"
    ):
        return "in", ()
    floor = max(last_stop, spot.start - _REACH - 1)
    weak: tuple[str, tuple[int, ...]] | None = None
    index = spot.start - 1
    while index >= floor:
        find = sentence.at(index)
        if find is not None:
            if find.values("country"):
                break
            if index == spot.start - 1 and "atervandande" in find.values("need"):
                return "residence", ()
            roles = find.values("place") or (("residence",) if find.start in living else ())
            strong = next((role for role in _STRONG if role in roles), None)
            if strong is not None:
                return strong, find.indices
            if roles and weak is None:
                weak = (roles[0], find.indices)
            if "not" in dict(find.meanings) and weak is not None and "turn" not in dict(find.meanings):
                return "denied", find.indices
            index = min(find.start, index) - 1
        else:
            index -= 1
        if index >= 0 and sentence.tokens[index + 1].starts_clause:
            break
    if weak is not None:
        return weak
    if (
        previous is not None
        and previous.stop == spot.start - 1
        and sentence.key(spot.start - 1) in ("och", "eller", "and", "or")
    ):
        return previous.role, ()
    return "in", ()


def _areas(match: Match) -> frozenset[str]:
    return frozenset(choice.area for choice in match.choices)


def _is_within(narrow: Match, wide: Match) -> bool:
    return all(
        any(area.startswith(around) or around == "SE" for around in _areas(wide)) for area in _areas(narrow)
    )


def _is_within_any(spot: Spot, others: list[Spot]) -> bool:
    return any(_is_within(spot.match, other.match) or _is_within(other.match, spot.match) for other in others)


def _differ(stays: list[Spot]) -> bool:
    return any(
        not _is_within(one.match, other.match) and not _is_within(other.match, one.match)
        for place, one in enumerate(stays)
        for other in stays[place + 1 :]
    )


def _narrowest(stays: list[Spot]) -> Match:
    """Return the first place, or one inside it that was named later: *Stockholm … Farsta*."""
    found = stays[0].match
    for spot in stays[1:]:
        if _is_within(spot.match, found):
            found = spot.match
    return found
