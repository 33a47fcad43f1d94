"""The core questions asked of the resolver, of the best SQL we can write, and of a plain dict: same rows, same answers.

Every question that an engine is timed on is first compared with the resolver's answer; one that differs ends the run.
The engines take turns block by block. SQL is asked with areas, needs and open weeks worked out beforehand, which the
resolver and the dict do within their time.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from directory.graph.network import Network
from tests.benchmarks.core import Found, ask_core, told
from tests.benchmarks.country import CoreQuestion, country, questions
from tests.benchmarks.flat import Asking, Flat
from tests.benchmarks.plain import PlainDict
from tests.benchmarks.postgresql_rows import PostgresqlRows
from tests.benchmarks.sqlite_rows import SqliteRows
from tests.benchmarks.tables import Goal, machine, print_goals, print_table, say
from tests.benchmarks.timing import Times, take_turns

QUESTIONS = 3000
SLOW = {10_000: 1000, 100_000: 300, 1_000_000: 50}
"""How many questions the normalised tables are asked."""
GOALS = {10_000: (10, 8), 100_000: (12, 12), 1_000_000: (15, 40)}
DICT_LIMIT = 2.0

Asked = tuple[CoreQuestion, Asking]
Engine = Callable[[Asked], Any]


class DifferentAnswersError(AssertionError):
    """Two engines answered one question differently; nothing they were timed on means anything."""


def main() -> None:
    """Compare at 10,000 and 100,000 services; with SIZE=full at 1,000,000, too."""
    url = os.environ.get("DIRECTORY_TEST_POSTGRESQL_URL")
    if url is None:
        sys.exit("DIRECTORY_TEST_POSTGRESQL_URL is not set. Run: scripts/bench bench_sql")
    sizes = [10_000, 100_000] + ([1_000_000] if os.environ.get("SIZE") == "full" else [])
    if os.environ.get("SIZE", "").isdigit():
        sizes = [int(os.environ["SIZE"])]
    say(machine())
    with TemporaryDirectory() as folder:
        for size in sizes:
            compare(size, url, Path(folder) / f"{size}.db")


def compare(size: int, url: str, file: Path) -> None:
    """Ask all engines about a country with *size* services, and print their times."""
    facts = country(size)
    network, flat = Network.build(facts), Flat(facts)
    asked: list[Asked] = [(one, flat.asking(one, facts.calendar)) for one in questions(QUESTIONS)]
    plain, sqlite, postgresql = (
        PlainDict(flat, facts.calendar),
        SqliteRows(flat, file),
        PostgresqlRows(flat, url),
    )
    slow = SLOW.get(size, 300)
    try:
        check(network, asked, {"dict of arrays": lambda one: plain.told(one[0])})
        check(network, asked, {"SQLite": lambda one: sqlite.told(one[1])})
        for way in postgresql.ways:
            few = asked[:slow] if way == "normalised" else asked
            check(network, few, {f"PostgreSQL, {way}": partial(_told_by, postgresql, way)})
        engines: dict[str, Engine] = {
            "resolver": lambda one: ask_core(network, one[0]),
            "dict of arrays": lambda one: plain.ask(one[0]),
            "SQLite, streamed walk": lambda one: sqlite.ask(one[1]),
            **{f"PostgreSQL, {way}": partial(_ask_of, ask) for way, ask in postgresql.ways.items()},
        }
        del facts
        gc.collect()
        times = take_turns(engines, asked, {"PostgreSQL, normalised": slow})
    finally:
        sqlite.close()
        postgresql.close()
    report(size, times)


def check(network: Network, asked: list[Asked], engines: dict[str, Callable[[Asked], list[Found]]]) -> None:
    """Compare every answer of *engines* with the resolver's.

    Raises:
        DifferentAnswersError: one differs; names engine and question, and shows both answers.
    """
    for one in asked:
        right = told(ask_core(network, one[0]))
        for name, ask in engines.items():
            found = ask(one)
            if found != right:
                lines = "\n".join(f"  {mine}\n  {theirs}" for mine, theirs in zip(right, found, strict=False))
                raise DifferentAnswersError(
                    f"{name} answers {one[0]} differently: {len(right)} and {len(found)} rows\n{lines}"
                )


def report(size: int, times: dict[str, Times]) -> None:
    """Print the times, how they compare with the resolver's, and the goals."""
    own = times["resolver"]
    rows: list[list[object]] = [
        [name, len(one.ns), one.p50, one.p99, one.p50 / own.p50, one.p99 / own.p99]
        for name, one in times.items()
    ]
    print_table(
        f"Core question over {size:,} services: the first ten, whom to call, and why",
        ["engine", "questions", "p50 µs", "p99 µs", "p50 : resolver", "p99 : resolver"],
        rows,
        "All answers were compared and are the same. Each question was asked three times; its shortest time counts.",
    )
    best = [one for name, one in times.items() if name.startswith("PostgreSQL")]
    goals = GOALS.get(size)
    if goals is None:
        return
    print_goals(
        [
            Goal(
                f"best PostgreSQL : resolver, p50, {size:,}", min(one.p50 for one in best) / own.p50, goals[0]
            ),
            Goal(
                f"best PostgreSQL : resolver, p99, {size:,}", min(one.p99 for one in best) / own.p99, goals[1]
            ),
            Goal(
                f"resolver : dict, p50, {size:,}",
                own.p50 / times["dict of arrays"].p50,
                DICT_LIMIT,
                at_least=False,
            ),
        ]
    )


def _told_by(postgresql: PostgresqlRows, way: str, one: Asked) -> list[Found]:
    return postgresql.told(way, one[1])


def _ask_of(ask: Callable[[Asking], Any], one: Asked) -> Any:
    return ask(one[1])


if __name__ == "__main__":
    main()
