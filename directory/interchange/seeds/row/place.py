"""Seed rows about where: areas, how they lie within one another, place names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from directory.gazetteer.place import PlaceKind
from directory.graph.facts import AreaKind
from directory.interchange.seeds.cell import Id, Words
from directory.interchange.seeds.record import SeedRecord
from directory.interchange.seeds.row.base import DatedRow, Known, SeedRow
from directory.model import Area, AreaAlias, PartOf, Place


class AreaRow(DatedRow):
    """One area."""

    file = "areas"
    header = (
        "id",
        "kind",
        "name",
        "full_name",
        "latitude",
        "longitude",
        "population",
        "population_on",
        "valid_from",
        "valid_to",
        "successor",
        "source",
        "dated",
        "confidence",
        "note",
    )
    refers: ClassVar = {"successor": ("areas",)}

    id: Id
    kind: AreaKind
    name: str
    full_name: str = ""
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    population: int | None = Field(default=None, ge=0)
    population_on: str = ""
    successor: Id | None = None

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the area."""
        yield SeedRecord(
            Area,
            self.id,
            {
                "kind": self.kind,
                "name": self.name,
                "full_name": self.full_name,
                "latitude": self.latitude,
                "longitude": self.longitude,
                "population": self.population,
                "population_on": self.population_on,
                "successor_id": self.successor,
                **self.period(),
                **self.provenance(),
            },
        )


class PartOfRow(DatedRow):
    """One area lies within another."""

    file = "part_of"
    header = (
        "part",
        "whole",
        "valid_from",
        "valid_to",
        "source",
        "dated",
        "confidence",
        "note",
    )
    refers: ClassVar = {"part": ("areas",), "whole": ("areas",)}

    part: Id
    whole: Id

    @property
    def key(self) -> str:
        """Which area in which, since when."""
        return f"{self.part}<{self.whole}" + (f"@{self.valid_from}" if self.valid_from else "")

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the part-of."""
        yield SeedRecord(
            PartOf,
            self.key,
            {"part_id": self.part, "whole_id": self.whole, **self.period(), **self.provenance()},
        )


class PlaceRow(SeedRow):
    """One place name, and the municipality that it leads to."""

    file = "places"
    header = (
        "name",
        "kind",
        "area",
        "latitude",
        "longitude",
        "population",
        "aliases",
        "source",
    )
    refers: ClassVar = {"area": ("areas",)}

    name: str = Field(max_length=80)
    kind: PlaceKind
    area: Id
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    population: int | None = Field(default=None, ge=0)
    aliases: Words = ()
    source: str

    @property
    def key(self) -> str:
        """Area, kind and name; two places may share them, their positions tell them apart."""
        return f"{self.area}:{self.kind}:{self.name}"

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the place."""
        yield SeedRecord(
            Place,
            self.key,
            {
                "name": self.name,
                "kind": self.kind.value,
                "area_id": self.area,
                "latitude": self.latitude,
                "longitude": self.longitude,
                "population": self.population,
                "aliases": list(self.aliases),
                "source": self.source,
            },
        )


class AreaAliasRow(SeedRow):
    """One other name of an area."""

    file = "area_aliases"
    header = (
        "area",
        "alias",
        "language",
        "source",
    )
    refers: ClassVar = {"area": ("areas",)}

    area: Id
    alias: str = Field(max_length=60)
    language: str = ""
    source: str

    @property
    def key(self) -> str:
        """The area and the name, in its language."""
        return f"{self.area}:{self.alias}" + (f":{self.language}" if self.language else "")

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the alias."""
        yield SeedRecord(
            AreaAlias,
            self.key,
            {"area_id": self.area, "alias": self.alias, "language": self.language, "source": self.source},
        )
