"""``directory seed``: bring the database to what the seed files say."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from directory.cli.engine import ready_engine
from directory.interchange.seeds import SeedReport, load_seeds, read_seeds
from directory.settings import Settings
from directory.shipped import folder

COLUMNS = ("added", "changed", "removed", "kept", "same")


@click.command()
@click.option(
    "--from",
    "path",
    type=click.Path(path_type=Path),
    help="Folder with the seed files.  [default: DIRECTORY_SEEDS_PATH, else those that ship]",
)
@click.option("--check", "is_check", is_flag=True, help="Only read and check the files; touch no database.")
def seed(path: Path | None, is_check: bool) -> None:
    """Load the seed files: all of them or none. A second time changes nothing."""
    settings = Settings.from_environment()
    seeds = path or settings.seeds_path or folder("seeds")
    if is_check:
        found = read_seeds(seeds)
        click.echo(
            f"{sum(len(records) for records in found.records.values())} records in {seeds}: all right."
        )
        return
    _print(load_seeds(ready_engine(settings), seeds), seeds)


def _print(report: SeedReport, seeds: Path) -> None:
    console = Console(highlight=False)
    table = Table(title=str(seeds), title_justify="left", title_style="dim")
    table.add_column("file")
    for name in COLUMNS:
        table.add_column(name, justify="right")
    for file in report.files:
        counts = (getattr(file, name) for name in COLUMNS)
        table.add_row(file.file, *(str(count) if count else "·" for count in counts))
    console.print(table)
    records = "record" if report.changes == 1 else "records"
    console.print(
        f"{report.changes} {records} changed in {report.seconds:.1f} s. Revision {report.revision}."
        if report.changes
        else f"Nothing to change: 0 changed. Revision {report.revision}."
    )
    if report.kept:
        console.print(f"{report.kept} left as they were edited here (column “kept”).")
