"""``directory import``: read a file in from the terminal, with the dry run and the four eyes of the page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory import clock
from directory.access import Identity
from directory.account.complaint import refuse
from directory.account.person import find_address
from directory.cli.engine import ready_engine
from directory.cli.tongue import spoken
from directory.clock import as_local
from directory.interchange.table import bringing
from directory.interchange.table.column import NAMES, Column
from directory.interchange.table.heading import means
from directory.interchange.table.limits import Limits
from directory.interchange.table.line import Line, State, unpacked
from directory.interchange.table.progress import Progress as HowFar
from directory.interchange.table.progress import Tell, nobody
from directory.interchange.table.reading import Table, read_table
from directory.interchange.table.ready import identity_of
from directory.interchange.table.running import work_on
from directory.model import Account, ImportRun, ImportState
from directory.settings import Settings
from directory.store.session import writing

MOST_SHOWN = 40
"""Lines printed; the rest is counted."""
SIGNS = {State.NEW: "+", State.CHANGED: "~", State.SAME: "=", State.ERROR: "!"}


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "address", required=True, help="Mail address of the coordinator whose act it is.")
@click.option(
    "--columns",
    "named",
    multiple=True,
    metavar="HEADING=COLUMN",
    help="Say what a heading means, such as Namn=service; nothing after = leaves it out. As often as needed.",
)
@click.option("--dry-run", is_flag=True, help="Say what the file would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Read it in without asking.")
@click.pass_context
def bring(
    ctx: click.Context, file: Path, address: str, named: tuple[str, ...], dry_run: bool, yes: bool
) -> None:
    """Read the rows of a CSV or Excel FILE in: organizations and their services.

    Numbers, mail, links and new organizations wait for another coordinator.
    """
    settings, lang = Settings.from_environment(), spoken(ctx)
    limits, engine, now = Limits(rows=settings.import_rows), ready_engine(settings), clock.now()
    content = file.read_bytes()[: limits.size + 1]
    table = read_table(content, limits)
    with Session(engine) as reading:
        account = reading.scalar(select(Account).where(Account.email == find_address(address)))
        who = identity_of(reading, account.id, now) if account is not None else None
    if who is None or bringing.area_of(who) is None:
        raise refuse(
            "as",
            "Ingen samordnare har den mailadressen.",
            "No coordinator has that mail address.",
        )
    dated = as_local(datetime.fromtimestamp(file.stat().st_mtime, clock.STOCKHOLM)).date()
    run = _brought(engine, who, file.name, content, table, min(dated, clock.today()), named, now)
    _work(engine, run, limits, now)
    state, counts, lines, trouble = _stands(engine, run)
    if state is ImportState.FAILED:
        _dismiss(engine, who, run, now)
        raise refuse("", *trouble.split("\n", 1))
    _print(lines, counts, lang)
    rows = counts[State.NEW] + counts[State.CHANGED]
    if dry_run or not rows or not (yes or click.confirm(_SAY[lang]["ask"].format(rows=rows), err=True)):
        _dismiss(engine, who, run, now)
        click.echo(_SAY[lang]["nothing"])
        return
    with writing(engine, actor=who.account) as session:
        bringing.ask_to_apply(session, who, session.get_one(ImportRun, run))
        session.commit()
    _work(engine, run, limits, now)
    state, counts, _lines, trouble = _stands(engine, run)
    if state is not ImportState.APPLIED:
        raise refuse("", *trouble.split("\n", 1))
    click.echo(_SAY[lang]["done"].format(rows=rows, waiting=counts["waiting"]))


_SAY = {
    "sv": {
        "ask": "Läs in {rows} rader?",
        "nothing": "Inget är ändrat.",
        "done": "{rows} rader är inlästa. På {waiting} av dem väntar något på en annan samordnare.",
        "counts": "{new} nya, {changed} ändrade, {same} lika, {error} fel.",
        "more": "… och {rows} rader till.",
    },
    "en": {
        "ask": "Read {rows} lines in?",
        "nothing": "Nothing was changed.",
        "done": "{rows} lines are read in. In {waiting} of them something waits for another coordinator.",
        "counts": "{new} new, {changed} changed, {same} the same, {error} with errors.",
        "more": "… and {rows} lines more.",
    },
}


def _brought(
    engine: Engine,
    who: Identity,
    name: str,
    content: bytes,
    table: Table,
    dated: date,
    named: tuple[str, ...],
    now: datetime,
) -> str:
    with writing(engine, actor=who.account) as session:
        run = bringing.bring(session, who, bringing.area_of(who), name, content, table, dated, now)
        chosen = {**run.columns, **dict(_named(one, table.headings) for one in named)}
        bringing.name_columns(session, who, run, chosen)
        session.commit()
        return run.id


def _named(given: str, headings: tuple[str, ...]) -> tuple[str, str]:
    heading, _equals, column = given.rpartition("=")
    if heading not in headings:
        raise click.BadParameter(f"{heading!r}: {', '.join(headings)}", param_hint="--columns")
    found = Column(column) if column in NAMES else means(column)
    if column and found is None:
        raise click.BadParameter(f"{column!r}: {', '.join(NAMES)}", param_hint="--columns")
    return heading, str(found or "")


def _work(engine: Engine, run: str, limits: Limits, now: datetime) -> None:
    with _bar() as tell:
        work_on(engine, run, now, limits, tell)


@contextmanager
def _bar() -> Iterator[Tell]:
    """Show how far it has come on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield nobody
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=100)

        def tell(progress: HowFar) -> None:
            bar.update(task, completed=progress.percent, description=progress.step.value)

        yield tell


def _stands(engine: Engine, run: str) -> tuple[ImportState, dict[str, int], tuple[Line, ...], str]:
    with Session(engine) as reading:
        found = reading.get_one(ImportRun, run)
        return found.state, dict(found.counts), unpacked(found.result), found.trouble


def _dismiss(engine: Engine, who: Identity, run: str, now: datetime) -> None:
    with writing(engine, actor=who.account) as session:
        bringing.dismiss(session, session.get_one(ImportRun, run), now)
        session.commit()


def _print(lines: tuple[Line, ...], counts: dict[str, int], lang: str) -> None:
    told = [line for line in lines if line.state is not State.SAME]
    told.sort(key=lambda line: (line.state is not State.ERROR, line.number))
    for line in told[:MOST_SHOWN]:
        click.echo(f"{SIGNS[line.state]} {line.number:>5}  {line.title}")
        for sv, en in line.says:
            click.echo(f"         {en if lang == 'en' else sv}")
        for one in line.differences if line.state is State.CHANGED else ():
            naming = NAMES[Column(one.column)]
            name = naming.en if lang == "en" else naming.sv
            click.echo(f"         {name}: {one.before or '–'} → {one.after or '–'}")
    if len(told) > MOST_SHOWN:
        click.echo(_SAY[lang]["more"].format(rows=len(told) - MOST_SHOWN))
    click.echo(_SAY[lang]["counts"].format(**counts))
