"""One changed record: what it costs to take in, beside a rebuild; and how soon every process answers with it."""

from __future__ import annotations

import os
import queue
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from time import perf_counter

import psycopg
from sqlalchemy import select
from sqlalchemy.engine import make_url

from directory.db import make_engine
from directory.graph.facts import Facts, Service
from directory.graph.network import Network
from directory.model import Service as ServiceRecord
from directory.store.session import writing
from tests.benchmarks.core import ask_core, told
from tests.benchmarks.country import country, questions
from tests.benchmarks.seeded import seeded_url, settings_for
from tests.benchmarks.tables import Goal, machine, print_goals, print_table, say
from tests.benchmarks.timing import Times, quiet
from tests.seeded import fill

SIZE, CHANGES, COMPARED = 100_000, 1_000, 300
WORKERS, COMMITS, GAP_S, PATIENCE_S = 4, 150, 0.03, 10.0
REBUILD_GOAL, SEEN_GOAL_S = 40_000.0, 0.25


class NotTakenInError(AssertionError):
    """A change was not seen, or the network that took it in answers otherwise than one built anew."""


def main() -> None:
    """Measure both, on SQLite and on PostgreSQL."""
    url = os.environ.get("DIRECTORY_TEST_POSTGRESQL_URL")
    if url is None:
        sys.exit("DIRECTORY_TEST_POSTGRESQL_URL is not set. Run: scripts/bench bench_freshness")
    say(machine())
    goals = [increments()]
    rows: list[list[object]] = []
    with ExitStack() as databases:
        for name, address in (
            ("SQLite", databases.enter_context(seeded_url())),
            ("PostgreSQL", databases.enter_context(seeded_postgresql(url))),
        ):
            first, last = seen_by_workers(address)
            rows.append([name, len(last.ns), first.p50 / 1000, last.p50 / 1000, last.p99 / 1000])
            goals.append(
                Goal(f"commit → all {WORKERS} workers, p99 s, {name}", last.p99 / 1e6, SEEN_GOAL_S, False)
            )
    print_table(
        f"A record changed and committed by another process, until {WORKERS} workers answer with it",
        ["database", "commits", "first worker p50 ms", "last worker p50 ms", "last worker p99 ms"],
        rows,
        "The shipped network. Each worker asks two hundred times a second; the time runs from the end of the commit.",
    )
    print_goals(goals)


def increments() -> Goal:
    """Change services of a country one after the other; compare with building it anew, in time and in answers."""
    facts = country(SIZE)
    with quiet():
        start = perf_counter()
        network = Network.build(facts)
        built = perf_counter() - start
        random, times, changed = Random(4), Times(), dict[str, Service]()
        for number in range(CHANGES):
            service = _confirmed(network.services[random.choice(facts.services).id], number)
            changed[service.id] = service
            begin = time.perf_counter_ns()
            network = network.with_changes(revision=number + 1, services={service.id: service})
            times.ns.append(time.perf_counter_ns() - begin)
        built = min(built, _compare(network, facts, changed))
    ratio = built * 1e6 / times.p50
    print_table(
        f"Taking in one changed service, {SIZE:,} services",
        ["", "changes", "p50 µs", "p99 µs", "mean µs"],
        [
            ["with_changes", len(times.ns), times.p50, times.p99, sum(times.ns) / len(times.ns) / 1000],
            ["built anew, shorter of two", 2, built * 1e6, "", ""],
        ],
        f"After {CHANGES:,} changes, {COMPARED} answers were the same as those of a network built anew.",
    )
    return Goal(f"rebuild : one increment, {SIZE:,}", ratio, REBUILD_GOAL)


def _confirmed(service: Service, number: int) -> Service:
    """Return *service* as it is after somebody confirmed it."""
    day = date(2026, 11, 1) + timedelta(days=number % 20)
    return replace(service, provenance=replace(service.provenance, confirmed_on=day))


def _compare(network: Network, facts: Facts, changed: dict[str, Service]) -> float:
    """Build anew with the changes, compare answers, and return how long the build took in seconds."""
    services = tuple(changed.get(service.id, service) for service in facts.services)
    start = perf_counter()
    anew = Network.build(replace(facts, services=services))
    built = perf_counter() - start
    for question in questions(COMPARED, seed=7):
        if told(ask_core(network, question)) != told(ask_core(anew, question)):
            raise NotTakenInError(f"{question} is answered otherwise by a network built anew")
    return built


def seen_by_workers(url: str) -> tuple[Times, Times]:
    """Commit changes and return how long it took until the first and the last worker answered with each."""
    first, last = Times(), Times()
    with running_workers(url) as reports:
        engine = make_engine(settings_for(url))
        for _ in range(WORKERS):
            reports.get(timeout=60)
        for number in range(COMMITS):
            with writing(engine) as session:
                record = session.scalars(
                    select(ServiceRecord).order_by(ServiceRecord.id).offset(number % 50)
                ).first()
                if record is None:
                    raise NotTakenInError("The shipped network has no services")
                record.confirmed_on = date(2026, 1, 1) + timedelta(days=number)
                session.commit()
            committed = time.monotonic()
            delays = [max(_next(reports, number) - committed, 0) for _ in range(WORKERS)]
            first.ns.append(round(min(delays) * 1e9))
            last.ns.append(round(max(delays) * 1e9))
            time.sleep(GAP_S)
        engine.dispose()
    return first, last


@contextmanager
def running_workers(url: str) -> Iterator[queue.Queue[float]]:
    """Run the workers; give the queue of the moments at which they saw something new."""
    reports: queue.Queue[float] = queue.Queue()
    command = [sys.executable, "-m", "tests.benchmarks.worker", url]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(WORKERS)]
    for worker in workers:
        threading.Thread(target=_listen, args=(worker, reports), daemon=True).start()
    try:
        yield reports
    finally:
        for worker in workers:
            worker.terminate()
            worker.wait()


def _listen(worker: subprocess.Popen[str], reports: queue.Queue[float]) -> None:
    if worker.stdout is not None:
        for line in worker.stdout:
            reports.put(float(line.split()[1]))


def _next(reports: queue.Queue[float], number: int) -> float:
    try:
        return reports.get(timeout=PATIENCE_S)
    except queue.Empty:
        raise NotTakenInError(f"Not every worker saw change {number} within {PATIENCE_S:.0f} s") from None


@contextmanager
def seeded_postgresql(server: str) -> Iterator[str]:
    """Give the address of a database of its own with the shipped seeds; drop it afterwards."""
    name = f"kontaktnatet_test_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    try:
        fill(url)
        yield url
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    main()
