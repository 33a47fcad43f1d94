"""``directory ask``: a question as a sentence or in fields, answered as a call sheet or as JSON."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Any

import click
import orjson

from directory.asking import Reading
from directory.cli.sheet import show
from directory.cli.standing import newest_snapshot
from directory.cli.tongue import lang_option
from directory.clock import local_now
from directory.db import make_engine
from directory.finding.ask import ask as ask_directory
from directory.finding.complaint import complain
from directory.finding.fields import question_from_fields
from directory.finding.moment import read_moment
from directory.finding.reading import question_from_reading, read_sentence
from directory.finding.then import no_log_then, read_day, then
from directory.graph.question import Question
from directory.interchange.answer_json import answer_to_json
from directory.settings import Settings
from directory.store.snapshot import Snapshot


@click.command()
@click.argument("sentence", nargs=-1)
@click.option("--need", multiple=True, help="Id or name of a need, in place of a sentence. May repeat.")
@click.option("--area", help="Where the person is: code, id or place name.")
@click.option("--residence", help="Where the person is registered; same; abroad.")
@click.option("--group", help="Who it is about, such as adult-woman, girl, child.")
@click.option("--age", help="Age in whole years.")
@click.option("--status", help="Legal status, such as no_permit.")
@click.option("--language", multiple=True, help="Language needed. May repeat.")
@click.option("--at", help="Ask about this moment: 2026-11-28T03:00, Swedish time.  [default: now]")
@click.option("--as-of", "as_of", help="Ask the directory as it was at the end of this day: 2026-11-20.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON, the same as the API.")
@click.option("--all", "is_whole", is_flag=True, help="Show every step and service, and every path.")
@lang_option
def ask(
    sentence: tuple[str, ...], as_of: str | None, as_json: bool, is_whole: bool, lang: str, **fields: Any
) -> None:
    """Ask a question in your own words, or with --need and --area.

    "-" as the sentence reads it from standard input, so that it stays out of the history of the shell.

    \b
    directory ask "akut boende för tjej 16 år i Järfälla i natt"
    directory ask --need boende_akut --area Tyresö --at 2026-11-28T03:00
    directory ask --need boende_akut --area Tyresö --as-of 2026-11-20
    """
    settings, now = Settings.from_environment(), local_now()
    snapshot = newest_snapshot(settings)
    if as_of is not None:
        day = read_day(as_of, now.date())
        past = then(make_engine(settings), day, snapshot, snapshot.viewer)
        if past.is_before_the_log:
            raise no_log_then(past)
        snapshot, now = past.snapshot, datetime.combine(day, now.timetz())
    question, reading = _question(typed(sentence), fields, snapshot, now)
    answer = ask_directory(question, snapshot, now)
    if as_json:
        print_json(answer_to_json(answer, snapshot, reading, lang, now))
    else:
        show(answer, snapshot, reading, lang, is_whole=is_whole)


def typed(words: tuple[str, ...]) -> str:
    """Return the sentence that was typed, quoted or not; ``-`` reads it from standard input."""
    if words == ("-",):
        return sys.stdin.read(4096).strip()
    return " ".join(words)


def print_json(value: dict[str, Any]) -> None:
    """Print *value* as indented UTF-8 JSON, and nothing else, on standard output."""
    click.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2))


def _question(
    sentence: str, fields: dict[str, Any], snapshot: Snapshot, now: datetime
) -> tuple[Question, Reading | None]:
    given = {
        name: list(value) if isinstance(value, tuple) else value for name, value in fields.items() if value
    }
    at: str | None = fields.get("at")
    given.pop("at", None)
    if sentence and given:
        raise complain(
            "sentence",
            "Ange antingen en mening eller fält, inte båda.",
            "Give either a sentence or fields, not both.",
        )
    if given:
        return question_from_fields({**given, **({"at": at} if at else {})}, snapshot, now), None
    moment = read_moment(at) if at else now
    reading = read_sentence(sentence, snapshot, moment)
    return question_from_reading(reading, snapshot, moment), reading
