"""Inquiries: an organization was asked by mail whether what is said of it is still right."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.account import SECRET_ID
from directory.model.base import Base, identifier
from directory.model.instant import Instant


class Inquiry(Base):
    """One question to one mailbox. ``times`` counts the letters: the question and its reminders.

    ``answer`` is empty until there is one: *right*, *wrong* or *replaced* (a newer inquiry took its place).
    """

    __tablename__ = "inquiry"
    __table_args__ = (
        CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answered"),
        CheckConstraint("times >= 1", name="times"),
    )

    id: Mapped[str] = mapped_column(String(SECRET_ID), primary_key=True)
    organization_id: Mapped[str] = mapped_column(identifier(), index=True)
    campaign_id: Mapped[str | None] = mapped_column(String(SECRET_ID), index=True)
    account_id: Mapped[str | None] = mapped_column(String(SECRET_ID), index=True)
    """Whose mailbox it went to; None: the organization's own mailbox."""
    lang: Mapped[str] = mapped_column(String(2), default="sv")
    asked_at: Mapped[datetime] = mapped_column(Instant)
    last_asked_at: Mapped[datetime] = mapped_column(Instant, index=True)
    times: Mapped[int] = mapped_column(default=1)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    answer: Mapped[str] = mapped_column(String(30), default="")
