"""Places: names that people say when they mean a municipality; and borders, to find one from a position."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import JSON_LIST, Record, identifier
from directory.model.fact_kind import FactKind


class Place(Record):
    """A locality, part of a town or district, and the area that it leads to."""

    __tablename__ = "place"
    fact_kind = FactKind.PLACE
    __table_args__ = (
        CheckConstraint("latitude IS NULL OR latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude IS NULL OR longitude BETWEEN -180 AND 180", name="longitude"),
        CheckConstraint("population IS NULL OR population >= 0", name="population"),
    )

    name: Mapped[str]
    kind: Mapped[str]
    area_id: Mapped[str] = mapped_column(identifier(), ForeignKey("area.id"), index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    population: Mapped[int | None]
    aliases: Mapped[list[str]] = mapped_column(JSON_LIST, default=list)
    source: Mapped[str] = mapped_column(default="")
