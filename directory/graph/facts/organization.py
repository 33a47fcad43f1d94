"""Bodies, the roles that exist in every area, and who holds which role where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NewType

from directory.graph.facts.area import AreaId
from directory.graph.facts.channel import UNKNOWN_HOURS, Channel, Schedule
from directory.graph.facts.part import Location, Note, Post
from directory.graph.facts.provenance import Provenance

OrganizationId = NewType("OrganizationId", str)


RoleId = NewType("RoleId", str)


@dataclass(frozen=True, slots=True)
class Organization:
    """An authority, municipality, region, NGO, faith body or foundation (HSDS ``organization``)."""

    id: OrganizationId
    name: str
    name_en: str
    kind: str
    provenance: Provenance
    parent: OrganizationId | None = None
    website: str = ""
    channels: tuple[Channel, ...] = ()
    schedule: Schedule = UNKNOWN_HOURS
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    is_historical: bool = False
    posts: tuple[Post, ...] = ()
    locations: tuple[Location, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A function that exists in every area and is held by somebody there."""

    id: RoleId
    name_sv: str
    name_en: str
    provenance: Provenance
    note: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """*organization* holds *role* in *area*. None as organization: somebody must, and we do not know who."""

    id: str
    role: RoleId
    area: AreaId
    organization: OrganizationId | None
    provenance: Provenance
    valid_from: date | None = None
    valid_to: date | None = None
