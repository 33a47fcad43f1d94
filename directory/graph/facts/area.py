"""Places with a border, and what lies in what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from directory.graph.facts.provenance import Provenance

AreaId = NewType("AreaId", str)
NATION = AreaId("SE")
"""The whole country: what every other area lies in (ISO 3166-1)."""
"""``SE``, county ``01``, municipality ``0163``, city district ``0180-jarva``."""


class AreaKind(StrEnum):
    """What sort of place an area is."""

    NATION = "nation"
    COUNTY = "county"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    COOPERATION = "cooperation"
    """A cross-cutting area: coordinator region, police region, on-call cooperation."""


@dataclass(frozen=True, slots=True)
class Area:
    """A place with a border, or a cross-cutting cooperation of such places."""

    id: AreaId
    kind: AreaKind
    name: str
    full_name: str
    provenance: Provenance
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor: AreaId | None = None


@dataclass(frozen=True, slots=True)
class PartOf:
    """*part* lies within *whole*, in a period. All part-of facts form a DAG."""

    part: AreaId
    whole: AreaId
    provenance: Provenance
    valid_from: date | None = None
    valid_to: date | None = None
