"""Holdings: an organization holds a role in an area. Without an organization: somebody must, unknown who."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Dated, Record, Sourced, identifier, period_check
from directory.model.fact_kind import FactKind


class Holding(Sourced, Dated, Record):
    """*organization* holds *role* in *area*."""

    __tablename__ = "holding"
    fact_kind = FactKind.HOLDING
    __table_args__ = (period_check(),)

    role_id: Mapped[str] = mapped_column(identifier(), ForeignKey("role.id"), index=True)
    area_id: Mapped[str] = mapped_column(identifier(), ForeignKey("area.id"), index=True)
    organization_id: Mapped[str | None] = mapped_column(
        identifier(), ForeignKey("organization.id"), index=True
    )
