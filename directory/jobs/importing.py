"""Work on files that somebody asked to be tried or read in: each in a process of its own, so that answers go first."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.interchange.table.bringing import WORKING
from directory.interchange.table.running import claim
from directory.model import ImportRun
from directory.settings import Settings

IMPORT = "import"
"""The job that is woken when somebody asked for something."""
WORKER = "directory.interchange.table.work"
LEASE = timedelta(minutes=15)
"""After that a process that has not ended is taken to have died, and another one begins anew."""


def run(engine: Engine, settings: Settings, now: datetime) -> dict[str, int]:
    """Work on every run that waits, one after the other; return how many."""
    with Session(engine) as reading:
        waiting = list(
            reading.scalars(
                select(ImportRun.id)
                .where(
                    ImportRun.state.in_(WORKING),
                    (ImportRun.leased_until.is_(None)) | (ImportRun.leased_until <= now),
                )
                .order_by(ImportRun.made_at, ImportRun.id)
            )
        )
    done = 0
    for run_id in waiting:
        if claim(engine, run_id, now, now + LEASE):
            _in_a_process(settings, run_id)
            done += 1
    return {"runs": done}


def _in_a_process(settings: Settings, run_id: str) -> None:
    subprocess.run(  # noqa: S603 our own module, our own interpreter, no shell
        [sys.executable, "-m", WORKER, run_id],
        input=settings.model_dump_json(),
        text=True,
        timeout=LEASE.total_seconds(),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
