"""Keys of forms that were sent: the same form sent twice acts once, and leads to the same page."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.account import DIGEST
from directory.model.base import Base
from directory.model.instant import Instant


class Once(Base):
    """A form that acted. ``key`` is the SHA-256 of account, endpoint and the form's random number."""

    __tablename__ = "once"

    key: Mapped[str] = mapped_column(String(DIGEST), primary_key=True)
    at: Mapped[datetime] = mapped_column("acted_at", Instant, index=True)
    location: Mapped[str] = mapped_column(default="")
    """Where the answer led: a path of this site."""
    said: Mapped[str] = mapped_column(default="")
    """What the page said then."""
