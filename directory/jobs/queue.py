"""The queue of a machine: which jobs are to be looked at now. A file beside what the program keeps, so that one
process can wake another one; it may be lost at any time, since what is due stands in the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from huey import Huey, MemoryHuey, SqliteHuey, crontab
from huey.serializer import SignedSerializer
from sqlalchemy import Engine

from directory import clock
from directory.jobs.job import Job
from directory.jobs.running import run_job
from directory.settings import Settings

FILE = "jobs.db"
MAIL = "mail"
"""The job that is woken when a letter was posted."""
BUSY_S = 1.0
"""How long a request waits for the queue; the letter leaves a minute later if that is not enough."""


def make_queue(settings: Settings, *, in_memory: bool = False) -> Huey:
    """Return the queue of this machine, or one of this process alone. It remembers no results.

    Raises:
        OSError: its folder cannot be written to (``sqlite3.Error``: its file cannot).
    """
    shared: dict[str, Any] = {
        "results": False,
        "utc": True,
        # Tasks are pickles: nobody who can merely write to that file may have something run.
        "serializer": SignedSerializer(secret=settings.secret_key, salt="directory.jobs"),
    }
    if in_memory:
        return MemoryHuey("directory", **shared)
    file = settings.instance_folder / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600, exist_ok=True)
    return SqliteHuey("directory", filename=str(file), fsync=False, timeout=BUSY_S, **shared)


class Queue:
    """Jobs on a queue: each is looked at every minute, and when somebody wishes."""

    def __init__(self, huey: Huey, engine: Engine, settings: Settings, jobs: Iterable[Job]) -> None:
        self.huey = huey
        self._engine = engine
        self._settings = settings
        self._jobs = {job.name: job for job in jobs}
        self._look = huey.task(name="look")(self._run)
        huey.periodic_task(crontab(minute="*"), name="tick")(self._tick)

    def wish(self, name: str = MAIL) -> None:
        """Have the job *name* looked at, by whichever process is free first.

        Raises:
            OSError: the queue cannot be written to (or ``sqlite3.Error``).
        """
        self._look(name)

    def _tick(self) -> None:
        for name in self._jobs:
            self._look(name)

    def _run(self, name: str) -> None:
        if name in self._jobs:
            run_job(self._engine, self._settings, self._jobs[name], clock.now())
