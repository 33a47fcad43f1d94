"""Opening exceptions: on these dates other hours count than those of the week, or none (HSDS ``schedule``)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Record, Sourced, identifier
from directory.model.owned import ONE_OWNER, Owned


class OpeningException(Owned, Sourced, Record):
    """From a day to a day, both included, the week does not count. Without times: closed.

    ``opens``/``closes``: as in ``Schedule``. Several rows for the same days are several openings.
    """

    __tablename__ = "opening_exception"
    __table_args__ = (
        CheckConstraint(ONE_OWNER, name="one_owner"),
        CheckConstraint("to_on >= from_on", name="period"),
        CheckConstraint(
            "(opens IS NULL AND closes IS NULL) OR (opens IS NOT NULL AND closes IS NOT NULL"
            " AND opens >= 0 AND opens < 1440 AND closes > opens AND closes <= 2880)",
            name="opening",
        ),
    )

    channel_id: Mapped[str | None] = mapped_column(identifier(), ForeignKey("channel.id"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date]
    opens: Mapped[int | None]
    closes: Mapped[int | None]
    said: Mapped[str] = mapped_column(default="")
    """What people read: *Sommarstängt*."""
