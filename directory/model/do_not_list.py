"""Tombstones: a person who objected to being listed is not listed again, and nothing else is kept of her."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Base, identifier


class DoNotList(Base):
    """One way to reach somebody who objected: ``digest`` is the SHA-256 (hex) of a normalised mailbox or number.

    ``on`` is the day of the objection, ``reason`` a word for the kind of it, never a text about the person.
    """

    __tablename__ = "do_not_list"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest"),)

    id: Mapped[str] = mapped_column(identifier(), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    on: Mapped[date] = mapped_column("objected_on")
    reason: Mapped[str] = mapped_column(default="")
