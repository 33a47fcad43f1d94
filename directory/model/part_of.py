"""Part-of: one area lies within another, in a period. All of them together form a DAG."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Dated, Record, Sourced, identifier, period_check
from directory.model.fact_kind import FactKind


class PartOf(Sourced, Dated, Record):
    """*part* lies within *whole*."""

    __tablename__ = "part_of"
    fact_kind = FactKind.PART_OF
    __table_args__ = (
        period_check(),
        CheckConstraint("part_id <> whole_id", name="not_itself"),
        Index(None, "part_id", "whole_id", "valid_from", unique=True),
    )

    part_id: Mapped[str] = mapped_column(identifier(), ForeignKey("area.id"))
    whole_id: Mapped[str] = mapped_column(identifier(), ForeignKey("area.id"), index=True)
