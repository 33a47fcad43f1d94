"""Work on files that somebody asked to be tried or read in: each in a process of its own, so that answers go first."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.interchange.table.apart import TookTooLong, run_apart
from directory.interchange.table.bringing import WORKING, dismiss
from directory.interchange.table.running import claim, interrupted
from directory.ledger import Act, note
from directory.model import ImportRun, ImportState
from directory.settings import Settings
from directory.store.session import writing

log = structlog.get_logger(__name__)

IMPORT = "import"
"""The job that is woken when somebody asked for something."""
LEASE = timedelta(minutes=5)
"""After that a process that has not ended is taken to have died, and another begins anew; what both do counts once."""
LONGEST = timedelta(minutes=30)
"""After that a process is ended."""

LEFT = timedelta(days=7)
"""How long a file that is not read in is kept."""
KEPT = timedelta(days=90)
"""How long the lines of a run are kept: as long as it can be taken back."""


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
            _in_a_process(engine, settings, run_id, now)
            done += 1
    return {"runs": done}


def _in_a_process(engine: Engine, settings: Settings, run_id: str, now: datetime) -> None:
    try:
        code = run_apart(
            "directory.interchange.table.work",
            run_id,
            settings.model_dump_json().encode(),
            timeout_s=LONGEST.total_seconds(),
        ).returncode
    except TookTooLong:
        code = -1
    if code != 0:
        log.error("import_interrupted", code=code)
        interrupted(engine, run_id, now)


def forget_old(engine: Engine, _settings: Settings, now: datetime) -> dict[str, int]:
    """Throw away files that nobody read in, and the lines of runs that ended long ago."""
    waits = (ImportState.UPLOADED, ImportState.TRIED, ImportState.FAILED)
    with writing(engine, actor=IMPORT) as session:
        left = list(
            session.scalars(
                select(ImportRun).where(ImportRun.state.in_(waits), ImportRun.made_at < now - LEFT)
            )
        )
        for one in left:
            dismiss(session, one, now)
        old = list(
            session.scalars(
                select(ImportRun).where(ImportRun.ended_at < now - KEPT, ImportRun.result.is_not(None))
            )
        )
        for one in old:
            one.result, one.headings = None, []
        if old:
            note(session, Act.IMPORT_BROUGHT, kind="import_run", detail={"forgotten": len(old)})
        session.commit()
    return {"files": len(left), "results": len(old)}
