"""Organizations: authorities, municipalities, regions, NGOs, faith bodies (HSDS ``organization``)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Dated, Record, Sourced, identifier, period_check
from directory.model.fact_kind import FactKind


class Organization(Sourced, Dated, Record):
    """Who holds roles and offers services. It has no address: only what it serves has a place."""

    __tablename__ = "organization"
    fact_kind = FactKind.ORGANIZATION
    __table_args__ = (
        period_check(),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="parent"),
        CheckConstraint("cadence_days IS NULL OR cadence_days BETWEEN 7 AND 730", name="cadence_days"),
    )

    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    parent_id: Mapped[str | None] = mapped_column(
        identifier(), ForeignKey("organization.id", deferrable=True, initially="DEFERRED"), index=True
    )
    website: Mapped[str] = mapped_column(default="")
    is_historical: Mapped[bool] = mapped_column(default=False)
    cadence_days: Mapped[int | None]
    """After how many days it has to be confirmed anew; None: what is usual for its kind."""
