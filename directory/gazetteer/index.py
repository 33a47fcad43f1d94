"""From a spelling to the places that bear it, and from these places to a match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from .folding import fold, foldings, spell
from .label import Labels
from .nickname import NICKNAMES
from .place import NO_MATCH, Choice, Match, MatchKind, Place, PlaceKind
from .vocabulary import GIVEN_NAMES

_RANKED: Final = (PlaceKind.MUNICIPALITY, PlaceKind.NATION, PlaceKind.COUNTY)
_IN_TOWN: Final = frozenset({PlaceKind.DISTRICT, PlaceKind.STADSDEL, PlaceKind.OMRADE, PlaceKind.ORT})
_IN_EVERY_TOWN: Final = frozenset({"centrum", "nordost", "nordväst", "sydost", "sydväst", "city"})


class Name(NamedTuple):
    """One spelling of one place. ``is_own``: its name; else an alias, or a part of a compound name.

    ``is_code``: its id, which may be typed into a field but is not a name in a sentence (*0163*, *SE*).
    """

    spelled: str
    place: Place
    is_own: bool
    is_nickname: bool = False
    is_code: bool = False

    @property
    def is_well_known(self) -> bool:
        """Whether people would know it by name alone: an area, or a populated place under its own name."""
        return self.place.kind.is_area or (self.is_own and self.place.kind is not PlaceKind.OMRADE)


class Index:
    """All names by folded spelling, in the order of the places. Immutable once built."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places: Final = tuple(places)
        self._areas: Final[Mapping[str, Place]] = {
            place.area: place for place in self._places if place.kind.is_area
        }
        self._labels: Final = Labels(self._areas)
        names: dict[str, list[Name]] = {}
        for name in self._all_names():
            for key in foldings(name.spelled):
                if key:
                    names.setdefault(key, []).append(name)
        self._names: Final = {key: tuple(bearers) for key, bearers in names.items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def names(self, key: str) -> tuple[Name, ...]:
        """Return the names with the folded spelling *key*, possibly none."""
        return self._names.get(key, ())

    def written(self, spelled: str, key: str) -> tuple[Name, ...]:
        """Return the names that *spelled*, folded to *key*, may stand for.

        Dots and rings may be missing, but not be others than those of the name: *våra* is not Vara.
        """
        names = self._names.get(key, ())
        if spelled.isascii() or not names:
            return names
        exact = tuple(name for name in names if name.spelled == spelled)
        return exact or tuple(name for name in names if _may_be_written(name.spelled, spelled))

    def match(self, names: tuple[Name, ...], spelled: str, title: PlaceKind | None = None) -> Match:
        """Return what *spelled* means if it is one of *names*; *title* says what it is the name of."""
        if title is not None:
            names = tuple(name for name in names if fits(name, title))
        if not names:
            return NO_MATCH
        best = strongest(names, spelled)
        choices = self._choices(best)
        taken = {choice.area for choice in choices}
        also = self._choices(name for name in names if name not in best)
        is_vague = len(choices) > 1 or spelled in _IN_EVERY_TOWN
        return Match(
            MatchKind.AMBIGUOUS if is_vague else MatchKind.EXACT,
            choices,
            tuple(choice for choice in also if choice.area not in taken),
        )

    def _all_names(self) -> Iterator[Name]:
        for place in self._places:
            own = spell(place.name)
            yield Name(own, place, is_own=True)
            aliases = {spell(alias): None for alias in (place.full_name, *place.aliases) if alias}
            code = spell(place.area) if place.kind.is_area else ""
            if code:
                yield Name(code, place, is_own=False, is_code=True)
            if place.kind is PlaceKind.DISTRICT:
                # "Tensta" is a part of Spånga-Tensta; "Sofia" in Katarina-Sofia is rather somebody's name.
                parts = (spell(part) for part in place.name.split("-"))
                aliases |= {part: None for part in parts if part not in GIVEN_NAMES}
            for alias in aliases:
                if alias not in (own, code):
                    yield Name(alias, place, is_own=False)
        for nickname, areas in NICKNAMES.items():
            for area in areas:
                if area in self._areas:
                    yield Name(spell(nickname), self._areas[area], is_own=False, is_nickname=True)

    def _choices(self, names: Iterable[Name]) -> tuple[Choice, ...]:
        """Return one choice per area, areas first, then the most populous, then by label."""
        best: dict[str, tuple[tuple[bool, bool, bool, int, str, str], Choice]] = {}
        for name in names:
            place = name.place
            choice = self._labels.choice(place, name.spelled)
            order = (
                not place.kind.is_area,
                bool(place.leads_to),
                not name.is_own,
                -(place.population or 0),
                choice.label,
                choice.area,
            )
            if choice.area not in best or order < best[choice.area][0]:
                best[choice.area] = (order, choice)
        # A district of Stockholm says more than a neighbourhood of that name which only leads to Stockholm.
        divided = {area.partition("-")[0] for area in best if "-" in area}
        kept = (pair for area, pair in best.items() if area not in divided or pair[1].kind in _RANKED)
        return tuple(choice for _, choice in sorted(kept, key=lambda pair: pair[0]))


def _may_be_written(name: str, spelled: str) -> bool:
    name, spelled = name.replace(" ", ""), spelled.replace(" ", "")
    return len(name) == len(spelled) and all(
        letter == sign or (letter.isascii() and fold(sign) == letter)
        for letter, sign in zip(spelled, name, strict=True)
    )


def fits(name: Name, title: PlaceKind) -> bool:
    """Whether *name* may be that of a place with the title *title* (a *stadsdel* need not have a committee)."""
    return name.place.kind in _IN_TOWN if title is PlaceKind.DISTRICT else name.place.kind is title


def strongest(names: tuple[Name, ...], spelled: str = "") -> tuple[Name, ...]:
    """Return the names that outrank the others: a nickname, then a municipality, the nation, a county.

    Of several of one rank those that are written exactly as *spelled* win: Habo is not Håbo. Among the other
    places nobody outranks anybody of another municipality.
    """
    nicknames = tuple(name for name in names if name.is_nickname)
    if nicknames:
        return nicknames
    for kind in _RANKED:
        ranked = tuple(name for name in names if name.place.kind is kind)
        if ranked:
            return tuple(name for name in ranked if name.spelled == spelled) or ranked
    return names
