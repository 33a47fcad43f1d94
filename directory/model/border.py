"""Borders: the outline of a municipality, so that a position leads to it without asking anybody outside."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Record, identifier
from directory.model.fact_kind import FactKind


class Border(Record):
    """The outline of one area; its id is that of the area."""

    __tablename__ = "border"
    fact_kind = FactKind.PLACE

    area_id: Mapped[str] = mapped_column(identifier(), ForeignKey("area.id"), unique=True)
    geometry: Mapped[str]
    """GeoJSON geometry (RFC 7946) as compact text: Polygon or MultiPolygon, longitude before latitude."""
    source: Mapped[str] = mapped_column(default="")
