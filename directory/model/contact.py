"""Contact persons: who holds a post, for how long, for what purpose, and who said that it may be shown."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.graph.facts import Visibility
from directory.model.base import Record, choice, identifier
from directory.model.owned import ONE_OWNER, Owned


class Contact(Owned, Record):
    """A person in a post, from the day of ``valid_from`` to that of ``valid_to``; every contact ends.

    Nobody sees it before it is approved (``approved_at``), nor after it has ended or the person has objected.
    The owner of the post stands in the row, so that a change is noted without a look-up; the database holds the two
    together. ``proposed_by`` and ``approved_by`` are ids of accounts; None: the program itself.

    A row that waits and names another one in ``replaces_id`` is a change of it: the other one is shown until then.
    Ended without having been approved means: refused, and ``answer`` says why.
    """

    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint(ONE_OWNER, name="one_owner"),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("purpose <> ''", name="purpose"),
        CheckConstraint("valid_to >= valid_from", name="period"),
        CheckConstraint(
            # E.164: a plus and at most 15 digits, and always with the words that people read.
            "(phone = '' AND phone_display = '') OR (substr(phone, 1, 1) = '+' AND phone_display <> ''"
            " AND length(phone) BETWEEN 8 AND 16 AND ltrim(substr(phone, 2), '0123456789') = '')",
            name="phone",
        ),
        CheckConstraint("approved_by IS NULL OR approved_at IS NOT NULL", name="approved"),
        # One of the two owners is empty, and a key with an empty column is not checked: the other one is.
        ForeignKeyConstraint(["post_id", "organization_id"], ["post.id", "post.organization_id"]),
        ForeignKeyConstraint(["post_id", "service_id"], ["post.id", "post.service_id"]),
    )

    post_id: Mapped[str] = mapped_column(identifier(), index=True)
    name: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    phone_display: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    visibility: Mapped[Visibility] = mapped_column(
        choice(Visibility, "visibility"), default=Visibility.NETWORK
    )
    purpose: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    proposed_by: Mapped[str | None] = mapped_column(identifier())
    approved_by: Mapped[str | None] = mapped_column(identifier())
    approved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    notified_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    objected_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    is_demo: Mapped[bool] = mapped_column(default=False)
    replaces_id: Mapped[str | None] = mapped_column(identifier(), index=True, sort_order=30)
    public_reason: Mapped[str | None] = mapped_column(sort_order=31)
    """Why everybody may see it; None where not everybody may."""
    told: Mapped[str | None] = mapped_column(sort_order=32)
    """How somebody without a known mailbox was told."""
    answer: Mapped[str | None] = mapped_column(sort_order=33)
    reminded_on: Mapped[date | None] = mapped_column(sort_order=34)
    """When those who keep the organization were told that it ends soon."""
