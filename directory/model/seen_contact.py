"""Seen contacts: how many different ones an account has looked at today. Gone the day after."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.account import account_key
from directory.model.base import Base


class SeenContact(Base):
    """One contact that is not public, seen by one account on one day. ``digest`` is of account, day and contact:
    so no row tells which contact it was without knowing it already."""

    __tablename__ = "seen_contact"

    account_id: Mapped[str] = account_key(is_primary=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    digest: Mapped[str] = mapped_column(String(32), primary_key=True)
