"""Coverage: a service serves an area and all parts of it, or expressly does not (HSDS ``service_area``)."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Dated, Record, Sourced, identifier, period_check
from directory.model.fact_kind import FactKind


class Coverage(Sourced, Dated, Record):
    """*service* serves *area*; with ``serves`` False it does not, whatever it does around it."""

    __tablename__ = "coverage"
    fact_kind = FactKind.SERVICE
    fact_column = "service_id"
    __table_args__ = (
        period_check(),
        Index(None, "service_id", "area_id", "valid_from", unique=True),
    )

    service_id: Mapped[str] = mapped_column(identifier(), ForeignKey("service.id"))
    area_id: Mapped[str] = mapped_column(identifier(), ForeignKey("area.id"), index=True)
    serves: Mapped[bool] = mapped_column(default=True)
