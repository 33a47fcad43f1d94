"""Tickets (what a link of a mail holds) and throttles (how often something was tried)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.account import DIGEST, SECRET_ID
from directory.model.base import Base, choice, identifier
from directory.model.instant import Instant


class Purpose(StrEnum):
    """What a ticket is for. One for another purpose does not work."""

    INVITATION = "invitation"
    """``subject`` is the invitation."""
    RESET = "reset"
    """A new password; ``subject`` is the account."""
    RECOVERY = "recovery"
    """A new second factor for one that is lost; ``subject`` is the account."""
    LISTING = "listing"
    """To see and object to what is held about a contact person; ``subject`` is the contact."""
    CONFIRM = "confirm"
    """To say whether what is said of an organization is right; ``subject`` is the inquiry and its letter."""
    CHALLENGE = "challenge"
    """What a passkey must sign; ``subject`` is the account, or empty before one is known."""


class Ticket(Base):
    """A secret that works once, for one purpose and one subject, until it expires. Only its hash is stored."""

    __tablename__ = "ticket"

    id: Mapped[str] = mapped_column(String(SECRET_ID), primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose, "purpose"))
    subject: Mapped[str] = mapped_column(identifier(), index=True)
    token_hash: Mapped[str] = mapped_column(String(DIGEST), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class Throttle(Base):
    """How often something was tried without a pause as long as its limit asks for, the last time at ``last_at``.

    ``key`` is a hash: no address of a person stands here.
    """

    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(String(DIGEST), primary_key=True)
    last_at: Mapped[datetime] = mapped_column(Instant)
    count: Mapped[int]
