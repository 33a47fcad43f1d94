"""Saved questions: the fields of one that somebody wants to be told about, never a sentence."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.graph.facts import Group
from directory.model.account import SECRET_ID, account_key
from directory.model.base import Base, choice, identifier
from directory.model.instant import Instant


class SavedQuestion(Base):
    """Need, area and group: what a place asks again and again. No age, status or residence: those tell of a person.

    ``first`` names whom to call first by day and by night when it was last looked at: ids of a service or an
    organization, one a line, an empty line for nobody. ``before``: who it was until ``changed_at``. ``digest`` is of
    the numbers, so that a new number is noticed and no number is kept here.
    """

    __tablename__ = "saved_question"
    __table_args__ = (UniqueConstraint("account_id", "need_id", "area_id", "for_group"),)

    id: Mapped[str] = mapped_column(String(SECRET_ID), primary_key=True)
    account_id: Mapped[str] = account_key()
    need_id: Mapped[str] = mapped_column(identifier())
    area_id: Mapped[str] = mapped_column(identifier())
    group: Mapped[Group] = mapped_column("for_group", choice(Group, "for_group"))
    saved_at: Mapped[datetime] = mapped_column(Instant)
    first: Mapped[str] = mapped_column("first_contact", default="")
    before: Mapped[str] = mapped_column("contact_before", default="")
    digest: Mapped[str] = mapped_column("first_digest", String(64), default="")
    changed_at: Mapped[datetime | None] = mapped_column(Instant)
