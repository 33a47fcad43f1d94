"""Roles: functions that exist in every area and are held by somebody there."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from directory.model.base import Record, Sourced
from directory.model.fact_kind import FactKind


class Role(Sourced, Record):
    """A function: social services, on-call social services, regional coordinator, police …"""

    __tablename__ = "role"
    fact_kind = FactKind.ROLE

    name_sv: Mapped[str]
    name_en: Mapped[str]
