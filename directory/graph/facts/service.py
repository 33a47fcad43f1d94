"""What an organization offers: whom it takes, where, and how it is reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from directory.graph.facts.area import AreaId
from directory.graph.facts.channel import UNKNOWN_HOURS, Channel, Schedule
from directory.graph.facts.need import NeedId
from directory.graph.facts.organization import OrganizationId, RoleId
from directory.graph.facts.part import Location, Note, Post
from directory.graph.facts.person import Group, LegalStatus
from directory.graph.facts.provenance import Provenance

ServiceId = NewType("ServiceId", str)


class Acceptance(StrEnum):
    """What a service says of a group. Unknown is never yes."""

    PREFERS = "prefers"
    ACCEPTS = "accepts"
    ASK_FIRST = "ask_first"
    UNKNOWN = "unknown"
    EXCLUDES = "excludes"


class Capacity(StrEnum):
    """Whether a service has room, as last reported."""

    FREE = "free"
    FEW = "few"
    UNKNOWN = "unknown"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Coverage:
    """A service serves *area* (and all parts of it), in a period; ``serves`` False: it does not serve it."""

    area: AreaId
    provenance: Provenance
    serves: bool = True
    valid_from: date | None = None
    valid_to: date | None = None


class Access(StrEnum):
    """How a service is reached (referral route)."""

    DIRECT = "direct"
    """The person herself or anybody may call."""
    PROFESSIONAL = "professional"
    """Professionals only."""
    REFERRAL = "referral"
    """Only through ``referral_roles`` (placement by social services, through a coordinator …)."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Service:
    """What an organization offers (HSDS ``service``). ``organization`` None: offered by whoever holds ``role``.

    ``acceptance``: (group, what is said) for every narrow group that something is said of; a group left out is
    unknown. ``age_min``/``age_max`` inclusive years, None = no limit said. ``is_protected``: its places are never
    stored; only the referral route is.
    """

    id: ServiceId
    name: str
    organization: OrganizationId | None
    needs: tuple[NeedId, ...]
    acceptance: tuple[tuple[Group, Acceptance], ...]
    coverage: tuple[Coverage, ...]
    provenance: Provenance
    name_en: str = ""
    role: RoleId | None = None
    age_min: int | None = None
    age_max: int | None = None
    statuses: frozenset[LegalStatus] = frozenset()
    """Empty: any legal status."""
    languages: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    schedule: Schedule = UNKNOWN_HOURS
    access: Access = Access.UNKNOWN
    referral: str = ""
    """The referral route as printed."""
    referral_roles: tuple[RoleId, ...] = ()
    capacity: Capacity = Capacity.UNKNOWN
    capacity_until: datetime | None = None
    is_protected: bool = False
    is_emergency_line: bool = False
    """112 and 114 14: the defined last resort."""
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    posts: tuple[Post, ...] = ()
    locations: tuple[Location, ...] = ()
    notes: tuple[Note, ...] = ()
