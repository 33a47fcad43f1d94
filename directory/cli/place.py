"""``directory place``: which area a place name leads to."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from directory.cli.ask import print_json
from directory.cli.standing import newest_snapshot
from directory.cli.tongue import lang_option
from directory.finding.complaint import complain
from directory.interchange.record_json import place_item
from directory.settings import Settings


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the places as JSON.")
@lang_option
def place(name: tuple[str, ...], as_json: bool, lang: str) -> None:
    """Look up a place name: any town, district or county, also a misspelt one."""
    snapshot = newest_snapshot(Settings.from_environment())
    match = snapshot.gazetteer.find(" ".join(name))
    found = [place_item(choice, lang) for choice in match.choices]
    if as_json:
        print_json(
            {
                "match": match.kind.value,
                "items": found,
                "total": len(found),
                "revision": snapshot.revision,
                "lang": lang,
            }
        )
        return
    if not found:
        raise complain(
            "area",
            "Platsen känns inte igen. Prova kommunens namn eller kod.",
            "The place is not known. Try the name or the code of the municipality.",
        )
    table = Table(box=None, show_header=False, pad_edge=False)
    for item in found:
        table.add_row(Text(item["area"], style="bold"), Text(item["label"]), Text(item["kind"], style="dim"))
    Console(highlight=False).print(table)
