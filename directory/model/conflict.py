"""Conflicts: two sources that contradict each other, and what we do about it."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import JSON_LIST, Record
from directory.model.fact_kind import FactKind


class Conflict(Record):
    """*value_a* says one thing, *value_b* another. ``subjects`` are ids of whatever it concerns."""

    __tablename__ = "conflict"
    fact_kind = FactKind.CONFLICT

    subject: Mapped[str]
    subjects: Mapped[list[str]] = mapped_column(JSON_LIST, default=list)
    value_a: Mapped[str]
    source_a: Mapped[str] = mapped_column(default="")
    dated_a: Mapped[str] = mapped_column(default="")
    value_b: Mapped[str]
    source_b: Mapped[str] = mapped_column(default="")
    dated_b: Mapped[str] = mapped_column(default="")
    advice: Mapped[str]
    advice_sv: Mapped[str] = mapped_column(default="")
