"""News: what an account is to be told in its next digest, so that nobody gets ten letters a day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.account import SECRET_ID, account_key
from directory.model.base import Base, identifier
from directory.model.instant import Instant


class News(Base):
    """One thing to tell. ``topic`` is a word that the letter has a sentence for; ``record`` what it is about."""

    __tablename__ = "news"

    id: Mapped[str] = mapped_column(String(SECRET_ID), primary_key=True)
    account_id: Mapped[str] = account_key()
    topic: Mapped[str] = mapped_column(String(30))
    record: Mapped[str] = mapped_column(identifier())
    at: Mapped[datetime] = mapped_column("happened_at", Instant)
    told_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
