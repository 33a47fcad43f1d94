"""The outbox: letters that wait, were sent, or could not be. Written with what they tell of, or not at all."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Base
from directory.model.instant import Instant

JSON_VALUES = JSON().with_variant(JSONB(), "postgresql")
"""A flat object of texts."""

WAITS = text("sent_at IS NULL AND dead_at IS NULL")


class OutgoingMail(Base):
    """A letter to one person. What it says is made of ``kind``, ``lang`` and ``values`` when it is sent.

    ``values`` are emptied when it has been sent, and no token ever stands there. ``leased_until``: until then it
    belongs to the worker that took it. ``trouble`` is the class of the last error, and never its text.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts"),
        CheckConstraint("sent_at IS NULL OR dead_at IS NULL", name="one_end"),
        Index("ix_outgoing_mail_due_at", "due_at", "id", sqlite_where=WAITS, postgresql_where=WAITS),
    )

    id: Mapped[str] = mapped_column(String(43), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    recipient: Mapped[str] = mapped_column(String(254))
    lang: Mapped[str] = mapped_column(String(2))
    values: Mapped[dict[str, str]] = mapped_column(JSON_VALUES)
    created_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    dead_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    trouble: Mapped[str] = mapped_column(default="")
