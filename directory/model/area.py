"""Areas: a place with a border, or a cross-cutting cooperation; and the other names they are known by."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from directory.graph.facts import AreaKind
from directory.model.base import Dated, Record, Sourced, choice, identifier, period_check
from directory.model.fact_kind import FactKind


class Area(Sourced, Dated, Record):
    """Nation, county, municipality, city district or cooperation."""

    __tablename__ = "area"
    fact_kind = FactKind.AREA
    __table_args__ = (
        period_check(),
        CheckConstraint("latitude IS NULL OR latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude IS NULL OR longitude BETWEEN -180 AND 180", name="longitude"),
        CheckConstraint("population IS NULL OR population >= 0", name="population"),
        CheckConstraint("successor_id IS NULL OR successor_id <> id", name="successor"),
    )

    kind: Mapped[AreaKind] = mapped_column(choice(AreaKind, "kind"))
    name: Mapped[str]
    full_name: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    population: Mapped[int | None]
    population_on: Mapped[str] = mapped_column(default="")
    successor_id: Mapped[str | None] = mapped_column(
        identifier(), ForeignKey("area.id", deferrable=True, initially="DEFERRED")
    )


class AreaAlias(Record):
    """Another name of an area: a translation, an abbreviation, an old id."""

    __tablename__ = "area_alias"
    fact_kind = FactKind.PLACE
    __table_args__ = (Index(None, "area_id", "alias", "language", unique=True),)

    area_id: Mapped[str] = mapped_column(identifier(), ForeignKey("area.id"))
    alias: Mapped[str]
    language: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
