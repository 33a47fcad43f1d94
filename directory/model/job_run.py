"""Which periodic job was run when: how several processes agree on who runs it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Base
from directory.model.instant import Instant


class JobRun(Base):
    """One run of the job *name* that was due at ``due_at``; who adds the row, runs it.

    A run that died is taken over when ``leased_until`` has passed. ``trouble`` is the class of the last error.
    """

    __tablename__ = "job_run"
    __table_args__ = (CheckConstraint("attempts >= 1", name="attempts"),)

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    due_at: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    started_at: Mapped[datetime] = mapped_column(Instant)
    leased_until: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=1)
    trouble: Mapped[str] = mapped_column(default="")
