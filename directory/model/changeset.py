"""Changesets: what somebody wants changed, or has changed, as one act that can be seen whole, decided on and undone."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from directory.model.account import SECRET_ID
from directory.model.base import JSON_LIST, Base, choice, identifier
from directory.model.instant import Instant


class ChangesetKind(StrEnum):
    """By what sort of act it came about."""

    EDIT = "edit"
    """Somebody changed a record in its form."""
    NEW = "new"
    """A new organization or service."""
    BULK = "bulk"
    """One change for many records."""
    IMPORT = "import"
    """Rows of a file."""
    MERGE = "merge"
    """Two records became one."""
    RESTORE = "restore"
    """A record as it was at an earlier time."""
    REMOVE = "remove"
    """A record that shall not be listed any more."""
    UNDO = "undo"
    """The opposite of an earlier changeset."""


class ChangesetState(StrEnum):
    """Where it stands."""

    WAITING = "waiting"
    """For other eyes than those of who made it."""
    APPLIED = "applied"
    RETURNED = "returned"
    """Somebody looked and said no; ``answer`` says why."""
    WITHDRAWN = "withdrawn"
    UNDONE = "undone"
    """It was applied, and taken back by another changeset."""


class Changeset(Base):
    """One act on facts. ``edits``: see ``store.changeset.Edit``; never a contact person's details.

    ``made_by`` and ``decided_by`` are ids of accounts, or the name of a part of the program. ``organization_id`` and
    ``area_id`` say whose matter it is; no foreign keys: it outlives what it is about.
    """

    __tablename__ = "changeset"
    __table_args__ = (
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided"),
        CheckConstraint("(state = 'undone') = (undone_at IS NOT NULL)", name="undone"),
    )
    is_logged: ClassVar[bool] = True

    id: Mapped[str] = mapped_column(String(SECRET_ID), primary_key=True)
    kind: Mapped[ChangesetKind] = mapped_column(choice(ChangesetKind, "kind"))
    state: Mapped[ChangesetState] = mapped_column(choice(ChangesetState, "state"), index=True)
    organization_id: Mapped[str | None] = mapped_column(identifier(), index=True)
    area_id: Mapped[str | None] = mapped_column(identifier(), index=True)
    title: Mapped[str]
    """What it is about, in the words of the record: its name."""
    why: Mapped[str] = mapped_column(default="")
    """What its maker said of it."""
    edits: Mapped[list[dict[str, Any]]] = mapped_column(JSON_LIST, default=list)
    made_by: Mapped[str] = mapped_column(String(SECRET_ID))
    made_at: Mapped[datetime] = mapped_column(Instant, index=True)
    decided_by: Mapped[str | None] = mapped_column(String(SECRET_ID))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    answer: Mapped[str] = mapped_column(default="")
    undone_by: Mapped[str | None] = mapped_column(String(SECRET_ID))
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    undoes_id: Mapped[str | None] = mapped_column(String(SECRET_ID), index=True)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 SQLAlchemy hands over the class
        return {"version_id_col": cls.version}
