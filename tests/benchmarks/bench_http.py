"""Requests per second of the answer as JSON and as a page under the production server, beside a bare Flask route.

The bare route returns as many bytes as the answers do on average, under the same server with as many workers. Both
servers run all the time and are loaded in turn, several times; the median counts.
"""

from __future__ import annotations

import secrets
import sys
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from random import Random
from statistics import mean, median
from urllib.parse import urlencode

from directory.finding.fields import fields_of
from directory.store.snapshot import Snapshots
from tests.benchmarks.load import CONNECTIONS, Rate, has_wrk, load
from tests.benchmarks.networks import whole_questions
from tests.benchmarks.seeded import seeded_url, settings_for
from tests.benchmarks.served import WORKERS, directory_server, free_port, running
from tests.benchmarks.tables import Goal, machine, print_goals, print_table, say

QUESTIONS = 10_000
FEW = 50
SAMPLE = 40
SECONDS, TURNS = 3.0, 3
JSON_GOAL, PAGE_GOAL = 0.55, 0.2


def main() -> None:
    """Serve the shipped network, load it, and print the ratios."""
    say(machine())
    if not has_wrk():
        say("wrk is not installed (Debian: apt-get install wrk): a slower client of ours loads in its place")
    with seeded_url() as url, ExitStack() as servers:
        queries = query_strings(url)
        words, port, environment = directory_server(url)
        ours = servers.enter_context(
            running(words, port, ready="/readyz", shows="revision", environment=environment)
        )
        json_paths = [f"/api/v1/answer?{query}" for query in queries]
        page_paths = [f"/answer?{query}" for query in queries]
        json_bytes, page_bytes = (
            round(mean(len(_get(ours + path)) for path in paths[:SAMPLE]))
            for paths in (json_paths, page_paths)
        )
        bare_json = servers.enter_context(bare(json_bytes))
        bare_page = servers.enter_context(bare(page_bytes))
        tag = _tag(ours + json_paths[0])
        cases: dict[str, Callable[[], Rate]] = {
            f"bare Flask, {json_bytes / 1000:.0f} kB": lambda: load(bare_json, ["/"], SECONDS),
            "JSON, every question new": lambda: load(ours, json_paths, SECONDS),
            f"JSON, {FEW} questions over and over": lambda: load(ours, json_paths[:FEW], SECONDS),
            "JSON, unchanged (ETag, 304)": lambda: load(
                ours, json_paths[:1], SECONDS, headers={"If-None-Match": tag}, status=304
            ),
            f"bare Flask, {page_bytes / 1000:.0f} kB": lambda: load(bare_page, ["/"], SECONDS),
            "page, every question new": lambda: load(ours, page_paths, SECONDS),
            f"page, {FEW} questions over and over": lambda: load(ours, page_paths[:FEW], SECONDS),
        }
        rates = in_turns(cases)
    report(rates)


def query_strings(url: str) -> list[str]:
    """Return the questions as they stand in addresses."""
    network = Snapshots(settings_for(url)).current().network
    questions = whole_questions(network, QUESTIONS, seed=5)
    found = [urlencode(list(fields_of(question))) for question in questions]
    Random(6).shuffle(found)
    return found


def bare(size: int) -> running:  # type: ignore[valid-type]
    """Return a bare server that replies *size* bytes, to be entered."""
    port, mark = free_port(), secrets.token_hex(8)
    environment = {
        "BARE_BYTES": str(size),
        "BARE_MARK": mark,
        "BARE_PORT": str(port),
        "BARE_WORKERS": str(WORKERS),
    }
    return running(
        [sys.executable, "-m", "tests.benchmarks.bare"],
        port,
        ready="/who",
        shows=mark,
        environment=environment,
    )


def in_turns(cases: dict[str, Callable[[], Rate]]) -> dict[str, Rate]:
    """Load each of *cases* in turn, several times; return the median of each."""
    found: dict[str, list[Rate]] = {name: [] for name in cases}
    for _ in range(TURNS):
        for name, once in cases.items():
            found[name].append(once())
    return {
        name: Rate(median(one.per_second for one in rates), median(one.p99_ms for one in rates))
        for name, rates in found.items()
    }


def report(rates: dict[str, Rate]) -> None:
    """Print requests per second, p99 and the ratio to the bare route of the same size (the last one named before)."""
    rows: list[list[object]] = []
    ratios = {}
    bare_rate = Rate(0, 0)
    for name, rate in rates.items():
        if name.startswith("bare"):
            bare_rate = rate
        ratios[name] = rate.per_second / bare_rate.per_second
        rows.append([name, rate.per_second, rate.p99_ms, ratios[name]])
    print_table(
        f"Under granian: {WORKERS} workers, 1 blocking thread each, {CONNECTIONS} connections",
        ["route", "requests/s", "p99 ms", ": bare Flask"],
        rows,
        f"Median of {TURNS} turns of {SECONDS:.0f} s. New: {QUESTIONS:,} questions, more than a process keeps.",
    )
    print_goals(
        [
            Goal("JSON, every question new : bare Flask", ratios["JSON, every question new"], JSON_GOAL),
            Goal(
                "JSON, over and over : bare Flask", ratios[f"JSON, {FEW} questions over and over"], JSON_GOAL
            ),
            Goal("page, every question new : bare Flask", ratios["page, every question new"], PAGE_GOAL),
        ]
    )


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as response:
        if response.status != 200:
            raise AssertionError(f"{url} replied {response.status}")
        return bytes(response.read())


def _tag(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as response:
        return str(response.headers["ETag"])


if __name__ == "__main__":
    main()
