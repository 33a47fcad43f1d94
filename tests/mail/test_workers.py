"""Two workers, as threads and as processes, send two hundred letters: each one once."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from directory.db import for_writing
from directory.mail import LetterKind, deliver_due, delivery, post
from directory.mail.outbox import _is_due
from directory.model import OutgoingMail
from tests.house.tree import ROOT
from tests.mail.postbox import NOW, VALUES, Kept, rows, settings_with

LETTERS = 200
WORKERS = 2


def post_all(engine: Engine, count: int = LETTERS) -> None:
    with Session(for_writing(engine)) as session:
        for number in range(count):
            post(session, LetterKind.PASSWORD_CHANGED, to=f"p{number}@example.org", lang="sv", values=VALUES)
        session.flush()
        session.execute(update(OutgoingMail).values(due_at=NOW))
        session.commit()


class Slow(Kept):
    """Takes a moment for each letter, as mail servers do: time for another worker to do something wrong."""

    def carry(self, message: EmailMessage) -> None:
        time.sleep(0.002)
        super().carry(message)


def by_threads(engine: Engine, count: int = LETTERS) -> Counter[str]:
    post_all(engine, count)
    kept = Slow()
    with ThreadPoolExecutor(WORKERS) as pool:
        work = [
            pool.submit(deliver_due, engine, settings_with(), NOW, {}, carrier=kept) for _ in range(WORKERS)
        ]
        assert sum(each.result().sent for each in work) == len(kept.messages)
    return Counter(kept.recipients)


def test_two_threads_send_each_letter_once(engine: Engine) -> None:
    sent = by_threads(engine)
    assert len(sent) == LETTERS
    assert set(sent.values()) == {1}
    assert all(each.sent_at and not each.values for each in rows(engine))


def test_a_claim_without_a_lease_would_be_seen_to_send_twice(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_and_take(session: Session, now: object) -> OutgoingMail | None:
        return session.scalars(select(OutgoingMail).where(_is_due(NOW)).order_by(OutgoingMail.id)).first()

    monkeypatch.setattr(delivery, "claim", look_and_take)
    monkeypatch.setattr(delivery, "MOST_AT_ONCE", 60)
    assert max(by_threads(engine, 40).values()) > 1


PROCESS = """
import sys, time
from pathlib import Path
from directory.db import make_engine
from directory.mail import deliver_due
from directory.mail.carrier import Folder
from directory.mail.outbox import LEASE
from tests.databases import settings_for
from tests.mail.postbox import NOW, settings_with

class Numbered(Folder):
    "A letter that is carried twice makes two files."
    def carry(self, message):
        time.sleep(float(sys.argv[4]))
        message.replace_header("Message-ID", f"<{message['To'].split('@')[0]}-{sys.argv[3]}@x>")
        super().carry(message)

engine = make_engine(settings_for(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
deliver_due(engine, settings_with(), NOW + int(sys.argv[5]) * LEASE, {}, carrier=Numbered(Path(sys.argv[2])))
"""


def worker(
    engine: Engine, folder: Path, number: int, *, slow_s: float = 0, leases_later: int = 0
) -> subprocess.Popen[str]:
    """Start a process that delivers when it is told to, and believes that it is some leases later than the others."""
    url = engine.url.render_as_string(hide_password=False)
    made = subprocess.Popen(
        [sys.executable, "-c", PROCESS, url, str(folder), str(number), str(slow_s), str(leases_later)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert made.stdout is not None
    assert made.stdout.readline() == "ready\n"
    return made


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def test_two_processes_send_each_letter_once(engine: Engine, tmp_path: Path) -> None:
    post_all(engine)
    workers = [worker(engine, tmp_path, number) for number in range(WORKERS)]
    for each in workers:
        go(each)
    for each in workers:
        each.communicate(timeout=60)
        assert each.returncode == 0
    sent = Counter(path.stem.split("-")[0] for path in tmp_path.glob("*.eml"))
    assert len(sent) == LETTERS
    assert set(sent.values()) == {1}
    shares = Counter(path.stem.split("-")[1] for path in tmp_path.glob("*.eml"))
    assert len(shares) == WORKERS, "both of them worked"


def test_workers_that_are_killed_lose_no_letter(engine: Engine, tmp_path: Path) -> None:
    post_all(engine)
    for number in range(3):
        doomed = worker(engine, tmp_path, number, slow_s=0.003, leases_later=number)
        go(doomed)
        until = time.monotonic() + 30
        while len(list(tmp_path.glob(f"*-{number}.eml"))) < 10:
            assert time.monotonic() < until
            time.sleep(0.005)
        doomed.kill()
        doomed.wait()
    last = worker(engine, tmp_path, 4, leases_later=4)
    go(last)
    last.communicate(timeout=60)
    sent = Counter(path.stem.split("-")[0] for path in tmp_path.glob("*.eml"))
    assert len(sent) == LETTERS
    assert sum(sent.values()) <= LETTERS + 3, "each of the three may have been sending one"
    assert all(each.sent_at for each in rows(engine))
