"""A worker inside a process: woken by a commit, quiet, harmless to signals, and never in the way of pages."""

from __future__ import annotations

import logging
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.db import for_writing
from directory.jobs import Inside, Job, inside, start_inside
from directory.jobs.queue import make_queue
from directory.mail import LetterKind, post
from directory.settings import Settings
from directory.store.session import writing
from tests.databases import settings_for
from tests.house.tree import ROOT
from tests.mail.postbox import VALUES, rows

MINUTE = timedelta(minutes=1)
LETTER = {**VALUES, "link": "http://127.0.0.1:8000/konto"}


def beside(engine: Engine, tmp_path: Path, **changes: object) -> Settings:
    """Return settings for *engine* whose queue and letters lie in *tmp_path*."""
    return settings_for(engine.url, snapshot_folder=tmp_path, mail="file", **changes)


def wait_for(is_so: Callable[[], object], seconds: float = 5.0) -> float:
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, "it did not happen in time"
        time.sleep(0.01)
    return time.monotonic() - began


class Looked:
    """A job that notes that it was run."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, *_: object) -> None:
        self.times += 1


@pytest.fixture
def started() -> Iterator[list[Inside]]:
    """Yield a list of what is to be stopped after the test."""
    running: list[Inside] = []
    yield running
    for each in running:
        each.stop()


def start(running: list[Inside], settings: Settings, *jobs: Job, works: bool = True) -> Inside:
    made = start_inside(settings, jobs, works=works)
    assert made is not None
    running.append(made)
    return made


def test_a_letter_leaves_within_a_second_of_its_commit(
    engine: Engine, tmp_path: Path, started: list[Inside]
) -> None:
    from directory.jobs import own_jobs

    start(started, beside(engine, tmp_path), *own_jobs())
    time.sleep(1.5)  # the first look at everything is over, and the worker naps
    with writing(engine) as session:
        post(session, LetterKind.PASSWORD_CHANGED, to="eva@example.org", lang="sv", values=LETTER)
        session.commit()
    seconds = wait_for(lambda: list(tmp_path.glob("mail/*.eml")))
    assert seconds < 1.5, "half a second of napping, and the work itself on a busy machine"
    wait_for(lambda: rows(engine)[0].sent_at)


def posted(session: Session) -> None:
    post(session, LetterKind.PASSWORD_CHANGED, to="eva@example.org", lang="sv", values=LETTER)


def test_a_commit_wakes_somebody_once_and_only_when_a_letter_was_posted(
    engine: Engine, tmp_path: Path, started: list[Inside]
) -> None:
    queue = start(started, beside(engine, tmp_path), works=False).queue
    with writing(engine) as session:
        session.commit()
        assert queue.huey.pending_count() == 0
        with session.begin_nested():
            posted(session)
        assert queue.huey.pending_count() == 0, "a part of a transaction is not committed yet"
        session.commit()
        assert queue.huey.pending_count() == 1
        session.commit()
        assert queue.huey.pending_count() == 1


def test_a_letter_that_was_taken_back_wakes_nobody(
    engine: Engine, tmp_path: Path, started: list[Inside]
) -> None:
    queue = start(started, beside(engine, tmp_path), works=False).queue
    with writing(engine) as session:
        posted(session)
        session.rollback()
    assert queue.huey.pending_count() == 0


def test_a_queue_that_cannot_be_written_costs_the_request_nothing(
    engine: Engine, tmp_path: Path, started: list[Inside], monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = start(started, beside(engine, tmp_path), works=False).queue

    def fail(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("disk full, eva@example.org")

    monkeypatch.setattr(queue.huey.storage, "enqueue", fail)
    with structlog.testing.capture_logs() as lines, writing(engine) as session:
        posted(session)
        session.commit()
    assert len(rows(engine)) == 1
    assert [line["event"] for line in lines] == ["worker_not_woken"]
    assert "eva" not in repr(lines)


def test_every_job_is_looked_at_when_the_worker_starts_and_a_broken_one_stops_no_other(
    engine: Engine, tmp_path: Path, started: list[Inside]
) -> None:
    def broken(*_: object) -> None:
        raise ValueError

    first, second = Looked(), Looked()
    start(
        started,
        beside(engine, tmp_path),
        Job("a", MINUTE, first),
        Job("b", MINUTE, broken),
        Job("c", MINUTE, second, is_leased=True),
    )
    wait_for(lambda: first.times and second.times)


def test_two_processes_share_a_queue_and_run_a_job_once(
    engine: Engine, tmp_path: Path, started: list[Inside]
) -> None:
    looked = Looked()
    for _ in range(2):
        start(started, beside(engine, tmp_path), Job("a", timedelta(days=1), looked))
    wait_for(lambda: looked.times)
    time.sleep(1)
    assert looked.times == 1


def test_signals_stay_the_hosts(engine: Engine, tmp_path: Path, started: list[Inside]) -> None:
    watched = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in watched]
    start(started, beside(engine, tmp_path), Job("a", MINUTE, Looked()))
    assert [signal.getsignal(number) for number in watched] == before


def test_a_worker_that_would_take_the_signals_would_be_seen(
    engine: Engine, tmp_path: Path, started: list[Inside], monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in watched}
    monkeypatch.delattr(inside._Consumer, "_set_signal_handlers")
    start(started, beside(engine, tmp_path), Job("a", MINUTE, Looked()))
    try:
        assert any(signal.getsignal(number) != before[number] for number in watched)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def test_stopping_ends_every_thread(engine: Engine, tmp_path: Path, started: list[Inside]) -> None:
    before = set(threading.enumerate())
    made = start(started, beside(engine, tmp_path), Job("a", MINUTE, Looked()))
    assert set(threading.enumerate()) - before
    made.stop()
    made.stop()
    wait_for(lambda: not (set(threading.enumerate()) - before))


def test_a_folder_that_cannot_be_written_to_keeps_no_server_from_starting(
    engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "a file").touch()
    with structlog.testing.capture_logs() as lines:
        assert start_inside(beside(engine, tmp_path / "a file" / "x"), ()) is None
    assert [line["event"] for line in lines] == ["no_worker"]


def test_the_queue_is_readable_by_its_owner_only_and_runs_nothing_that_is_not_signed(
    engine: Engine, tmp_path: Path, started: list[Inside]
) -> None:
    settings = beside(engine, tmp_path)
    looked = Looked()
    made = start(started, settings, Job("a", MINUTE, looked, is_leased=True), works=False)
    assert stat.S_IMODE((tmp_path / "jobs.db").stat().st_mode) == 0o600
    stranger = make_queue(settings.model_copy(update={"secret_key": "another one"}))
    made.queue.wish("a")
    written = made.queue.huey.storage.dequeue()
    made.queue.wish("a")
    assert made.queue.huey.dequeue() is not None
    stranger.storage.enqueue(stranger.serializer._sign(written.rpartition(b":")[0]))
    with pytest.raises(ValueError, match="mismatch"):
        made.queue.huey.dequeue()


def test_what_goes_wrong_in_the_queue_is_told_by_its_class_only() -> None:
    inside._quieten()
    with structlog.testing.capture_logs() as lines:
        try:
            raise LookupError("eva@example.org")
        except LookupError:
            logging.getLogger("huey.consumer.Worker").exception("eva@example.org")
    assert lines == [{"event": "queue_trouble", "reason": "LookupError", "log_level": "warning"}]


SERVER = """
import sys, time
from directory.jobs import own_jobs, start_inside
from tests.databases import settings_for
settings = settings_for(sys.argv[1], snapshot_folder=sys.argv[2], mail="file")
start_inside(settings, own_jobs())
print("ready", flush=True)
time.sleep(60)
"""


def test_another_process_is_woken_when_this_one_does_not_work(
    engine: Engine, tmp_path: Path, started: list[Inside]
) -> None:
    url = engine.url.render_as_string(hide_password=False)
    worker = subprocess.Popen(
        [sys.executable, "-c", SERVER, url, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        start(started, beside(engine, tmp_path), works=False)
        time.sleep(1.5)
        with Session(for_writing(engine)) as session:
            posted(session)
            session.commit()
        assert wait_for(lambda: list(tmp_path.glob("mail/*.eml"))) < 2
    finally:
        worker.kill()
        worker.wait()
