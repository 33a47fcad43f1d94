"""Needs: taxonomy terms for what a person needs, in a tree."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import JSON_LIST, Record, Sourced, identifier
from directory.model.fact_kind import FactKind


class Need(Sourced, Record):
    """A taxonomy term (HSDS ``taxonomy_term``)."""

    __tablename__ = "need"
    fact_kind = FactKind.NEED
    __table_args__ = (CheckConstraint("broader_id IS NULL OR broader_id <> id", name="broader"),)

    broader_id: Mapped[str | None] = mapped_column(
        identifier(), ForeignKey("need.id", deferrable=True, initially="DEFERRED")
    )
    name_sv: Mapped[str]
    name_en: Mapped[str]
    description_sv: Mapped[str] = mapped_column(default="")
    description_en: Mapped[str] = mapped_column(default="")
    is_urgent: Mapped[bool] = mapped_column(default=False)
    is_for_professionals: Mapped[bool] = mapped_column(default=False)
    taxonomy_terms: Mapped[list[str]] = mapped_column(JSON_LIST, default=list)
