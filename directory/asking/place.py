"""Read where the person is now, and where she is resident.

*skriven i Uppsala, hittad i Tyresö*: stay Tyresö, residence Uppsala. A place without any such word is the stay. Where
only a residence or an origin was said, it is taken as the stay, too. Where somebody is on her way to outdoes where she
comes from. A place that somebody ran away from counts only if there is no other; where the asker works, likewise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from directory.gazetteer import Match

from .negation import living_there
from .reading import ABROAD, Abroad, ContradictionCode, NoteCode
from .sentence import Sentence
from .spot import Spot
from .vocabulary import Find

_REACH: Final = 4
"""Words between a cue (*skriven*) and its place, at most."""
_DENIES: Final = frozenset({"inte", "ej", "icke", "not"})
_REGISTERED: Final = ("skriv", "folkbok", "mantal", "registr", "hemkommun")
"""How the words begin that say where somebody is registered, and not where she lives."""
_STRONG: Final = ("residence", "stay", "origin", "away", "caller", "goal")


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


def read_where(sentence: Sentence, spots: tuple[Spot, ...], *, is_abroad: bool) -> Where:
    """Return stay and residence out of the places in a sentence."""
    told: list[Spot] = []
    used: set[int] = set()
    living = living_there(sentence)
    registered: list[Spot] = []
    last_stop = 0
    for spot in spots:
        used.update(range(spot.start, spot.stop))
        role, cue = _role(sentence, spot, told, last_stop, living)
        last_stop = spot.stop
        used.update(cue)
        if role != "denied" and not _is_the_country(spot):
            told.append(replace(spot, role=role))
            if role == "residence" and any(sentence.key(one).startswith(_REGISTERED) for one in cue):
                registered.append(told[-1])
    stays = [spot for spot in told if spot.role in ("stay", "in")]
    residences = [spot for spot in told if spot.role == "residence"]
    origins = [spot for spot in told if spot.role == "origin"]
    if not stays and len(residences) > 1:
        # *skriven i Gävle, bor hos sin faster i Sandviken*: where she lives is where she is, whichever is said first.
        stays = [spot for spot in residences if spot not in registered][-1:] or residences[-1:]
        residences = [spot for spot in residences if spot not in stays]
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
    is_said_after = after is not None and "residence" in after.values("place") and len(after.indices) == 1
    if after is not None and is_said_after and not sentence.starts_clause(spot.stop):
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
            if strong == "caller" and _is_about_somebody(sentence, find):
                return "in", find.indices
            if strong is not None:
                return strong, find.indices
            if roles and weak is None:
                weak = (roles[0], find.indices)
            if sentence.key(index) in _DENIES and weak is not None:
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


def _is_about_somebody(sentence: Sentence, cue: Find) -> bool:
    """Whether it is not the asker who works there: *kvinna från Lettland jobbar på gård i Skara*."""
    before = [find for find in sentence.finds if find.start < cue.start]
    return any(find.values("person") for find in before)


def _is_the_country(spot: Spot) -> bool:
    """*i Sverige* does not say where; the page has to ask."""
    return spot.match.area == "SE"


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
