"""Widenings: somebody asks that a channel, location or note be seen by more people, and waits for other eyes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.graph.facts import Visibility
from directory.model.base import Base, choice, identifier
from directory.model.instant import Instant


class Widening(Base):
    """The wish that the row ``record`` of ``kind`` (a table) get ``visibility``. Gone once it is answered."""

    __tablename__ = "widening"
    __table_args__ = (
        CheckConstraint("kind IN ('channel', 'location', 'note')", name="kind"),
        UniqueConstraint("kind", "record"),
    )

    id: Mapped[str] = mapped_column(identifier(), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    record: Mapped[str] = mapped_column(identifier())
    organization_id: Mapped[str] = mapped_column(identifier(), index=True)
    """Whose matter it is. No foreign key: a wish about what is gone is passed over."""
    visibility: Mapped[Visibility] = mapped_column(choice(Visibility, "visibility"))
    proposed_by: Mapped[str] = mapped_column(identifier())
    proposed_at: Mapped[datetime] = mapped_column(Instant)
