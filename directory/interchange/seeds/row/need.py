"""Seed rows about what is needed: needs, the steps of routines, and sources that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from directory.interchange.seeds.cell import Id, Ids, Truth, Words
from directory.interchange.seeds.record import SeedRecord
from directory.interchange.seeds.row.base import Known, SeedRow, SourcedRow
from directory.model import Conflict, Need, RoutineStep, RoutineStepNeed

ANYTHING = (
    "organizations",
    "services",
    "channels",
    "roles",
    "areas",
    "needs",
    "duties",
    "holdings",
    "links",
    "routine",
)
"""The files of whatever a conflict may be about."""


class NeedRow(SourcedRow):
    """One need."""

    file = "needs"
    header = (
        "id",
        "broader",
        "name_sv",
        "name_en",
        "description_sv",
        "description_en",
        "is_urgent",
        "is_for_professionals",
        "taxonomy_terms",
        "source",
        "dated",
        "confidence",
        "note",
    )
    refers: ClassVar = {"broader": ("needs",)}

    id: Id
    broader: Id | None = None
    name_sv: str
    name_en: str
    description_sv: str = ""
    description_en: str = ""
    is_urgent: Truth = False
    is_for_professionals: Truth = False
    taxonomy_terms: Words = ()

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the need."""
        yield SeedRecord(
            Need,
            self.id,
            {
                "broader_id": self.broader,
                "name_sv": self.name_sv,
                "name_en": self.name_en,
                "description_sv": self.description_sv,
                "description_en": self.description_en,
                "is_urgent": self.is_urgent,
                "is_for_professionals": self.is_for_professionals,
                "taxonomy_terms": list(self.taxonomy_terms),
                **self.provenance(),
            },
        )


class RoutineRow(SourcedRow):
    """One step of a routine."""

    file = "routine"
    header = (
        "id",
        "framework",
        "stage",
        "order",
        "title_sv",
        "title_en",
        "needs",
        "responsible",
        "deadline_sv",
        "deadline_en",
        "source",
        "dated",
        "confidence",
        "note",
    )
    refers: ClassVar = {"needs": ("needs",)}

    id: Id
    framework: str
    stage: int = Field(ge=0)
    order: int = Field(ge=0)
    title_sv: str
    title_en: str = ""
    needs: Ids = ()
    responsible: str = ""
    deadline_sv: str = ""
    deadline_en: str = ""

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the step and the needs that it is about."""
        yield SeedRecord(
            RoutineStep,
            self.id,
            {
                "framework": self.framework,
                "stage": self.stage,
                "order": self.order,
                "title_sv": self.title_sv,
                "title_en": self.title_en,
                "responsible": self.responsible,
                "deadline_sv": self.deadline_sv,
                "deadline_en": self.deadline_en,
                **self.provenance(),
            },
            {
                RoutineStepNeed: tuple(
                    {"need_id": need, "order": order} for order, need in enumerate(self.needs)
                )
            },
        )


class ConflictRow(SeedRow):
    """Two sources that contradict each other."""

    file = "conflicts"
    header = (
        "id",
        "subject",
        "subjects",
        "value_a",
        "source_a",
        "dated_a",
        "value_b",
        "source_b",
        "dated_b",
        "advice",
        "advice_sv",
    )
    refers: ClassVar = {"subjects": ANYTHING}

    id: Id
    subject: str
    subjects: Ids = ()
    value_a: str
    source_a: str = ""
    dated_a: str = ""
    value_b: str
    source_b: str = ""
    dated_b: str = ""
    advice: str
    advice_sv: str = ""

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the conflict."""
        values = self.model_dump(exclude={"id", "subjects"})
        yield SeedRecord(Conflict, self.id, {**values, "subjects": list(self.subjects)})
