"""Tombstones of records: what is not listed any more stays away, also when a seed or a file brings it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.account import SECRET_ID
from directory.model.base import JSON_LIST, Base, identifier
from directory.model.instant import Instant


class Tombstone(Base):
    """A record that was merged into another one or shall not be listed.

    ``kind`` and ``record``: *organization* or *service* and its id. ``successor_id``: what it became, or None.
    ``name`` is the folded name by which an import knows it again. ``reason`` is a word, never a text about a person.
    """

    __tablename__ = "tombstone"
    __table_args__ = (CheckConstraint("kind IN ('organization', 'service')", name="kind"),)
    is_logged: ClassVar[bool] = True

    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    record: Mapped[str] = mapped_column(identifier(), primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    successor_id: Mapped[str | None] = mapped_column(identifier())
    reason: Mapped[str] = mapped_column(String(30))
    made_by: Mapped[str] = mapped_column(String(SECRET_ID))
    made_at: Mapped[datetime] = mapped_column(Instant)
    changeset_id: Mapped[str | None] = mapped_column(String(SECRET_ID), index=True)
    """The act that removed the record, by which it can be brought back."""
    moved: Mapped[list[dict[str, Any]]] = mapped_column(JSON_LIST, default=list)
    """What was no fact and went to the successor with it (rights, letters, counts): rows before and after."""


class NotDuplicate(Base):
    """Somebody looked at two records that are alike and said that they are two. ``first`` < ``second``."""

    __tablename__ = "not_duplicate"
    __table_args__ = (CheckConstraint("first_id < second_id", name="order"),)
    is_logged: ClassVar[bool] = True

    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    first: Mapped[str] = mapped_column("first_id", identifier(), primary_key=True)
    second: Mapped[str] = mapped_column("second_id", identifier(), primary_key=True)
    said_by: Mapped[str] = mapped_column(String(SECRET_ID))
    said_at: Mapped[datetime] = mapped_column(Instant)
