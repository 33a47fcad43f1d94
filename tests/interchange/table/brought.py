"""What the tests of files that are read in share: files, and a run from the file to what it changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.clock import now
from directory.interchange.table import bringing
from directory.interchange.table.line import Line, unpacked
from directory.interchange.table.progress import Tell, nobody
from directory.interchange.table.reading import Table, read_table
from directory.interchange.table.ready import identity_of
from directory.interchange.table.running import work_on
from directory.model import ImportRun
from directory.store.session import writing

DAY = date(2026, 11, 2)
"""The date of the files."""


def file_of(*rows: Sequence[str], separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """Return a CSV file."""
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding)


def brought(
    engine: Engine, content: bytes, who: str = "coordinator", area: str = "01", table: Table | None = None
) -> str:
    """Bring a file as somebody, name its columns as they are guessed, and return the id of the run."""
    with Session(engine) as reading:
        identity = identity_of(reading, who, now())
    assert identity is not None
    read = table or read_table(content)
    with writing(engine, actor=who) as session:
        run = bringing.bring(session, identity, area, "stod.csv", content, read, DAY, now())  # type: ignore[arg-type]
        bringing.name_columns(session, identity, run, run.columns)
        session.commit()
        return run.id


def asked(engine: Engine, run: str, ask: bringing.Asking, who: str = "coordinator") -> None:
    """Ask for something as somebody."""
    with Session(engine) as reading:
        identity = identity_of(reading, who, now())
    assert identity is not None
    with writing(engine, actor=who) as session:
        ask(session, identity, session.get_one(ImportRun, run))
        session.commit()


def worked(engine: Engine, run: str, tell: Tell = nobody) -> ImportRun:
    """Do what was asked of a run, and return it."""
    work_on(engine, run, now(), tell=tell)
    with Session(engine, expire_on_commit=False) as reading:
        found = reading.get_one(ImportRun, run)
        _ = found.result, found.content
        return found


def tried(engine: Engine, content: bytes, who: str = "coordinator") -> tuple[str, tuple[Line, ...]]:
    """Try a file; return the id of its run and its lines."""
    run = brought(engine, content, who)
    done = worked(engine, run)
    assert not done.trouble, done.trouble
    return run, unpacked(done.result)


def applied(engine: Engine, content: bytes, who: str = "coordinator") -> ImportRun:
    """Try a file and read it in."""
    run, _lines = tried(engine, content, who)
    asked(engine, run, bringing.ask_to_apply, who)
    done = worked(engine, run)
    assert not done.trouble, done.trouble
    return done
