"""``directory read``: how a sentence is understood, without answering it."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from directory.cli.ask import print_json, typed
from directory.cli.standing import newest_snapshot
from directory.cli.tongue import lang_option
from directory.clock import local_now
from directory.errors import PersonalData
from directory.finding.moment import read_moment
from directory.finding.reading import read_sentence
from directory.graph.explain import say_group, say_moment, say_status
from directory.interchange.reading_json import reading_to_json
from directory.settings import Settings

_WORDS = {
    "sv": ("Behov", "Var", "Bosatt", "Vem", "Ålder", "Ställning", "När", "Språk", "Förstod inte", "Att veta"),
    "en": (
        "Need",
        "Where",
        "Resident",
        "Who",
        "Age",
        "Status",
        "When",
        "Languages",
        "Not understood",
        "To know",
    ),
}


@click.command()
@click.argument("sentence", nargs=-1, required=True)
@click.option("--at", help="The moment that counts as now: 2026-11-28T03:00, Swedish time.")
@click.option("--json", "as_json", is_flag=True, help="Print the reading as JSON.")
@lang_option
def read(sentence: tuple[str, ...], at: str | None, as_json: bool, lang: str) -> None:
    """Show how a sentence is read, field by field."""
    snapshot = newest_snapshot(Settings.from_environment())
    moment = read_moment(at) if at else local_now()
    reading = read_sentence(typed(sentence), snapshot, moment)
    told = reading_to_json(reading, snapshot, lang)
    if reading.refused is not None and not as_json:
        raise PersonalData(reading.refused.message(lang))
    if as_json:
        print_json(told)
        return
    values = (
        ", ".join(need["name"] for need in told["needs"]),
        _place(told["area"]),
        _place(told["residence"]),
        say_group(told["group"], lang),
        "" if told["age"] is None else str(told["age"]),
        say_status(told["status"], lang) if told["status"] else "",
        say_moment(reading.at, lang) if reading.at else "",
        ", ".join(told["languages"]),
        ", ".join(told["not_understood"]),
        " ".join(remark["text"] for remark in (*told["contradictions"], *told["notes"])),
    )
    table = Table(box=None, show_header=False, pad_edge=False)
    for word, value in zip(_WORDS[lang], values, strict=True):
        table.add_row(Text(word, style="bold"), Text(value or "–"))
    Console(highlight=False).print(table)


def _place(place: dict[str, object] | None) -> str:
    choices = place["choices"] if place else []
    return " / ".join(choice["name"] for choice in choices) if isinstance(choices, list) else ""
