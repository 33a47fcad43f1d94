"""Grants and invitations: rights as edges from an account to an organization or an area, and promises of such."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.access import Role
from directory.model.account import SECRET_ID, account_key
from directory.model.base import Base, choice, identifier
from directory.model.instant import Instant

PLACE = (
    "(role = 'administrator' AND organization_id IS NULL AND area_id IS NULL)"
    " OR (role = 'coordinator' AND organization_id IS NULL AND area_id IS NOT NULL)"
    " OR (role IN ('ngo_editor', 'ngo_owner') AND organization_id IS NOT NULL AND area_id IS NULL)"
    " OR (role = 'caseworker' AND (organization_id IS NULL) <> (area_id IS NULL))"
)
"""The same as ``directory.access.fits``."""


class _AtAPlace:
    """A role at an organization or in an area.

    No foreign keys: an organization that a newer seed no longer has must not keep a seed from loading. A right to
    what does not exist reaches nothing.
    """

    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    organization_id: Mapped[str | None] = mapped_column(identifier(), index=True)
    area_id: Mapped[str | None] = mapped_column(identifier(), index=True)


class Grant(_AtAPlace, Base):
    """A role that an account has, from a day to a day."""

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint(PLACE, name="place"),
        CheckConstraint("valid_to >= valid_from", name="period"),
    )
    is_logged: ClassVar[bool] = True
    is_entry: ClassVar[bool] = True

    id: Mapped[str] = mapped_column(String(SECRET_ID), primary_key=True)
    account_id: Mapped[str] = account_key()
    given_by: Mapped[str] = mapped_column(String(SECRET_ID))
    """The account that gave it, or ``system``."""
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    reminded_on: Mapped[date | None]
    """When a mail said that it ends soon."""


class Invitation(_AtAPlace, Base):
    """A role that waits for somebody to accept it by the link of a mail."""

    __tablename__ = "invitation"
    __table_args__ = (CheckConstraint(PLACE, name="place"),)
    is_logged: ClassVar[bool] = True

    id: Mapped[str] = mapped_column(String(SECRET_ID), primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str]
    lang: Mapped[str] = mapped_column(String(2))
    invited_by: Mapped[str] = mapped_column(String(SECRET_ID))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    accepted_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
