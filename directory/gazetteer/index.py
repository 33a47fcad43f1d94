"""From a spelling to the places that bear it, and from these places to a match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from .folding import foldings, spell
from .label import Labels
from .nickname import NICKNAMES
from .place import NO_MATCH, Choice, Match, MatchKind, Place, PlaceKind


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of one place. ``is_own``: its name; else an alias or a part of a compound name."""

    spelled: str
    place: Place
    is_own: bool
    is_nickname: bool = False


class Index:
    """All names by folded spelling. Immutable once built."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self.areas: Mapping[str, Place] = {
            place.area: place for place in self.places if PlaceKind(place.kind).is_area
        }
        self.labels: Final = Labels(self.areas)
        self._names: dict[str, tuple[Name, ...]] = {}
        for name in self._all_names():
            for key in foldings(name.spelled):
                if key:
                    self._names[key] = (*self._names.get(key, ()), name)

    def __contains__(self, key: object) -> bool:
        return key in self._names

    def keys(self) -> Iterable[str]:
        """Return every folded spelling, in the order of the places."""
        return self._names.keys()

    def names(self, key: str) -> tuple[Name, ...]:
        """Return the names with the folded spelling *key*, possibly none."""
        return self._names.get(key, ())

    def _all_names(self) -> Iterable[Name]:
        neighbourhoods = {
            (spell(place.name), place.area.partition("-")[0])
            for place in self.places
            if not PlaceKind(place.kind).is_area
        }
        for place in self.places:
            own = spell(place.name)
            yield Name(own, place, is_own=True)
            aliases = {spell(alias): None for alias in (place.full_name, *place.aliases) if alias}
            if PlaceKind(place.kind).is_area:
                aliases[spell(place.area)] = None
            if place.kind == PlaceKind.DISTRICT:
                municipality = place.area.partition("-")[0]
                parts = (spell(part) for part in place.name.split("-"))
                aliases |= {part: None for part in parts if (part, municipality) in neighbourhoods}
            for alias in aliases:
                if alias != own:
                    yield Name(alias, place, is_own=False)
        for nickname, areas in NICKNAMES.items():
            for area in areas:
                if area in self.areas:
                    yield Name(spell(nickname), self.areas[area], is_own=False, is_nickname=True)

    def match(self, names: tuple[Name, ...], text: str, *, title: PlaceKind | None = None) -> Match:
        """Return what *text* means if it is one of *names*; *title* says what it is the name of."""
        if title is not None:
            titled = tuple(name for name in names if _fits(name, title))
            if not titled:
                return self.match(names, text) if names else NO_MATCH
            names = titled
        spelled = spell(text)
        if not spelled.isascii():
            names = tuple(name for name in names if name.spelled == spelled) or names
        best = _strongest(names, spelled)
        rest = tuple(name for name in names if name not in best)
        choices = self._choices(best)
        kind = MatchKind.EXACT if len(choices) == 1 else MatchKind.AMBIGUOUS
        taken = {choice.area for choice in choices}
        also = tuple(choice for choice in self._choices(rest) if choice.area not in taken)
        return Match(kind if choices else MatchKind.NONE, choices, also)

    def _choices(self, names: Iterable[Name]) -> tuple[Choice, ...]:
        by_area: dict[str, tuple[tuple[object, ...], Choice]] = {}
        for name in names:
            choice = self.labels.choice(name.place, name.spelled)
            order = (
                not PlaceKind(name.place.kind).is_area,
                not name.is_own,
                -(name.place.population or 0),
                choice.label,
                choice.area,
            )
            if choice.area not in by_area or order < by_area[choice.area][0]:
                by_area[choice.area] = (order, choice)
        districts = {area.partition("-")[0] for area in by_area if "-" in area}
        kept = [
            pair
            for area, pair in by_area.items()
            if not (area in districts and not PlaceKind(pair[1].kind).is_area)
        ]
        return tuple(choice for _, choice in sorted(kept, key=lambda pair: pair[0]))


def _fits(name: Name, title: PlaceKind) -> bool:
    if title is PlaceKind.DISTRICT:
        return name.place.kind in (PlaceKind.DISTRICT, PlaceKind.STADSDEL, PlaceKind.OMRADE, PlaceKind.ORT)
    return name.place.kind == title


def _strongest(names: tuple[Name, ...], spelled: str) -> tuple[Name, ...]:
    """Return the names that outrank the others: a nickname, then a municipality, the nation, a county.

    Among the other places nobody outranks anybody of another municipality.
    """
    nicknames = tuple(name for name in names if name.is_nickname)
    if nicknames:
        return nicknames
    for kind in (PlaceKind.MUNICIPALITY, PlaceKind.NATION, PlaceKind.COUNTY):
        of_kind = tuple(name for name in names if name.place.kind == kind)
        if of_kind:
            return tuple(name for name in of_kind if name.spelled == spelled) or of_kind
    return names
