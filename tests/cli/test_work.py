"""``directory work``: what is due is done once and told, or done until stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from directory.cli.serve import free_port
from directory.db import for_writing, make_engine
from directory.graph.facts import AreaKind
from directory.mail import LetterKind, post
from directory.model import Area
from directory.store.schema import upgrade
from tests.cli.conftest import Run
from tests.cli.test_serve import fetched
from tests.databases import settings_for
from tests.mail.postbox import VALUES, rows
from tests.seeded import DIRECTORY

LETTER = {**VALUES, "link": "http://127.0.0.1:8000/konto"}


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    url = f"sqlite:///{tmp_path}/work.db"
    engine = make_engine(settings_for(url))
    upgrade(engine)
    with Session(for_writing(engine)) as session:
        session.add(Area(id="lan-00", name="Provlän", kind=AreaKind.COUNTY, source="test"))
        post(session, LetterKind.PASSWORD_CHANGED, to="eva@example.org", lang="sv", values=LETTER)
        session.commit()
    chosen = {"DIRECTORY_DATABASE_URL": url, "DIRECTORY_MAIL": "file", "DIRECTORY_ENVIRONMENT": "test"}
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    return {**os.environ, **chosen}


def test_what_is_due_is_done_once_and_told(run: Run, environment: dict[str, str], tmp_path: Path) -> None:
    result = run("work", "--once")
    assert result.exit_code == 0
    assert "mail: sent 1, failed 0, dead 0, dropped 0 (" in result.output
    assert "sent-mail: forgotten 0 (" in result.output
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1
    assert "eva" not in result.output
    assert "sent-mail" not in run("work", "--once").output, "done for today"


def test_a_worker_of_its_own_works_until_it_is_stopped(environment: dict[str, str], tmp_path: Path) -> None:
    worker = subprocess.Popen([DIRECTORY, "work"], env=environment, stderr=subprocess.PIPE, text=True)
    try:
        until = time.monotonic() + 20
        while not list(tmp_path.glob("mail/*.eml")):
            assert time.monotonic() < until
            time.sleep(0.05)
        worker.send_signal(signal.SIGTERM)
        _, said = worker.communicate(timeout=15)
    finally:
        worker.kill()
    assert worker.returncode == 0
    assert "Ctrl+C stops" in said
    (letter,) = rows(make_engine(settings_for(environment["DIRECTORY_DATABASE_URL"])))
    assert letter.sent_at is not None


@pytest.mark.parametrize("works_inside", ["true", "false"])
def test_the_server_sends_letters_unless_that_is_left_to_another_process(
    environment: dict[str, str], tmp_path: Path, works_inside: str
) -> None:
    port = free_port("127.0.0.1", 0)
    server = subprocess.Popen(
        [DIRECTORY, "serve", "--port", str(port), "--workers", "2"],
        env={**environment, "DIRECTORY_WORKS_INSIDE": works_inside},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with suppress(urllib.error.HTTPError):
            fetched(f"http://127.0.0.1:{port}/healthz")
        time.sleep(3)
        sent = list(tmp_path.glob("mail/*.eml"))
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(20) in (0, -signal.SIGINT, 130)
    assert len(sent) == (1 if works_inside == "true" else 0)


def test_without_a_database_the_sentence_names_the_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    result = run("work", "--once")
    assert result.exit_code == 1
    assert "directory database upgrade" in result.stderr
