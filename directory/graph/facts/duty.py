"""Dated rules: which role decides, pays, delivers, advises or coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directory.graph.facts.need import NeedId
from directory.graph.facts.organization import OrganizationId, RoleId
from directory.graph.facts.person import Group, LegalStatus
from directory.graph.facts.provenance import Provenance


class DutyKind(StrEnum):
    """What somebody has to do: five different responsibilities that are often mixed up."""

    DECIDES = "decides"
    PAYS = "pays"
    DELIVERS = "delivers"
    ADVISES = "advises"
    COORDINATES = "coordinates"


class DutyPlace(StrEnum):
    """In which area the role is looked for."""

    STAY = "stay"
    RESIDENCE = "residence"
    ARRIVAL = "arrival"
    ASSIGNED = "assigned"
    NATION = "nation"


class ResidenceCondition(StrEnum):
    """Where a duty supposes that the person is registered as resident."""

    ANY = "any"
    SAME = "same"
    """Resident where she stays."""
    ELSEWHERE = "elsewhere"
    NOT_IN_SWEDEN = "not_in_sweden"


@dataclass(frozen=True, slots=True)
class Duty:
    """A dated rule: for this need, group, status and phase, *role* decides / pays / delivers / advises / coordinates.

    ``organization`` is set where the rule names one body (Jämställdhetsmyndigheten pays for ÅMP) and then wins
    over ``role``. ``groups`` are narrow groups; ``statuses`` empty means any.
    """

    id: str
    need: NeedId
    kind: DutyKind
    groups: frozenset[Group]
    phase: str
    place: DutyPlace
    provenance: Provenance
    role: RoleId | None = None
    organization: OrganizationId | None = None
    statuses: frozenset[LegalStatus] = frozenset()
    residence: ResidenceCondition = ResidenceCondition.ANY
    legal_basis: str = ""
    condition: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
