"""Seed rows about what is offered: services and the areas they serve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field, model_validator
from typing_extensions import override

from directory.graph.facts import NARROW_GROUPS, Acceptance, Access, Capacity, Group, LegalStatus
from directory.interchange.seeds.cell import Id, Ids, Listed, Truth, Words
from directory.interchange.seeds.record import SeedRecord
from directory.interchange.seeds.row.base import DatedRow, Known
from directory.model import (
    Coverage,
    Service,
    ServiceAcceptance,
    ServiceLanguage,
    ServiceNeed,
    ServiceReferralRole,
    ServiceStatus,
)

Groups = Annotated[tuple[Group, ...], Listed]
SAID = {
    "prefers": Acceptance.PREFERS,
    "accepts": Acceptance.ACCEPTS,
    "asks_first": Acceptance.ASK_FIRST,
    "excludes": Acceptance.EXCLUDES,
}
"""Column → what a service says of the groups in it."""


class ServiceRow(DatedRow):
    """One service."""

    file = "services"
    header = (
        "id",
        "organization",
        "role",
        "name",
        "name_en",
        "needs",
        "prefers",
        "accepts",
        "asks_first",
        "excludes",
        "age_min",
        "age_max",
        "statuses",
        "languages",
        "access",
        "referral",
        "referral_roles",
        "capacity",
        "capacity_until",
        "is_protected",
        "is_emergency_line",
        "valid_from",
        "valid_to",
        "source",
        "dated",
        "confidence",
        "note",
    )
    refers: ClassVar = {
        "organization": ("organizations",),
        "role": ("roles",),
        "needs": ("needs",),
        "referral_roles": ("roles",),
    }

    id: Id
    organization: Id | None = None
    role: Id | None = None
    name: str
    name_en: str = ""
    needs: Ids = Field(min_length=1)
    prefers: Groups = ()
    accepts: Groups = ()
    asks_first: Groups = ()
    excludes: Groups = ()
    age_min: int | None = Field(default=None, ge=0, le=120)
    age_max: int | None = Field(default=None, ge=0, le=120)
    statuses: Annotated[tuple[LegalStatus, ...], Listed] = ()
    languages: Words = ()
    access: Access = Access.UNKNOWN
    referral: str = ""
    referral_roles: Ids = ()
    capacity: Capacity = Capacity.UNKNOWN
    capacity_until: datetime | None = None
    is_protected: Truth = False
    is_emergency_line: Truth = False

    @model_validator(mode="after")
    def _makes_sense(self) -> ServiceRow:
        if self.organization is None and self.role is None:
            raise ValueError("name the organization that offers it, or the role whose holders do")
        if self.age_min is not None and self.age_max is not None and self.age_min > self.age_max:
            raise ValueError("the lowest age (age_min) is above the highest (age_max)")
        if self.capacity is Capacity.UNKNOWN and self.capacity_until is not None:
            raise ValueError("unknown capacity has no end; leave “capacity_until” empty")
        self.acceptance()
        return self

    def acceptance(self) -> dict[Group, Acceptance]:
        """Return what is said of each narrow group.

        A narrow group that is named itself wins over a wide one that it belongs to.

        Raises:
            ValueError: two things are said of one group.
        """
        said: dict[Group, Acceptance] = {}
        for is_wide in (False, True):
            here: dict[Group, Acceptance] = {}
            for column, word in SAID.items():
                groups: tuple[Group, ...] = getattr(self, column)
                for group in groups:
                    if (len(group.members) > 1) is not is_wide:
                        continue
                    for member in group.members:
                        if here.setdefault(member, word) is not word:
                            raise ValueError(f"two different things are said of the group “{member}”")
            said = {**here, **said}
        return {group: said[group] for group in NARROW_GROUPS if group in said}

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the service and everything said of it."""
        yield SeedRecord(
            Service,
            self.id,
            {
                "organization_id": self.organization,
                "role_id": self.role,
                "name": self.name,
                "name_en": self.name_en,
                "age_min": self.age_min,
                "age_max": self.age_max,
                "access": self.access,
                "referral": self.referral,
                "capacity": self.capacity,
                "capacity_until": self.capacity_until,
                "is_protected": self.is_protected,
                "is_emergency_line": self.is_emergency_line,
                **self.period(),
                **self.provenance(),
            },
            {
                ServiceNeed: tuple({"need_id": need, "order": n} for n, need in enumerate(self.needs)),
                ServiceAcceptance: tuple(
                    {"group": group, "acceptance": word} for group, word in self.acceptance().items()
                ),
                ServiceStatus: tuple({"status": status} for status in self.statuses),
                ServiceLanguage: tuple(
                    {"language": language, "order": n} for n, language in enumerate(self.languages)
                ),
                ServiceReferralRole: tuple(
                    {"role_id": role, "order": n} for n, role in enumerate(self.referral_roles)
                ),
            },
        )


class CoverageRow(DatedRow):
    """One area that a service serves, or expressly does not."""

    file = "coverage"
    header = (
        "service",
        "area",
        "serves",
        "valid_from",
        "valid_to",
        "source",
        "dated",
        "confidence",
        "note",
    )
    refers: ClassVar = {"service": ("services",), "area": ("areas",)}

    service: Id
    area: Id
    serves: Truth = True

    @property
    def key(self) -> str:
        """Which service where, since when."""
        return f"{self.service}@{self.area}" + (f"@{self.valid_from}" if self.valid_from else "")

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the coverage."""
        yield SeedRecord(
            Coverage,
            self.key,
            {
                "service_id": self.service,
                "area_id": self.area,
                "serves": self.serves,
                **self.period(),
                **self.provenance(),
            },
        )
