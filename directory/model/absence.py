"""Absences: who holds a post is away from a day to a day, and somebody may stand in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Record, identifier
from directory.model.owned import ONE_OWNER, Owned


class Absence(Owned, Record):
    """*contact* is away; *stand_in*, another contact of the organization, answers meanwhile. Both days included.

    The owner of the contact stands in the row, so that a change is noted without a look-up. Why somebody is away is
    nobody's business and is not asked.
    """

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint(ONE_OWNER, name="one_owner"),
        CheckConstraint("to_on >= from_on", name="period"),
        CheckConstraint("stand_in_id IS NULL OR stand_in_id <> contact_id", name="stand_in"),
    )

    contact_id: Mapped[str] = mapped_column(
        identifier(), ForeignKey("contact.id", ondelete="CASCADE"), index=True
    )
    stand_in_id: Mapped[str | None] = mapped_column(
        identifier(), ForeignKey("contact.id", ondelete="SET NULL"), index=True
    )
    from_on: Mapped[date]
    to_on: Mapped[date]
