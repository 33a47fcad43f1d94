"""Notes: what those who work with an organization or service tell one another about it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.graph.facts import Visibility
from directory.model.base import Record, choice
from directory.model.owned import ONE_OWNER, Owned


class Note(Owned, Record):
    """A text about an organization or service, with who may read it. (The note of a source is another thing.)"""

    __tablename__ = "note"
    __table_args__ = (
        CheckConstraint(ONE_OWNER, name="one_owner"),
        CheckConstraint("text <> ''", name="text"),
    )

    text: Mapped[str]
    text_en: Mapped[str] = mapped_column(default="")
    visibility: Mapped[Visibility] = mapped_column(
        choice(Visibility, "visibility"), default=Visibility.NETWORK
    )
