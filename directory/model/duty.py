"""Duties: for this need, group, status and phase, a role decides, pays, delivers, advises or coordinates."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.graph.facts import DutyKind, DutyPlace, Group, LegalStatus, ResidenceCondition
from directory.model.base import Base, Dated, Record, Sourced, choice, identifier, period_check
from directory.model.fact_kind import FactKind


class DutyGroup(Base):
    """A narrow group that a duty is about."""

    __tablename__ = "duty_group"
    fact_kind = FactKind.DUTY
    fact_column = "duty_id"

    duty_id: Mapped[str] = mapped_column(
        identifier(), ForeignKey("duty.id", ondelete="CASCADE"), primary_key=True, sort_order=-10
    )
    group: Mapped[Group] = mapped_column("for_group", choice(Group, "for_group"), primary_key=True)


class DutyStatus(Base):
    """A legal status that a duty is about; a duty without any is about all of them."""

    __tablename__ = "duty_status"
    fact_kind = FactKind.DUTY
    fact_column = "duty_id"

    duty_id: Mapped[str] = mapped_column(
        identifier(), ForeignKey("duty.id", ondelete="CASCADE"), primary_key=True, sort_order=-10
    )
    status: Mapped[LegalStatus] = mapped_column(choice(LegalStatus, "status"), primary_key=True)


class Duty(Sourced, Dated, Record):
    """A dated rule of responsibility. Where it names an organization, that one wins over the role."""

    __tablename__ = "duty"
    fact_kind = FactKind.DUTY
    __table_args__ = (
        period_check(),
        CheckConstraint("role_id IS NOT NULL OR organization_id IS NOT NULL", name="somebody"),
    )

    need_id: Mapped[str] = mapped_column(identifier(), ForeignKey("need.id"), index=True)
    kind: Mapped[DutyKind] = mapped_column(choice(DutyKind, "kind"))
    phase: Mapped[str] = mapped_column(default="")
    place: Mapped[DutyPlace] = mapped_column(choice(DutyPlace, "place"))
    role_id: Mapped[str | None] = mapped_column(identifier(), ForeignKey("role.id"), index=True)
    organization_id: Mapped[str | None] = mapped_column(
        identifier(), ForeignKey("organization.id"), index=True
    )
    residence: Mapped[ResidenceCondition] = mapped_column(
        choice(ResidenceCondition, "residence"), default=ResidenceCondition.ANY
    )
    legal_basis: Mapped[str] = mapped_column(default="")
    condition: Mapped[str] = mapped_column(default="")

    groups: Mapped[list[DutyGroup]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )
    statuses: Mapped[list[DutyStatus]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )
