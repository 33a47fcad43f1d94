"""Links: dated edges between organizations, roles and services: stands in for, refers to, succeeds …"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.graph.facts import LinkCondition, LinkKind
from directory.model.base import Dated, Record, Sourced, choice, identifier, period_check
from directory.model.fact_kind import FactKind


def _exactly_one(end: str) -> str:
    columns = (f"{end}_organization_id", f"{end}_role_id", f"{end}_service_id")
    return " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns) + " = 1"


class Link(Sourced, Dated, Record):
    """*source* does *kind* to *target*. Each end is one organization, role or service, with its own foreign key."""

    __tablename__ = "link"
    fact_kind = FactKind.LINK
    __table_args__ = (
        period_check(),
        CheckConstraint(_exactly_one("source"), name="one_source"),
        CheckConstraint(_exactly_one("target"), name="one_target"),
    )

    kind: Mapped[LinkKind] = mapped_column(choice(LinkKind, "kind"))
    source_organization_id: Mapped[str | None] = mapped_column(
        identifier(), ForeignKey("organization.id"), index=True
    )
    source_role_id: Mapped[str | None] = mapped_column(identifier(), ForeignKey("role.id"), index=True)
    source_service_id: Mapped[str | None] = mapped_column(identifier(), ForeignKey("service.id"), index=True)
    target_organization_id: Mapped[str | None] = mapped_column(
        identifier(), ForeignKey("organization.id"), index=True
    )
    target_role_id: Mapped[str | None] = mapped_column(identifier(), ForeignKey("role.id"), index=True)
    target_service_id: Mapped[str | None] = mapped_column(identifier(), ForeignKey("service.id"), index=True)
    need_id: Mapped[str | None] = mapped_column(identifier(), ForeignKey("need.id"), index=True)
    condition: Mapped[LinkCondition] = mapped_column(
        choice(LinkCondition, "condition"), default=LinkCondition.ALWAYS
    )
    condition_text: Mapped[str] = mapped_column(default="")
