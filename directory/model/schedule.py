"""Schedules: weekly opening rows of an organization, a service or a channel of theirs (HSDS ``schedule``)."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Dated, Record, Sourced, choice, identifier, period_check
from directory.model.owned import ONE_OWNER, Owned


class Certainty(StrEnum):
    """Whether it is known to be open then, or only possible: ring and ask."""

    STATED = "stated"
    POSSIBLE = "possible"


class Schedule(Owned, Sourced, Dated, Record):
    """One opening a row. A row without days keeps words that cannot be read as times.

    ``days``: numbers as text, ``"0,1,2"``: 0 Monday … 6 Sunday, 7 public holiday, 8 day before one.
    ``opens``/``closes``: minutes from midnight, Swedish wall-clock time; ``closes`` may pass 1440 and reach
    2880, the end of the next day.
    The owner stands in the row even when it is about one channel, so that a change is noted without a look-up.
    """

    __tablename__ = "schedule"
    __table_args__ = (
        period_check(),
        CheckConstraint(ONE_OWNER, name="one_owner"),
        CheckConstraint(
            "(days = '' AND opens IS NULL AND closes IS NULL)"
            " OR (days <> '' AND opens IS NOT NULL AND closes IS NOT NULL"
            " AND opens >= 0 AND opens < 1440 AND closes > opens AND closes <= 2880)",
            name="opening",
        ),
    )

    channel_id: Mapped[str | None] = mapped_column(identifier(), ForeignKey("channel.id"), index=True)
    days: Mapped[str] = mapped_column(default="")
    opens: Mapped[int | None]
    closes: Mapped[int | None]
    certainty: Mapped[Certainty] = mapped_column(choice(Certainty, "certainty"), default=Certainty.STATED)
    as_printed: Mapped[str] = mapped_column(default="")
