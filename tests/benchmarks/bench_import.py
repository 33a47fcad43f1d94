"""A file of 20,000 rows: how long each step takes on the server as people have it, and what answers do meanwhile."""

from __future__ import annotations

import csv
import io
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.access import Role
from directory.account.secret import new_id
from directory.clock import now, today
from directory.db import make_engine, make_file
from directory.interchange.seeds import load_seeds
from directory.interchange.table import bringing
from directory.interchange.table.progress import read_progress
from directory.interchange.table.reading import read_table
from directory.interchange.table.ready import identity_of
from directory.jobs import own_jobs, start_inside
from directory.jobs.importing import IMPORT
from directory.ledger import Act, note
from directory.membership.granting import SYSTEM, give
from directory.model import Account, ImportRun, ImportState
from directory.settings import Settings
from directory.shipped import folder
from directory.store.schema import upgrade
from directory.store.session import writing
from tests.benchmarks.served import directory_server, running
from tests.benchmarks.tables import Goal, machine, print_goals, print_table, say

ROWS = 20_000
GOAL_S = 60.0
PATIENCE_S = 180.0
HEAD = [
    "Organisation",
    "Typ",
    "Tjänst",
    "Behov",
    "Målgrupp",
    "Ålder",
    "Språk",
    "Kommun",
    "Telefon",
    "Mail",
    "Öppettider",
]
PLACES = ("Solna", "Botkyrka", "Tyresö", "0138", "Nacka", "Huddinge")
ANSWER = "/answer?need=boende_akut&area={area}&at=2026-11-28T03:00"


@dataclass
class Asked:
    """What was asked while something else was done."""

    ms: list[float] = field(default_factory=list)
    failed: int = 0

    def percentile(self, percent: float) -> float:
        ordered = sorted(self.ms or [0.0])
        return ordered[min(int(len(ordered) * percent / 100), len(ordered) - 1)]


