"""Reports and outcomes, as counts: what callers met with. Nothing of the person whom it was about, nor who told."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.account import SECRET_ID
from directory.model.base import Base, choice, identifier
from directory.model.instant import Instant


class Trouble(StrEnum):
    """What is wrong with a record, as a caller met with it."""

    WRONG_NUMBER = "wrong_number"
    NO_ANSWER = "no_answer"
    HAS_MOVED = "has_moved"
    NOT_THIS_GROUP = "not_this_group"
    FULL = "full"
    WRONG_HOURS = "wrong_hours"
    """Said by the organization itself, by the link of a mail: callers tell of a closed door as *no answer*."""
    OTHER = "other"
    """Likewise: something that none of the boxes names."""


class Report(Base):
    """How often one trouble with one record was told since it was last settled.

    ``kind`` and ``record`` are *organization* or *service* and its id; ``channel_id`` the way that was tried, or empty.
    """

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("times >= 1", name="times"),
        CheckConstraint("kind IN ('organization', 'service')", name="kind"),
    )
    is_logged: ClassVar[bool] = True

    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    record: Mapped[str] = mapped_column(identifier(), primary_key=True)
    channel_id: Mapped[str] = mapped_column(identifier(), primary_key=True, default="")
    trouble: Mapped[Trouble] = mapped_column(choice(Trouble, "trouble"), primary_key=True)
    organization_id: Mapped[str | None] = mapped_column(identifier(), index=True)
    times: Mapped[int] = mapped_column(default=1)
    first_at: Mapped[datetime] = mapped_column(Instant)
    last_at: Mapped[datetime] = mapped_column(Instant)
    settled_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    settled_by: Mapped[str | None] = mapped_column(String(SECRET_ID))


class Reached(StrEnum):
    """How a call went."""

    REACHED = "reached"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"


class OutcomeCount(Base):
    """How many calls went so, in a month (its first day). ``reason`` is a word, only where it was refused."""

    __tablename__ = "outcome_count"

    month: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    record: Mapped[str] = mapped_column(identifier(), primary_key=True)
    need_id: Mapped[str] = mapped_column(identifier(), primary_key=True, default="")
    reached: Mapped[Reached] = mapped_column(choice(Reached, "reached"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(30), primary_key=True, default="")
    organization_id: Mapped[str | None] = mapped_column(identifier(), index=True)
    times: Mapped[int] = mapped_column(default=0)


class AskedCount(Base):
    """In how many answers of a month an organization or service was shown, by need."""

    __tablename__ = "asked_count"

    month: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    record: Mapped[str] = mapped_column(identifier(), primary_key=True)
    need_id: Mapped[str] = mapped_column(identifier(), primary_key=True)
    times: Mapped[int] = mapped_column(default=0)
