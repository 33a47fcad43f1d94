"""Services: what an organization, or whoever holds a role, offers (HSDS ``service``)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.graph.facts import Acceptance, Access, Capacity, Group, LegalStatus
from directory.model.base import Base, Dated, Record, Sourced, choice, identifier, period_check
from directory.model.fact_kind import FactKind


class _PartOfService(Base):
    """One word said of a service: a need it meets, a group it takes, a language."""

    __abstract__ = True
    fact_kind = FactKind.SERVICE
    fact_column = "service_id"

    service_id: Mapped[str] = mapped_column(
        identifier(), ForeignKey("service.id", ondelete="CASCADE"), primary_key=True, sort_order=-10
    )


class ServiceNeed(_PartOfService):
    """A need that a service meets; ``order`` keeps the order in which they were written."""

    __tablename__ = "service_need"

    need_id: Mapped[str] = mapped_column(identifier(), ForeignKey("need.id"), primary_key=True, index=True)
    order: Mapped[int] = mapped_column("said_order", default=0)


class ServiceAcceptance(_PartOfService):
    """What a service says of a group. A group of which nothing is said is unknown, never accepted."""

    __tablename__ = "service_acceptance"

    group: Mapped[Group] = mapped_column("for_group", choice(Group, "for_group"), primary_key=True)
    acceptance: Mapped[Acceptance] = mapped_column(choice(Acceptance, "acceptance"))


class ServiceStatus(_PartOfService):
    """A legal status that a service is for; a service without any is for all of them."""

    __tablename__ = "service_status"

    status: Mapped[LegalStatus] = mapped_column(choice(LegalStatus, "status"), primary_key=True)


class ServiceLanguage(_PartOfService):
    """A language that a service is given in."""

    __tablename__ = "service_language"

    language: Mapped[str] = mapped_column(String(60), primary_key=True)
    order: Mapped[int] = mapped_column("said_order", default=0)


class ServiceReferralRole(_PartOfService):
    """A role whose holder may refer a person to the service."""

    __tablename__ = "service_referral_role"

    role_id: Mapped[str] = mapped_column(identifier(), ForeignKey("role.id"), primary_key=True, index=True)
    order: Mapped[int] = mapped_column("said_order", default=0)


class Service(Sourced, Dated, Record):
    """An offer. A protected one has no place at all: only whom it serves and how one is referred to it."""

    __tablename__ = "service"
    fact_kind = FactKind.SERVICE
    __table_args__ = (
        period_check(),
        CheckConstraint("organization_id IS NOT NULL OR role_id IS NOT NULL", name="somebody"),
        CheckConstraint("age_min IS NULL OR age_min BETWEEN 0 AND 120", name="age_min"),
        CheckConstraint("age_max IS NULL OR age_max BETWEEN 0 AND 120", name="age_max"),
        CheckConstraint("age_min IS NULL OR age_max IS NULL OR age_min <= age_max", name="ages"),
        CheckConstraint("capacity_until IS NULL OR capacity <> 'unknown'", name="capacity_until"),
        CheckConstraint("cadence_days IS NULL OR cadence_days BETWEEN 7 AND 730", name="cadence_days"),
    )

    organization_id: Mapped[str | None] = mapped_column(
        identifier(), ForeignKey("organization.id"), index=True
    )
    role_id: Mapped[str | None] = mapped_column(identifier(), ForeignKey("role.id"), index=True)
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    age_min: Mapped[int | None]
    age_max: Mapped[int | None]
    access: Mapped[Access] = mapped_column(choice(Access, "access"), default=Access.UNKNOWN)
    referral: Mapped[str] = mapped_column(default="")
    capacity: Mapped[Capacity] = mapped_column(choice(Capacity, "capacity"), default=Capacity.UNKNOWN)
    capacity_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    is_protected: Mapped[bool] = mapped_column(default=False)
    is_emergency_line: Mapped[bool] = mapped_column(default=False)
    cadence_days: Mapped[int | None]
    """As an organization's."""

    needs: Mapped[list[ServiceNeed]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="selectin", order_by=ServiceNeed.order
    )
    acceptance: Mapped[list[ServiceAcceptance]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )
    statuses: Mapped[list[ServiceStatus]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )
    languages: Mapped[list[ServiceLanguage]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="selectin", order_by=ServiceLanguage.order
    )
    referral_roles: Mapped[list[ServiceReferralRole]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="selectin",
        order_by=ServiceReferralRole.order,
    )
