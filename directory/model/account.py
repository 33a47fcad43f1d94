"""Accounts: the people who sign in, and what they show that it is them.

No secret stands here as it is: passwords and codes as hashes, the key of the authenticator app encrypted.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Base
from directory.model.instant import Instant

SECRET_ID = 43
"""Characters of a random id: 32 bytes, base64url."""
DIGEST = 64
"""Characters of a SHA-256 as hex."""


def account_key(*, is_primary: bool = False, is_indexed: bool = True) -> Mapped[str]:
    """Return a column that names the account which the row goes with."""
    return mapped_column(
        String(SECRET_ID),
        ForeignKey("account.id", ondelete="CASCADE"),
        primary_key=is_primary,
        index=is_indexed and not is_primary,
    )


class Account(Base):
    """Somebody who can sign in. ``email`` is lower case and unique; a person who has left keeps neither it nor a name.

    ``code_step`` is the last time step (30 s) whose code was used: each code works once.
    """

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("email IS NULL OR email = lower(email)", name="email"),)
    is_logged: ClassVar[bool] = True
    is_entry: ClassVar[bool] = True

    id: Mapped[str] = mapped_column(String(SECRET_ID), primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    name: Mapped[str]
    lang: Mapped[str] = mapped_column(String(2), default="sv")
    password_hash: Mapped[str | None]
    code_secret: Mapped[str | None]
    code_step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)
    is_demo: Mapped[bool] = mapped_column(default=False)

    @property
    def is_open(self) -> bool:
        """Whether it can be signed in to."""
        return self.disabled_at is None and self.erased_at is None


class RecoveryCode(Base):
    """A code on paper that stands in once for a lost second factor."""

    __tablename__ = "recovery_code"
    is_entry: ClassVar[bool] = True

    account_id: Mapped[str] = account_key(is_primary=True)
    code_hash: Mapped[str] = mapped_column(String(DIGEST), primary_key=True)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class Passkey(Base):
    """A key in a phone, a computer or a stick (WebAuthn): password and second factor in one."""

    __tablename__ = "passkey"
    is_logged: ClassVar[bool] = True

    id: Mapped[str] = mapped_column(String(1400), primary_key=True)
    """The credential id, base64url; WebAuthn allows 1,023 bytes."""
    account_id: Mapped[str] = account_key()
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(80))
    added_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class ProviderLink(Base):
    """An account at an identity provider (OpenID Connect) that signs in to an account here."""

    __tablename__ = "provider_link"
    is_logged: ClassVar[bool] = True

    issuer: Mapped[str] = mapped_column(String(255), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    account_id: Mapped[str] = account_key()
    linked_at: Mapped[datetime] = mapped_column(Instant)
