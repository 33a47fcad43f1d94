"""Rows that are a part of an organization or of a service: of exactly one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from directory.model.base import identifier
from directory.model.fact_kind import FactKind, TouchedFact

ONE_OWNER = "(organization_id IS NULL) <> (service_id IS NULL)"


class Owned:
    """The columns that name the owner, and the fact that such a row is a part of."""

    @declared_attr
    def organization_id(cls) -> Mapped[str | None]:  # noqa: N805 SQLAlchemy hands over the class
        """Return the column of the owner, if it is an organization."""
        return mapped_column(identifier(), ForeignKey("organization.id"), index=True, sort_order=-9)

    @declared_attr
    def service_id(cls) -> Mapped[str | None]:  # noqa: N805 SQLAlchemy hands over the class
        """Return the column of the owner, if it is a service."""
        return mapped_column(identifier(), ForeignKey("service.id"), index=True, sort_order=-8)

    @classmethod
    def touched(cls, values: Mapping[str, Any]) -> tuple[TouchedFact, ...]:
        """Return the owner: a change of its channels or hours is a change of it."""
        return tuple(
            TouchedFact(kind, values[column])
            for kind, column in ((FactKind.ORGANIZATION, "organization_id"), (FactKind.SERVICE, "service_id"))
            if values[column] is not None
        )
