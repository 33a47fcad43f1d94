"""Confirmations: somebody said that a record is still right. Edited is not confirmed, and confirmed is not edited."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.account import SECRET_ID
from directory.model.base import Base, choice, identifier
from directory.model.instant import Instant


class How(StrEnum):
    """How somebody said that it is right."""

    MAIL_LINK = "mail_link"
    """By the link of the mail that asked, without signing in."""
    WORKSPACE = "workspace"
    """Signed in, in the organization's own workspace."""
    PHONE = "phone"
    """A coordinator rang up and asked."""
    VISIT = "visit"
    """A coordinator was there."""
    MEETING = "meeting"
    """Said in a meeting of the network."""


class Confirmation(Base):
    """One yes. ``until`` is the last day on which it counts; then the record is due again.

    ``kind`` and ``record`` are *organization* or *service* and its id. ``by`` is an account's id; None: whoever had the
    link of the mail. The day itself also stands in the rows that were confirmed (``confirmed_on``).
    """

    __tablename__ = "confirmation"
    __table_args__ = (CheckConstraint("kind IN ('organization', 'service')", name="kind"),)
    is_logged: ClassVar[bool] = True

    id: Mapped[str] = mapped_column(String(SECRET_ID), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    record: Mapped[str] = mapped_column(identifier(), index=True)
    organization_id: Mapped[str | None] = mapped_column(identifier(), index=True)
    by: Mapped[str | None] = mapped_column("said_by", String(SECRET_ID))
    how: Mapped[How] = mapped_column(choice(How, "how"))
    at: Mapped[datetime] = mapped_column("said_at", Instant, index=True)
    until: Mapped[date] = mapped_column("counts_until")
    campaign_id: Mapped[str | None] = mapped_column(String(SECRET_ID), index=True)
