"""Import runs: a file that somebody brought, how its columns are read, and what it would change or has changed."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, LargeBinary, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, deferred, mapped_column

from directory.model.account import SECRET_ID
from directory.model.base import JSON_LIST, Base, choice, identifier
from directory.model.instant import Instant

JSON_MAP = JSON().with_variant(JSONB(), "postgresql")


class ImportState(StrEnum):
    """Where a run stands."""

    UPLOADED = "uploaded"
    """The columns are still to be named."""
    TRYING = "trying"
    TRIED = "tried"
    """It is known what it would change."""
    APPLYING = "applying"
    APPLIED = "applied"
    APPROVING = "approving"
    """Somebody else has looked at what waits; it is being made."""
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"
    """Nothing was changed; ``trouble`` says why."""
    DISMISSED = "dismissed"


class ImportRun(Base):
    """One file. ``content`` goes as soon as the run has ended; ``changeset_id`` is what it did."""

    __tablename__ = "import_run"
    __table_args__ = (CheckConstraint("done >= 0 AND total >= 0", name="progress"),)
    is_logged: ClassVar[bool] = True

    id: Mapped[str] = mapped_column(String(SECRET_ID), primary_key=True)
    state: Mapped[ImportState] = mapped_column(choice(ImportState, "state"), index=True)
    file_name: Mapped[str]
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    columns: Mapped[dict[str, Any]] = mapped_column("named_columns", JSON_MAP, default=dict)
    """Heading of the file → column of ours; nothing for one that is not read."""
    headings: Mapped[list[Any]] = mapped_column(JSON_LIST, default=list)
    """Each heading with what stands below it in the first rows: ``[heading, [cell, cell]]``."""
    dated_on: Mapped[date]
    """The date of the file: that of what it says."""
    area_id: Mapped[str | None] = mapped_column(identifier(), index=True)
    """The area of whoever brought it: nothing outside of it is changed. None: an administrator's."""
    made_by: Mapped[str] = mapped_column(String(SECRET_ID))
    made_at: Mapped[datetime] = mapped_column(Instant)
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON_MAP, default=dict)
    """new, changed, same, error → how many rows."""
    result: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    """The dry run line by line, as a compressed table."""
    trouble: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    changeset_id: Mapped[str | None] = mapped_column(String(SECRET_ID))
    proposal_id: Mapped[str | None] = mapped_column(String(SECRET_ID))
    """What of it waits, or waited, for somebody else."""
    asked_by: Mapped[str] = mapped_column(String(SECRET_ID))
    """Who asked for what is being done now."""
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    """A process that works on it has it until then; what died is taken over."""
