"""Facts as values: what the directory holds, in the field's own words, ready to be made into a graph.

Nouns are those of HSDS 3.2 where it has one; ours where it has none (area, need, role, duty, holding, link).
Facts know nothing of tables, files or pages. Ids are the ids of the seed rows and of the database, as text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from directory.graph.facts.area import NATION, Area, AreaId, AreaKind, PartOf
from directory.graph.facts.channel import (
    UNKNOWN_HOURS,
    Channel,
    ChannelKind,
    HolidayCalendar,
    Opening,
    OpeningException,
    Schedule,
    Visibility,
)
from directory.graph.facts.duty import Duty, DutyKind, DutyPlace, ResidenceCondition
from directory.graph.facts.link import Link, LinkCondition, LinkKind
from directory.graph.facts.need import Need, NeedId
from directory.graph.facts.organization import Holding, Organization, OrganizationId, Role, RoleId
from directory.graph.facts.part import Away, ContactPerson, Location, Note, Post
from directory.graph.facts.person import NARROW_GROUPS, Group, LegalStatus
from directory.graph.facts.provenance import Confidence, Provenance
from directory.graph.facts.routine import Conflict, RoutineStep
from directory.graph.facts.service import Acceptance, Access, Capacity, Coverage, Service, ServiceId

__all__ = [
    "NARROW_GROUPS",
    "NATION",
    "UNKNOWN_HOURS",
    "Acceptance",
    "Access",
    "Area",
    "AreaId",
    "AreaKind",
    "Away",
    "Capacity",
    "Channel",
    "ChannelKind",
    "Confidence",
    "Conflict",
    "ContactPerson",
    "Coverage",
    "Duty",
    "DutyKind",
    "DutyPlace",
    "Facts",
    "Group",
    "Holding",
    "HolidayCalendar",
    "LegalStatus",
    "Link",
    "LinkCondition",
    "LinkKind",
    "Location",
    "Need",
    "NeedId",
    "Note",
    "Opening",
    "OpeningException",
    "Organization",
    "OrganizationId",
    "PartOf",
    "Post",
    "Provenance",
    "ResidenceCondition",
    "Role",
    "RoleId",
    "RoutineStep",
    "Schedule",
    "Service",
    "ServiceId",
    "Visibility",
]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one class of viewers may know, at one revision of the database."""

    areas: tuple[Area, ...] = ()
    part_of: tuple[PartOf, ...] = ()
    needs: tuple[Need, ...] = ()
    roles: tuple[Role, ...] = ()
    organizations: tuple[Organization, ...] = ()
    holdings: tuple[Holding, ...] = ()
    duties: tuple[Duty, ...] = ()
    services: tuple[Service, ...] = ()
    links: tuple[Link, ...] = ()
    routine: tuple[RoutineStep, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    calendar: HolidayCalendar = field(default_factory=HolidayCalendar)
    revision: int = 0
