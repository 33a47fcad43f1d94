"""What an answer costs for a caseworker who is signed in, beside the same answer for the public.

In one process, the same question for both right after each other, in processor time of the thread: so that neither
the network nor whatever else the machine does is measured. Every question new, then a few over and over, which a
process keeps.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from random import Random
from statistics import median
from time import thread_time_ns
from typing import Any

from flask import Flask

from directory import clock
from directory.access import Role
from directory.account import session as sessions
from directory.app import create_app
from directory.db import make_engine
from directory.graph.facts import AreaId
from directory.membership.granting import give
from directory.model import Account, Stage
from directory.store.session import writing
from tests.account.people import make_account
from tests.benchmarks.bench_http import query_strings
from tests.benchmarks.seeded import seeded_url, settings_for
from tests.benchmarks.tables import Goal, machine, print_goals, print_table, say

NEW, FEW, TIMES = 600, 40, 30
MOST = 1.10
"""How many times as long an answer may take for somebody who is signed in."""
WARM = 20


@dataclass(frozen=True, slots=True)
class Cost:
    """Median milliseconds of processor time for each."""

    public: float
    caseworker: float
    ratio: float
    """Median of the ratios of the pairs."""


def main() -> None:
    """Ask as both, and print what each costs."""
    say(machine())
    with seeded_url() as url:
        cookie = f"signed-in={signed_in(url)}"
        queries = query_strings(url)[:NEW]
        app = create_app(settings_for(url, base_url="http://127.0.0.1", log_level="warning"))
        check(app, cookie)
        found = {}
        for path, name in (("/api/v1/answer", "JSON"), ("/answer", "page")):
            found[f"{name}, every question new"] = cost(app, path, queries, cookie)
            found[f"{name}, {FEW} questions over and over"] = cost(app, path, queries[-FEW:] * TIMES, cookie)
    report(found)


def signed_in(url: str) -> str:
    """Return the token of a caseworker's session in the database at *url*."""
    engine = make_engine(settings_for(url))
    account = make_account(engine)
    with writing(engine, actor="bench") as session:
        row = session.get_one(Account, account.id)
        give(session, row, Role.CASEWORKER, by="system", today=clock.today(), area=AreaId("0184"))
        session.flush()
        begun = sessions.begin(session, row, Stage.WHOLE, clock.now(), lasts=timedelta(hours=12), device="")
        session.commit()
    engine.dispose()
    return begun.token


def check(app: Flask, cookie: str) -> None:
    """Make sure that the cookie is a caseworker's and that the public has none."""
    for given, wanted in ((cookie, "200"), ("", "403")):
        status = ask(app, "/account", "", given)[1]
        if not status.startswith(wanted):
            raise AssertionError(f"/account replied {status}, not {wanted}: the figures would mean nothing")


def ask(app: Flask, path: str, query: str, cookie: str) -> tuple[int, str]:
    """Return the nanoseconds of this thread that one request took, and its status."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **({"HTTP_COOKIE": cookie} if cookie else {}),
    }
    said: list[str] = []
    started = thread_time_ns()
    body: Iterator[bytes] = app(environ, lambda status, _headers, _error=None: said.append(status))  # type: ignore[arg-type,assignment]
    b"".join(body)
    took = thread_time_ns() - started
    return took, said[0]


def cost(app: Flask, path: str, queries: Sequence[str], cookie: str) -> Cost:
    """Ask *queries* as both in turn, each first half of the times."""
    for query in queries[:WARM]:
        for given in ("", cookie):
            ask(app, path, query, given)
    order, pairs = Random(7), []
    gc.disable()
    try:
        for query in queries[WARM:]:
            both = ["", cookie]
            order.shuffle(both)
            took = {given: ask(app, path, query, given) for given in both}
            if {status[:3] for _time, status in took.values()} == {"200"}:
                pairs.append((took[""][0], took[cookie][0]))
    finally:
        gc.enable()
    return Cost(
        median(one for one, _ in pairs) / 1e6,
        median(two for _, two in pairs) / 1e6,
        median(two / one for one, two in pairs),
    )


def report(found: dict[str, Cost]) -> None:
    """Print the costs and hold them against the goal."""
    print_table(
        "Processor time of one answer, ms",
        ["answer", "public", "caseworker", ": public"],
        [[name, one.public, one.caseworker, one.ratio] for name, one in found.items()],
        "Medians; the ratio is the median over pairs of the same question.",
    )
    print_goals([Goal(f"{name}: caseworker", one.ratio, MOST, at_least=False) for name, one in found.items()])


if __name__ == "__main__":
    main()
