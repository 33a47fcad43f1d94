"""Campaigns: for some weeks every organization of an area is asked for the same thing, such as its summer hours."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.account import SECRET_ID
from directory.model.base import Base, identifier
from directory.model.instant import Instant


class Campaign(Base):
    """What is asked for, of whom, from a day to a day. ``topic`` is a word that the web has a sentence for."""

    __tablename__ = "campaign"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="period"),)
    is_logged: ClassVar[bool] = True

    id: Mapped[str] = mapped_column(String(SECRET_ID), primary_key=True)
    name: Mapped[str]
    topic: Mapped[str] = mapped_column(String(30))
    words: Mapped[str] = mapped_column(default="")
    """What the coordinator adds to the letter."""
    area_id: Mapped[str] = mapped_column(identifier(), index=True)
    made_by: Mapped[str] = mapped_column(String(SECRET_ID))
    made_at: Mapped[datetime] = mapped_column(Instant)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class CampaignTarget(Base):
    """One organization of a campaign, or of the standing call list, and how far it has come."""

    __tablename__ = "campaign_target"

    campaign_id: Mapped[str] = mapped_column(
        String(SECRET_ID), ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True
    )
    organization_id: Mapped[str] = mapped_column(identifier(), primary_key=True, index=True)
    called_at: Mapped[datetime | None] = mapped_column(Instant)
    """When somebody last rang and got no answer."""
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    how: Mapped[str] = mapped_column(String(30), default="")
    """How it was done: a word of ``How``, or *changed*."""
