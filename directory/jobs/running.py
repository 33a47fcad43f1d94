"""Run a job, if it is due and nobody else has run it; log how it went in numbers, and let no job stop another one.

Who adds the row of a job and a due moment runs it. A run that failed is tried again after a pause, and one whose
process died when its lease is over: a job may be run twice, and must be able to bear it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import datetime, timedelta
from time import perf_counter

import structlog
from sqlalchemy import Engine, and_, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from directory.db import for_writing
from directory.jobs.job import Job
from directory.model.job_run import JobRun
from directory.settings import Settings

log = structlog.get_logger(__name__)

LEASE = timedelta(hours=1)
"""After that a run that has not ended is taken to have died. Longer than any job may take."""
PAUSE = timedelta(minutes=5)
"""Between a run that failed and the next attempt, times the number of attempts."""
MOST_ATTEMPTS = 10
"""Of one run; then the job waits until it is due anew."""
REMEMBERED = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class Ran:
    """How a job went. ``counts``: what it did, in numbers. ``trouble``: the class of its error, empty without one."""

    name: str
    ms: float
    counts: Mapping[str, int] = field(default_factory=dict)
    trouble: str = ""


def run_due(engine: Engine, settings: Settings, jobs: Iterable[Job], now: datetime) -> list[Ran]:
    """Run every job of *jobs* that is due at *now*, one after the other; return how they went."""
    return [ran for job in jobs if (ran := run_job(engine, settings, job, now)) is not None]


def run_job(engine: Engine, settings: Settings, job: Job, now: datetime) -> Ran | None:
    """Run *job* if it is due at *now* and nobody else has run it; None if not. No error leaves this function."""
    began = perf_counter()
    try:
        run = None if job.is_leased else _claim(engine, job, now)
        if run is None and not job.is_leased:
            return None
        ran = _run(engine, settings, job, now, began)
        if run is not None:
            _note(engine, job, *run, ran=ran, now=now)
    except Exception as error:  # the database is away: the next minute is another chance
        ran = Ran(job.name, _ms(began), trouble=type(error).__name__)
    if ran.trouble:
        log.error("job_failed", job=ran.name, ms=ran.ms, trouble=ran.trouble)
    elif not job.is_leased or any(ran.counts.values()):
        log.info("job_done", job=ran.name, ms=ran.ms, **ran.counts)
    return ran


def _run(engine: Engine, settings: Settings, job: Job, now: datetime, began: float) -> Ran:
    try:
        counts = counts_in(job.run(engine, settings, now))
    except Exception as error:  # whatever is wrong with one job, the others run
        return Ran(job.name, _ms(began), trouble=type(error).__name__)
    return Ran(job.name, _ms(began), counts)


def counts_in(result: object) -> dict[str, int]:
    """Return the whole numbers in what a job returned, by name: nothing else of it may be logged."""
    if is_dataclass(result) and not isinstance(result, type):
        result = asdict(result)
    if isinstance(result, int) and not isinstance(result, bool):
        return {"count": result}
    if not isinstance(result, Mapping):
        return {}
    return {
        str(name): value
        for name, value in result.items()
        if isinstance(value, int) and not isinstance(value, bool)
    }


def _claim(engine: Engine, job: Job, now: datetime) -> tuple[datetime, int] | None:
    """Take the run that is due; return its due moment and the number of this attempt, or None if it is not ours."""
    due_at = job.due_at(now)
    with engine.connect() as connection:
        # Looking takes no lock, and most of the time there is nothing to do.
        asked = connection.scalar(
            select(func.max(JobRun.due_at)).where(
                JobRun.name == job.name,
                JobRun.due_at > due_at,
                JobRun.finished_at.is_(None),
                JobRun.leased_until <= now,
                JobRun.attempts < MOST_ATTEMPTS,
            )
        )
        if asked is not None:
            due_at = asked
        elif connection.execute(
            select(JobRun.name).where(
                JobRun.name == job.name, JobRun.due_at == due_at, JobRun.finished_at.is_not(None)
            )
        ).first():
            return None
    insert = sqlite.insert if engine.dialect.name == "sqlite" else postgresql.insert
    taken = (
        insert(JobRun)
        .values(
            name=job.name, due_at=due_at, started_at=now, leased_until=now + LEASE, attempts=1, trouble=""
        )
        .on_conflict_do_update(
            index_elements=[JobRun.name, JobRun.due_at],
            set_={"started_at": now, "leased_until": now + LEASE, "attempts": JobRun.attempts + 1},
            where=and_(
                JobRun.finished_at.is_(None), JobRun.leased_until <= now, JobRun.attempts < MOST_ATTEMPTS
            ),
        )
        .returning(JobRun.attempts)
    )
    with for_writing(engine).begin() as connection:
        attempt = connection.execute(taken).scalar_one_or_none()
        if attempt == 1:
            connection.execute(
                delete(JobRun).where(JobRun.name == job.name, JobRun.due_at < due_at - REMEMBERED)
            )
    return None if attempt is None else (due_at, attempt)


def _note(engine: Engine, job: Job, due_at: datetime, attempt: int, *, ran: Ran, now: datetime) -> None:
    ended = (
        {"leased_until": now + PAUSE * attempt, "trouble": ran.trouble}
        if ran.trouble
        else {"finished_at": now + timedelta(milliseconds=ran.ms), "trouble": ""}
    )
    with for_writing(engine).begin() as connection:
        connection.execute(
            update(JobRun)
            .where(JobRun.name == job.name, JobRun.due_at == due_at, JobRun.attempts == attempt)
            .values(**ended)
        )


def _ms(began: float) -> float:
    return round((perf_counter() - began) * 1000, 1)
