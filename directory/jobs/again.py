"""Have a job run once more, before it is due; never twice at the same time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from directory.account.complaint import refuse
from directory.jobs.job import Job
from directory.ledger import Act, note
from directory.model.job_run import JobRun


@dataclass(frozen=True, slots=True)
class LastRun:
    """How a job went the last time. ``finished_at`` None: it runs, waits for another attempt, or died."""

    started_at: datetime
    finished_at: datetime | None
    is_running: bool
    attempts: int
    trouble: str

    @property
    def seconds(self) -> float | None:
        """How long it took; None while it has not ended."""
        return None if self.finished_at is None else (self.finished_at - self.started_at).total_seconds()


def last_runs(engine: Engine, now: datetime) -> dict[str, LastRun]:
    """Return the newest run of each job that has one, by its name."""
    with engine.connect() as connection:
        rows = connection.execute(select(JobRun.__table__).order_by(JobRun.started_at, JobRun.due_at)).all()
    return {
        row.name: LastRun(
            row.started_at,
            row.finished_at,
            row.finished_at is None and row.leased_until > now and not row.trouble,
            row.attempts,
            row.trouble,
        )
        for row in rows
    }


def ask_again(writing: Session, job: Job, now: datetime) -> None:
    """Have *job* run once more by whichever process looks first, and note who wished it.

    Raises:
        Refused: it runs now, or was asked for within this minute.
    """
    if not job.is_leased and not _ask(writing.connection(), job, now):
        raise refuse(
            "",
            "Jobbet körs just nu, eller blev just ombett. Vänta en minut.",
            "The job runs now, or was asked for just now. Wait a minute.",
        )
    note(writing, Act.JOB_RUN_AGAIN, kind="job", record=job.name)


def _ask(connection: Connection, job: Job, now: datetime) -> bool:
    unfinished = connection.execute(
        select(JobRun.leased_until, JobRun.trouble)
        .where(JobRun.name == job.name, JobRun.finished_at.is_(None))
        .with_for_update()
    ).all()
    if any(leased_until > now and not trouble for leased_until, trouble in unfinished):
        return False
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    # By the minute: of two who ask at the same moment, one adds the row.
    added = connection.execute(
        insert(JobRun)
        .values(
            name=job.name,
            due_at=now.replace(second=0, microsecond=0),
            started_at=now,
            leased_until=now,
            attempts=1,
            trouble="",
        )
        .on_conflict_do_nothing(index_elements=[JobRun.name, JobRun.due_at])
        .returning(JobRun.name)
    )
    return added.first() is not None
