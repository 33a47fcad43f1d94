"""Load the demo files, or take out what they brought: in one transaction each, and never in production."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Engine, inspect, or_, select

from directory.clock import as_local, now
from directory.errors import SettingsError
from directory.interchange.demo.row import FILES, PREFIX, DemoRow
from directory.interchange.seeds.problem import Problems
from directory.interchange.seeds.say import say_problem
from directory.interchange.seeds.table import Line, read_lines
from directory.model import Channel, Contact, Location, Note, Organization, Post, Record
from directory.settings import Settings
from directory.shipped import folder
from directory.store.session import GraphSession, writing

ACTOR = "demo"
KEPT = frozenset({"valid_from", "valid_to", "approved_at", "version", "origin", "seed_digest"})
"""What a second load leaves as it is, as long as the person's time is not over."""
LIFE = frozenset({"notified_at", "objected_at", "ended_at", "approved_by", "proposed_by"})
"""What people do with a contact: an objection that somebody tried out is not undone behind their back."""


@dataclass(frozen=True, slots=True)
class DemoReport:
    """How many records were added, changed, left as they were, and taken out."""

    added: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0


def load_demo(engine: Engine, settings: Settings, seeds: Path | None = None) -> DemoReport:
    """Bring the demo of *seeds* (None: those that ship) into the database; a second time changes nothing.

    Raises:
        SettingsError: the program runs in production.
        SeedError: a row is wrong or not plainly invented, or its organization is not there; nothing was changed.
    """
    if settings.environment == "production":
        raise SettingsError("Invented persons have no place in production; the demo was not loaded.")
    rows = _read((seeds or settings.seeds_path or folder("seeds")) / "demo")
    at = now()
    counts = {"added": 0, "changed": 0, "same": 0}
    with writing(engine, actor=ACTOR) as session:
        _check_owners(session, rows)
        for _line, row in rows:
            for record in row.records(at):
                counts[_merge(session, record, at)] += 1
                session.flush()  # a holder refers to the post before it
        session.commit()
    return DemoReport(**counts)


def remove_demo(engine: Engine) -> DemoReport:
    """Take out everything that the demo brought, and contact persons that somebody put into its posts."""
    removed = 0
    with writing(engine, actor=ACTOR) as session:
        of_the_demo = or_(Contact.is_demo, Contact.post_id.startswith(PREFIX, autoescape=True))
        found: list[Record] = list(session.scalars(select(Contact).where(of_the_demo)))
        for model in (Post, Channel, Note, Location):
            found += session.scalars(select(model).where(model.id.startswith(PREFIX, autoescape=True)))
        for record in found:
            session.delete(record)
            session.flush()  # holders go before their posts
            removed += 1
        session.commit()
    return DemoReport(removed=removed)


def _read(demo: Path) -> list[tuple[Line, DemoRow]]:
    problems = Problems()
    rows: list[tuple[Line, DemoRow]] = []
    for model in FILES:
        for line in read_lines(demo / f"{model.file}.csv", model.columns(), problems) or ():
            try:
                rows.append((line, model.model_validate(line.cells)))
            except ValidationError as error:
                for problem in error.errors():
                    problems.add(line.file, line.number, say_problem(problem))
    problems.stop_if_any()
    return rows


def _check_owners(session: GraphSession, rows: list[tuple[Line, DemoRow]]) -> None:
    there = set(session.scalars(select(Organization.id)))
    problems = Problems()
    for line, row in rows:
        if row.organization not in there:
            problems.add(
                line.file,
                line.number,
                f"there is no organization {row.organization}. Load the seeds first: directory seed.",
            )
    problems.stop_if_any()


def _merge(session: GraphSession, wanted: Record, at: datetime) -> str:
    """Write *wanted*, or what of it differs from the record that is there; say which."""
    there: Any = session.get(type(wanted), wanted.id)
    if there is None:
        session.add(wanted)
        return "added"
    is_over = isinstance(there, Contact) and there.valid_to < as_local(at).date()
    kept = LIFE if is_over else LIFE | KEPT
    for attribute in inspect(wanted).mapper.column_attrs:
        name = attribute.key
        value = getattr(wanted, name)
        if name in kept or name in ("version", "origin", "seed_digest", "id") or value is None:
            continue
        if getattr(there, name) != value:
            setattr(there, name, value)
    return "changed" if session.is_modified(there) else "same"
