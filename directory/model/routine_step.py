"""Routine steps: who does what by when, in the manuals and programmes that the network follows."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.model.base import Base, Record, Sourced, identifier
from directory.model.fact_kind import FactKind


class RoutineStepNeed(Base):
    """A need that a step is about."""

    __tablename__ = "routine_step_need"
    fact_kind = FactKind.ROUTINE_STEP
    fact_column = "routine_step_id"

    routine_step_id: Mapped[str] = mapped_column(
        identifier(), ForeignKey("routine_step.id", ondelete="CASCADE"), primary_key=True, sort_order=-10
    )
    need_id: Mapped[str] = mapped_column(identifier(), ForeignKey("need.id"), primary_key=True, index=True)
    order: Mapped[int] = mapped_column("said_order", default=0)


class RoutineStep(Sourced, Record):
    """One step of a routine; ``responsible`` as printed, since it is often no organization at all."""

    __tablename__ = "routine_step"
    fact_kind = FactKind.ROUTINE_STEP

    framework: Mapped[str]
    stage: Mapped[int]
    order: Mapped[int] = mapped_column("step_order")
    title_sv: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    responsible: Mapped[str] = mapped_column(default="")
    deadline_sv: Mapped[str] = mapped_column(default="")
    deadline_en: Mapped[str] = mapped_column(default="")

    needs: Mapped[list[RoutineStepNeed]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="selectin", order_by=RoutineStepNeed.order
    )
