"""Posts: a function in an organization or service, such as the duty officer, whoever holds it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Record
from directory.model.owned import ONE_OWNER, Owned


class Post(Owned, Record):
    """A function that stays when its holder leaves. It holds nothing personal: see ``Contact``."""

    __tablename__ = "post"
    __table_args__ = (
        CheckConstraint(ONE_OWNER, name="one_owner"),
        CheckConstraint("title <> ''", name="title"),
        # What a contact refers to, so that its owner is that of its post.
        UniqueConstraint("id", "organization_id"),
        UniqueConstraint("id", "service_id"),
    )

    title: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    order: Mapped[int] = mapped_column("shown_order", default=0)
