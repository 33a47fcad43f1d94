"""Seed rows about responsibility: roles, who holds them, duties, and links between those who hold them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, model_validator
from typing_extensions import override

from directory.graph.facts import (
    DutyKind,
    DutyPlace,
    Group,
    LegalStatus,
    LinkCondition,
    LinkKind,
    ResidenceCondition,
)
from directory.interchange.seeds.cell import Id, Listed
from directory.interchange.seeds.record import SeedRecord
from directory.interchange.seeds.row.base import DatedRow, Known, SourcedRow
from directory.model import Duty, DutyGroup, DutyStatus, Holding, Link, Role

ENDS = {"organizations": "organization", "roles": "role", "services": "service"}
"""File → the word for it in the columns of a link."""


class RoleRow(SourcedRow):
    """One role."""

    file = "roles"
    header = (
        "id",
        "name_sv",
        "name_en",
        "source",
        "dated",
        "confidence",
        "note",
    )

    id: Id
    name_sv: str
    name_en: str

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the role."""
        yield SeedRecord(
            Role, self.id, {"name_sv": self.name_sv, "name_en": self.name_en, **self.provenance()}
        )


class HoldingRow(DatedRow):
    """One organization holds a role in an area; without one it is not known who does."""

    file = "holdings"
    header = (
        "id",
        "role",
        "area",
        "organization",
        "valid_from",
        "valid_to",
        "source",
        "dated",
        "confidence",
        "note",
    )
    refers: ClassVar = {"role": ("roles",), "area": ("areas",), "organization": ("organizations",)}

    id: Id
    role: Id
    area: Id
    organization: Id | None = None

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the holding."""
        yield SeedRecord(
            Holding,
            self.id,
            {
                "role_id": self.role,
                "area_id": self.area,
                "organization_id": self.organization,
                **self.period(),
                **self.provenance(),
            },
        )


class DutyRow(DatedRow):
    """One rule of responsibility."""

    file = "duties"
    header = (
        "id",
        "need",
        "kind",
        "groups",
        "phase",
        "place",
        "role",
        "organization",
        "statuses",
        "residence",
        "legal_basis",
        "condition",
        "valid_from",
        "valid_to",
        "source",
        "dated",
        "confidence",
        "note",
    )
    refers: ClassVar = {"need": ("needs",), "role": ("roles",), "organization": ("organizations",)}

    id: Id
    need: Id
    kind: DutyKind
    groups: Annotated[tuple[Group, ...], Listed] = Field(min_length=1)
    phase: str = Field(default="", pattern=r"^[a-z_]*$")
    place: DutyPlace
    role: Id | None = None
    organization: Id | None = None
    statuses: Annotated[tuple[LegalStatus, ...], Listed] = ()
    residence: ResidenceCondition = ResidenceCondition.ANY
    legal_basis: str = ""
    condition: str = ""

    @model_validator(mode="after")
    def _names_somebody(self) -> DutyRow:
        if self.role is None and self.organization is None:
            raise ValueError("name the role or the organization that has the duty")
        return self

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the duty; wide groups are taken apart into the narrow ones."""
        groups = sorted({member for group in self.groups for member in group.members})
        yield SeedRecord(
            Duty,
            self.id,
            {
                "need_id": self.need,
                "kind": self.kind,
                "phase": self.phase,
                "place": self.place,
                "role_id": self.role,
                "organization_id": self.organization,
                "residence": self.residence,
                "legal_basis": self.legal_basis,
                "condition": self.condition,
                **self.period(),
                **self.provenance(),
            },
            {
                DutyGroup: tuple({"group": group} for group in groups),
                DutyStatus: tuple({"status": status} for status in self.statuses),
            },
        )


class LinkRow(DatedRow):
    """One edge between two organizations, roles or services."""

    file = "links"
    header = (
        "id",
        "kind",
        "source_id",
        "target_id",
        "need",
        "condition",
        "condition_text",
        "valid_from",
        "valid_to",
        "source",
        "dated",
        "confidence",
        "note",
    )
    refers: ClassVar = {"source_id": tuple(ENDS), "target_id": tuple(ENDS), "need": ("needs",)}

    id: Id
    kind: LinkKind
    source_id: Id
    target_id: Id
    need: Id | None = None
    condition: LinkCondition = LinkCondition.ALWAYS
    condition_text: str = ""

    @model_validator(mode="after")
    def _has_two_ends(self) -> LinkRow:
        if self.source_id == self.target_id:
            raise ValueError("it leads from a record to itself")
        return self

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the link; each end goes to the column of what it is."""
        ends: dict[str, str | None] = {}
        for side, name in (("source", self.source_id), ("target", self.target_id)):
            files = known.files_with(name, ENDS)
            if len(files) > 1:
                raise ValueError(f"“{side}_id” is the id of several kinds of record; give them different ids")
            ends |= {f"{side}_{word}_id": name if file in files else None for file, word in ENDS.items()}
        yield SeedRecord(
            Link,
            self.id,
            {
                "kind": self.kind,
                **ends,
                "need_id": self.need,
                "condition": self.condition,
                "condition_text": self.condition_text,
                **self.period(),
                **self.provenance(),
            },
        )
