"""The tables, in the words of HSDS and of the field. They know nothing of pages, permissions or answers."""

from directory.model.area import Area, AreaAlias
from directory.model.base import Base, Origin, Record
from directory.model.border import Border
from directory.model.channel import Channel
from directory.model.conflict import Conflict
from directory.model.coverage import Coverage
from directory.model.duty import Duty, DutyGroup, DutyStatus
from directory.model.fact_kind import FactKind, TouchedFact
from directory.model.holding import Holding
from directory.model.link import Link
from directory.model.need import Need
from directory.model.organization import Organization
from directory.model.part_of import PartOf
from directory.model.place import Place
from directory.model.revision import Change, GraphRevision
from directory.model.role import Role
from directory.model.routine_step import RoutineStep, RoutineStepNeed
from directory.model.schedule import Certainty, Schedule
from directory.model.service import (
    Service,
    ServiceAcceptance,
    ServiceLanguage,
    ServiceNeed,
    ServiceReferralRole,
    ServiceStatus,
)

__all__ = [
    "Area",
    "AreaAlias",
    "Base",
    "Border",
    "Certainty",
    "Change",
    "Channel",
    "Conflict",
    "Coverage",
    "Duty",
    "DutyGroup",
    "DutyStatus",
    "FactKind",
    "GraphRevision",
    "Holding",
    "Link",
    "Need",
    "Organization",
    "Origin",
    "PartOf",
    "Place",
    "Record",
    "Role",
    "RoutineStep",
    "RoutineStepNeed",
    "Schedule",
    "Service",
    "ServiceAcceptance",
    "ServiceLanguage",
    "ServiceNeed",
    "ServiceReferralRole",
    "ServiceStatus",
    "TouchedFact",
]
