"""Sessions: one row for each browser that somebody is signed in with. A row that is gone is a cookie that is dead."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.account import DIGEST, SECRET_ID, account_key
from directory.model.base import Base, choice
from directory.model.instant import Instant


class Stage(StrEnum):
    """How far somebody has come in signing in."""

    PASSWORD = "password"  # noqa: S105 a word for a step
    """The password was right; the second factor is missing."""
    WHOLE = "whole"


class AccountSession(Base):
    """A browser that is signed in. Only the hash of its token is stored; ``id`` names the row where it is listed."""

    __tablename__ = "account_session"
    is_entry: ClassVar[bool] = True

    id: Mapped[str] = mapped_column(String(SECRET_ID), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(DIGEST), unique=True)
    account_id: Mapped[str] = account_key()
    stage: Mapped[Stage] = mapped_column(choice(Stage, "stage"))
    began_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime] = mapped_column(Instant)
    """Kept to within a few minutes."""
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant, index=True)
    device: Mapped[str] = mapped_column(String(80), default="")
    """What the browser says that it is, in two words."""
