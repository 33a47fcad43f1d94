"""What goes into the gazetteer and what comes out of it, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class PlaceKind(StrEnum):
    """What a name stands for: an administrative area, or a place inside a municipality."""

    NATION = "nation"
    COUNTY = "county"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    """City district with a committee of its own, today's or an old one."""
    TATORT = "tatort"
    """Urban area (SCB *tätort*)."""
    STADSDEL = "stadsdel"
    """Neighbourhood of a large city; it decides nothing."""
    OMRADE = "omrade"
    """Statistical area (SCB *RegSO*), named after the neighbourhoods in it."""
    ORT = "ort"
    """Any other populated place."""

    @property
    def is_area(self) -> bool:
        """Whether places of this kind are areas themselves; the others only lie in one."""
        return self in _AREA_KINDS


_AREA_KINDS = frozenset({PlaceKind.NATION, PlaceKind.COUNTY, PlaceKind.MUNICIPALITY, PlaceKind.DISTRICT})


@dataclass(frozen=True, slots=True)
class Place:
    """A named place and the area that it belongs to.

    ``area``: for a nation, county, municipality or district its own id; for any other place the id of the
    municipality, or of the city district, in which it lies. Ids nest by their spelling, as the Swedish codes
    do: municipality ``0180`` lies in county ``01``, district ``0180-jarva`` in municipality ``0180``.
    ``leads_to``: the area that came after this one, if it has ended; ``valid_to``: its last day.
    ``full_name``: the official name (*Nykvarns kommun*), empty if it is the same as ``name``.
    A ``kind`` that is none of :class:`PlaceKind` raises ValueError.
    """

    name: str
    kind: PlaceKind
    area: str
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    aliases: tuple[str, ...] = ()
    source: str = ""
    full_name: str = ""
    leads_to: str | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", PlaceKind(self.kind))

    @property
    def municipality(self) -> str:
        """The id of the municipality around a district or a smaller place."""
        return self.area.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Choice:
    """One area that a name may mean.

    ``name`` is that of the place that was found, ``area`` the id of the area that it leads to; ``within`` the
    name of the area around the place (empty for a county or the nation). ``via`` says how the name led to the
    area, empty when it is the area's own name. ``score`` is 1.0 for the name itself, less for a typo.
    """

    area: str
    name: str
    label: str
    kind: PlaceKind
    via: str = ""
    score: float = 1.0
    within: str = ""

    @property
    def neutral_label(self) -> str:
        """The label without Swedish words, for a page in another language: ``Hammarby (Upplands Väsby)``."""
        return f"{self.name} ({self.within})" if self.within else self.label


class MatchKind(StrEnum):
    """How sure a match is."""

    EXACT = "exact"
    """The name of one place, or of several in the same area."""
    AMBIGUOUS = "ambiguous"
    """The choices have to be asked about: the name, or a name like it, lies in several areas, or it is a name
    like that of a small place, or a word such as *centrum* that every town has (then it can be a single one)."""
    FUZZY = "fuzzy"
    """No such name, but one area with a name so like it that it is taken for it: say how it was read."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """What a text may mean: ``choices``, one per area, the likeliest first.

    ``also`` holds places of the same name which the match passed over (Berg in Linköping, where the
    municipality of Berg was meant), so that a page can offer them.
    """

    kind: MatchKind
    choices: tuple[Choice, ...] = ()
    also: tuple[Choice, ...] = ()

    @property
    def choice(self) -> Choice | None:
        """The only choice, or None when there is none, or when the asker has to choose."""
        return self.choices[0] if len(self.choices) == 1 and self.kind is not MatchKind.AMBIGUOUS else None

    @property
    def is_typo(self) -> bool:
        """Whether no place has the name as it was written, and the choices are names that are like it."""
        return bool(self.choices) and all(choice.score < 1 for choice in self.choices)

    @property
    def area(self) -> str | None:
        """The id of the only area that can be meant, else None."""
        return self.choice.area if self.choice else None


NO_MATCH = Match(MatchKind.NONE)


class Span(NamedTuple):
    """A place name in a list of words: ``words[start:stop]`` and what they mean."""

    start: int
    stop: int
    match: Match
