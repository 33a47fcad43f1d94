"""Locations: places that people may visit (HSDS ``location``). A protected service has none."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.graph.facts import Visibility
from directory.model.base import Record, choice, identifier
from directory.model.owned import ONE_OWNER, Owned


class Location(Owned, Record):
    """An address to go to, with its visibility. Never read for a protected service, whatever stands here."""

    __tablename__ = "location"
    __table_args__ = (
        CheckConstraint(ONE_OWNER, name="one_owner"),
        CheckConstraint("name <> '' OR address <> ''", name="somewhere"),
        CheckConstraint("latitude IS NULL OR latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude IS NULL OR longitude BETWEEN -180 AND 180", name="longitude"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="position"),
    )

    name: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    town: Mapped[str] = mapped_column(default="")
    area_id: Mapped[str | None] = mapped_column(identifier(), ForeignKey("area.id"), index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    visibility: Mapped[Visibility] = mapped_column(
        choice(Visibility, "visibility"), default=Visibility.NETWORK
    )