def file_of(version: int) -> bytes:
    """Return the file: 2,000 organizations with ten services each; the second version changes every row."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow(HEAD)
    for n in range(ROWS):
        needs = "stödsamtal; juridik" if version == 1 else "stödsamtal; stödlinje"
        writer.writerow(
            [
                *(
                    f"Förening nr {n // 10}",
                    "förening",
                    f"Stödtjänst {n}",
                    needs,
                    "kvinnor, flickor",
                    "13–20",
                ),
                *("svenska, arabiska", f"{PLACES[n % 6]}; {PLACES[(n + 1) % 6]}"),
                *(f"08-465 004 {n % 100:02}", f"post{n}@example.org", "mån–fre 9–16"),
            ]
        )
    return written.getvalue().encode("utf-8-sig")


def coordinator(engine: Engine, name: str) -> str:
    """Make a coordinator of the county."""
    with writing(engine, actor=SYSTEM) as session:
        account = Account(id=new_id(), email=f"{name}@example.org", name=name, lang="sv", created_at=now())
        session.add(account)
        session.flush()
        note(session, Act.ACCOUNT_CREATED, kind="account", record=account.id)
        give(session, account, Role.COORDINATOR, by=SYSTEM, today=today(), area="01")  # type: ignore[arg-type]
        session.commit()
        return account.id


def bring(engine: Engine, who: str, content: bytes) -> str:
    """Bring a file and ask for its dry run."""
    with Session(engine) as reading:
        identity = identity_of(reading, who, now())
    assert identity is not None
    table = read_table(content)
    with writing(engine, actor=who) as session:
        run = bringing.bring(session, identity, "01", "stod.csv", content, table, today(), now())  # type: ignore[arg-type]
        bringing.name_columns(session, identity, run, run.columns)
        session.commit()
        return run.id


def ask(engine: Engine, who: str, run: str, asking: bringing.Asking) -> None:
    with Session(engine) as reading:
        identity = identity_of(reading, who, now())
    assert identity is not None
    with writing(engine, actor=who) as session:
        asking(session, identity, session.get_one(ImportRun, run))
        session.commit()


def step(
    engine: Engine, settings: Settings, address: str, run: str, begin: Callable[[], None], name: str
) -> list[object]:
    """Begin something, ask questions until it is done, and return a row of the table."""
    asked, ended, moves = Asked(), threading.Event(), set[int]()
    began = time.perf_counter()
    begin()
    asker = threading.Thread(target=_ask_on, args=(address, asked, ended))
    asker.start()
    while True:
        progress = read_progress(settings.instance_folder, run)
        if progress is not None:
            moves.add(progress.percent)
        with Session(engine) as reading:
            state = reading.scalar(select(ImportRun.state).where(ImportRun.id == run))
        if state not in bringing.WORKING:
            break
        if time.perf_counter() - began > PATIENCE_S:
            raise TimeoutError(name)
        time.sleep(0.1)
    took = time.perf_counter() - began
    ended.set()
    asker.join()
    say(f"{name}: {took:.1f} s")
    with Session(engine) as reading:
        done = reading.get_one(ImportRun, run)
        assert state is not ImportState.FAILED, done.trouble
        assert not done.trouble, done.trouble
    return [
        *(name, round(took, 1), len(moves), len(asked.ms), asked.failed),
        *(round(asked.percentile(percent), 1) for percent in (50, 99, 100)),
    ]


def _ask_on(address: str, asked: Asked, ended: threading.Event) -> None:
    areas = ("0184", "0127", "0138", "1280", "0180")
    number = 0
    while not ended.is_set():
        number += 1
        began = time.perf_counter()
        try:
            with urllib.request.urlopen(
                address + ANSWER.format(area=areas[number % 5]), timeout=30
            ) as answer:
                answer.read()
        except URLError:
            asked.failed += 1
        asked.ms.append((time.perf_counter() - began) * 1000)
        time.sleep(0.02)


def main() -> None:
    """Measure and print."""
    say(machine())
    with TemporaryDirectory() as room:
        settings = Settings(database_url=f"sqlite:///{Path(room) / 'a.db'}", environment="test")
        engine = make_engine(settings)
        make_file(engine)
        upgrade(engine)
        load_seeds(engine, folder("seeds"))
        first, second = coordinator(engine, "forst"), coordinator(engine, "sedan")
        command, port, environment = directory_server(settings.database_url)
        wakes = start_inside(settings, own_jobs(), works=False)
        assert wakes is not None
        rows: list[list[object]] = []
        with running(command, port, ready="/", shows="Kontaktnätet", environment=environment) as address:

            def measure(name: str, run: str, who: str = "", asking: bringing.Asking | None = None) -> None:
                def begin() -> None:
                    if asking is not None:
                        ask(engine, who, run, asking)
                    wakes.queue.wish(IMPORT)

                rows.append(step(engine, settings, address, run, begin, name))

            run = bring(engine, first, file_of(1))
            measure("new: dry run", run)
            measure("new: read in (waits)", run, first, bringing.ask_to_apply)
            measure("new: approve", run, second, bringing.ask_to_approve)
            run = bring(engine, first, file_of(2))
            measure("changed: dry run", run)
            measure("changed: read in", run, first, bringing.ask_to_apply)
            measure("changed: undo", run, first, bringing.ask_to_undo)
        wakes.stop()
    heads = ["step", "seconds", "bar moved", "answers", "failed", "p50 ms", "p99 ms", "longest ms"]
    print_table(f"{ROWS:,} rows on SQLite, two server processes that answer meanwhile", heads, rows)
    longest = max(float(str(row[1])) for row in rows)
    failed = sum(float(str(row[4])) for row in rows)
    print_goals(
        [
            Goal("longest step, s", longest, GOAL_S, at_least=False),
            Goal("answers that failed", failed, 0.0, at_least=False),
        ]
    )


if __name__ == "__main__":
    main()
