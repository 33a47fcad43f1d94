"""Read the seeds, check all of them, then write them: whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from directory.db import for_writing
from directory.errors import SeedError
from directory.interchange.seeds.border import FILE as BORDERS
from directory.interchange.seeds.border import read_borders
from directory.interchange.seeds.check import check_circles, check_references
from directory.interchange.seeds.noting import note_load
from directory.interchange.seeds.plan import Plan
from directory.interchange.seeds.problem import Problems
from directory.interchange.seeds.protected import check_protected
from directory.interchange.seeds.record import SeedRecord
from directory.interchange.seeds.report import FileReport, SeedReport
from directory.interchange.seeds.row import FILES, Known, SeedRow
from directory.interchange.seeds.say import say_problem
from directory.interchange.seeds.table import Line, read_lines
from directory.interchange.seeds.write import carry_out, plan
from directory.model import Border, GraphRevision, Record, Service
from directory.store.guard import check_all, refuse_cleared
from directory.store.revision import raise_revision

RECORDS_OF: dict[str, type[Record]] = {
    **{f"{row.file}.csv": model for row, model in FILES.items()},
    BORDERS: Border,
}
"""File → the records that it becomes."""


@dataclass(frozen=True, slots=True)
class Seeds:
    """Seeds that were read and found right: the records that each file becomes."""

    records: dict[str, list[SeedRecord]]


def read_seeds(folder: Path, *, is_demo: bool = False) -> Seeds:
    """Read and check every seed file in *folder*; touches no database.

    Raises:
        SeedError: something is wrong; all problems with file and line are in it.
    """
    problems = Problems()
    if not folder.is_dir():
        problems.add(
            str(folder), 0, "there is no such folder. Set DIRECTORY_SEEDS_PATH to the folder of the seeds."
        )
        problems.stop_if_any()
    rows: dict[str, dict[str, SeedRow]] = {}
    places: dict[str, dict[str, Line]] = {}
    broken: dict[str, set[str] | None] = {}
    for model in FILES:
        lines = read_lines(folder / f"{model.file}.csv", model.header, problems)
        rows[model.file], places[model.file], ids = _rows(model, lines or [], problems)
        broken[model.file] = None if lines is None else ids
    known = Known(rows, broken=broken, is_demo=is_demo)
    check_references(rows, places, known, problems)
    check_circles(rows, places, problems)
    check_protected(rows, places, problems)
    records = {f"{file}.csv": _records(file, rows, places, known, problems) for file in rows}
    records[BORDERS] = read_borders(folder, known, problems)
    problems.stop_if_any()
    return Seeds(records)


def load_seeds(engine: Engine, folder: Path, *, is_demo: bool = False) -> SeedReport:
    """Bring the database to what the seeds in *folder* say, in one transaction; a second time changes nothing.

    Records that somebody edited here, or made here, stay as they are. Records that vanished from the seeds go.

    Raises:
        SeedError: the seeds are wrong, or contradict what is in the database; nothing was changed.
        ProtectedPlace: with what was made here they would tell where a protected place is, or clear a protection.
    """
    started = time.perf_counter()
    seeds = read_seeds(folder, is_demo=is_demo)
    wanted = {model: seeds.records[file] for file, model in RECORDS_OF.items()}
    try:
        with for_writing(engine).begin() as connection:
            before = connection.execute(select(GraphRevision.number).with_for_update()).scalar_one()
            plans = plan(connection, wanted)
            _keep_protections(plans)
            touched = carry_out(connection, plans)
            check_all(Session(connection))
            after = raise_revision(connection, touched)
            note_load(connection, plans)
    except IntegrityError as error:
        raise SeedError(
            "The seeds contradict records that were made or edited here; nothing was changed. "
            f"The database says: {error.orig}",
            file=str(folder),
            line=0,
        ) from error
    files = tuple(_report(file, step) for file, step in zip(RECORDS_OF, plans, strict=True))
    return SeedReport(files, before, after, time.perf_counter() - started)


def _keep_protections(plans: Iterable[Plan]) -> None:
    """Refuse seeds by which a service would be protected no longer."""
    for step in plans:
        if step.model is Service:
            for record in step.changed:
                if step.stored[record.id].values["is_protected"] and not record.values["is_protected"]:
                    raise refuse_cleared(record.id)


def _rows(
    model: type[SeedRow], lines: Iterable[Line], problems: Problems
) -> tuple[dict[str, SeedRow], dict[str, Line], set[str]]:
    """Return the rows of one file and their lines, by key, and the ids of rows that are wrong.

    What is wrong with them goes to *problems*.
    """
    broken: set[str] = set()
    rows: dict[str, SeedRow] = {}
    places: dict[str, Line] = {}
    for line in lines:
        try:
            row = model.model_validate(line.cells)
        except ValidationError as error:
            for problem in error.errors():
                problems.add(line.file, line.number, say_problem(problem))
            broken.add(line.cells.get("id", ""))
            continue
        if row.key in rows:
            problems.add(
                line.file,
                line.number,
                f"{row.key} stands on line {places[row.key].number} already. Take one of the rows out.",
            )
            continue
        rows[row.key], places[row.key] = row, line
    return rows, places, broken


def _records(
    file: str,
    rows: dict[str, dict[str, SeedRow]],
    places: dict[str, dict[str, Line]],
    known: Known,
    problems: Problems,
) -> list[SeedRecord]:
    """Return what the rows of one file become; a row that refers to something wrong becomes nothing."""
    records: list[SeedRecord] = []
    for key, row in rows[file].items():
        line = places[file][key]
        if not known.resolves(row):
            continue
        try:
            records.extend(row.records(known))
        except ValueError as error:
            problems.add(line.file, line.number, f"{error}.")
    return records


def _report(file: str, step: Plan) -> FileReport:
    return FileReport(
        file,
        added=len(step.added),
        changed=len(step.changed),
        same=step.same,
        removed=len(step.removed),
        kept=len(step.kept) + len(step.away),
    )
