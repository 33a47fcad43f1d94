"""The declarative base: names of constraints, and the columns that every editable record has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, Enum, MetaData, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from directory.graph.facts import Confidence
from directory.model.fact_kind import FactKind, TouchedFact

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

ID_LENGTH = 120
"""Characters. The longest seed id has fewer than 60; ids made of two ids and a date must fit too."""

JSON_LIST = JSON().with_variant(JSONB(), "postgresql")
"""A short list of plain words that refer to nothing in this database."""


class Base(DeclarativeBase):
    """The base of all tables. ``fact_kind`` None: the table holds no facts (the revision, the list of changes)."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text()}

    fact_kind: ClassVar[FactKind | None] = None
    fact_column: ClassVar[str] = "id"

    @classmethod
    def touched(cls, values: Mapping[str, Any]) -> tuple[TouchedFact, ...]:
        """Return the facts that change when a row with these *values* (by attribute) is written or removed."""
        return () if cls.fact_kind is None else (TouchedFact(cls.fact_kind, values[cls.fact_column]),)


def choice(kinds: type[StrEnum], name: str) -> Enum:
    """Return the type of a column that holds one of *kinds*: text with a CHECK constraint called *name*."""
    return Enum(
        kinds,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=30,
        values_callable=lambda members: [member.value for member in members],
    )


def identifier() -> String:
    """Return the type of an id: that of the seed row."""
    return String(ID_LENGTH)


class Origin(StrEnum):
    """Who wrote a record first: the seeds, or somebody here."""

    SEED = "seed"
    HERE = "here"


class Sourced:
    """The columns that say where a record comes from and when it was last known to hold."""

    source: Mapped[str] = mapped_column(default="", sort_order=10)
    dated: Mapped[str] = mapped_column(default="", sort_order=11)
    on: Mapped[date | None] = mapped_column("dated_on", sort_order=12)
    confidence: Mapped[Confidence] = mapped_column(
        choice(Confidence, "confidence"), default=Confidence.UNKNOWN, sort_order=13
    )
    note: Mapped[str] = mapped_column(default="", sort_order=14)
    confirmed_on: Mapped[date | None] = mapped_column(sort_order=15)


class Dated:
    """The period in which a record holds; None means that no such end is known. Both days are included."""

    valid_from: Mapped[date | None] = mapped_column(sort_order=5)
    valid_to: Mapped[date | None] = mapped_column(sort_order=6)


def period_check() -> CheckConstraint:
    """Return the constraint of a table with a period: it does not end before it begins."""
    return CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name="period")


class Record(Base):
    """A record that people edit: one row, one id, one version.

    ``version`` makes the second of two editors notice the first. ``seed_digest`` is the hash of what the
    seeds wrote last, so that a later seed can tell its own words from an editor's; None: not from the seeds.
    """

    __abstract__ = True

    id: Mapped[str] = mapped_column(identifier(), primary_key=True, sort_order=-10)
    version: Mapped[int] = mapped_column(default=1, sort_order=20)
    origin: Mapped[Origin] = mapped_column(choice(Origin, "origin"), default=Origin.HERE, sort_order=21)
    seed_digest: Mapped[str | None] = mapped_column(String(64), sort_order=22)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 SQLAlchemy hands over the class
        return {"version_id_col": cls.version}
