"""``directory log``: who did what, and whether the log still is what was written."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import click
from sqlalchemy import Engine

from directory.clock import STOCKHOLM, as_local, today
from directory.db import check_engine, for_writing, make_engine
from directory.errors import Unavailable
from directory.ledger import Act, LedgerError, Note, append
from directory.ledger.chain import canonical
from directory.ledger.guarded import missing_guards
from directory.ledger.head import read_head, read_heads
from directory.ledger.reading import Entry, all_entries
from directory.ledger.sheet import csv_lines, json_lines
from directory.ledger.verify import verify as verify_chain
from directory.settings import Settings
from directory.store.consistent import consistent_read
from directory.store.schema import current, newest

ACTOR = "command-line"
"""Who stands in the ledger for what is taken out of it here: whoever may run commands on this machine."""

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def log() -> None:
    """Look at the log of changes and of restricted contacts, and check that nobody changed it."""


@log.command()
@click.option(
    "--heads",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="File of exported heads (ledger-heads.tsv): shows also a log that was rewritten to its end.",
)
def verify(file: Path | None) -> None:
    """Check every entry of the log, from the first to the last; exit code 1 if one is not as it was written."""
    heads = read_heads(file) if file is not None else ()
    with consistent_read(_engine()) as connection:
        verdict = verify_chain(connection, heads)
        missing = missing_guards(connection)
    if verdict.broken is not None:
        raise LedgerError(
            f"{verdict.broken.sentence} The log cannot be trusted from entry {verdict.broken.seq} on. Keep the "
            "database as it is, and compare it with a backup."
        )
    if missing:
        raise LedgerError(
            f"The log is whole, but nothing in the database guards it: {', '.join(missing)} missing. "
            "Find out who removed these triggers; migration 0008 makes them."
        )
    against = f", held against {len(heads)} exported heads" if heads else ""
    erased = f" {verdict.erased} details were erased, as the log says." if verdict.erased else ""
    click.echo(f"{verdict.entries} entries, all as they were written{against}.{erased}")
    click.echo(f"Head: {verdict.head.seq} {verdict.head.digest}")


@log.command()
def head() -> None:
    """Print the head of the log: date, number and digest of its last entry."""
    with consistent_read(_engine()) as connection:
        found = read_head(connection)
    click.echo(f"{today()}\t{found.seq}\t{found.digest}")


@log.command("list")
@click.option("--since", type=DAY, help="First day, Swedish time.")
@click.option("--until", type=DAY, help="Last day; it is included.")
@click.option("--act", "acts", type=click.Choice([act.value for act in Act]), multiple=True, metavar="ACT")
@click.option("--actor", help="Id of the account.")
@click.option("--record", help="Id of what was acted on.")
@click.option("--csv", "is_csv", is_flag=True, help="For a spreadsheet, with details.")
def list_(
    since: datetime | None,
    until: datetime | None,
    acts: tuple[str, ...],
    actor: str | None,
    record: str | None,
    is_csv: bool,
) -> None:
    """Print entries of the log, the newest first. That a CSV was taken is itself noted in the log.

    Who opened which restricted contact in October:

      directory log list --act restricted.opened --since 2026-10-01 --until 2026-10-31 --csv
    """
    engine = _engine()
    if is_csv:
        asked = {
            "since": since and since.date().isoformat(),
            "until": until and until.date().isoformat(),
            "acts": acts,
            "actor": actor,
            "record": record,
        }
        _note_export(engine, {name: value for name, value in asked.items() if value})
    with consistent_read(engine) as connection:
        entries = all_entries(
            connection,
            since=since and _begin(since.date()),
            until=until and _begin(until.date() + timedelta(days=1)),
            acts=acts,
            actor=actor,
            record=record,
        )
        for line in csv_lines(entries) if is_csv else map(_line, entries):
            click.echo(line, nl=not is_csv)


@log.command()
def export() -> None:
    """Print the whole chain as lines of JSON, oldest first and without details, to check it elsewhere."""
    engine = _engine()
    _note_export(engine, {"chain": "all"})
    with consistent_read(engine) as connection:
        for line in json_lines(connection):
            click.echo(line, nl=False)


def _engine() -> Engine:
    engine = make_engine(Settings.from_environment())
    check_engine(engine)
    with engine.connect() as connection:
        if current(connection) != newest():
            raise Unavailable("The tables are not up to date. Run:\n  directory database upgrade")
    return engine


def _note_export(engine: Engine, asked: dict[str, object]) -> None:
    with for_writing(engine).begin() as connection:
        append(connection, [Note(Act.LOG_EXPORTED, ACTOR, detail=canonical(asked))])


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), STOCKHOLM)


def _line(entry: Entry) -> str:
    whose = " ".join(each for each in (entry.organization, entry.area) if each)
    what = " ".join(each for each in (entry.kind, entry.record) if each)
    at = f"{as_local(entry.at):%Y-%m-%d %H:%M:%S}"
    return f"{entry.seq:>8}  {at}  {entry.actor}  {entry.act}  {what}  {whose}".rstrip()
