"""The process that reads a file in is killed at whatever moment: nothing is half, and it is taken up again."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from directory.interchange.table import bringing
from directory.interchange.table.progress import Step, read_progress
from directory.model import Changeset, ImportRun, ImportState, Service
from tests.databases import settings_for
from tests.interchange.table.brought import asked, file_of, tried, worked

ROWS = 1500
KILLS = 12


@pytest.mark.slow
def test_a_killed_process_leaves_nothing_half_and_is_taken_up_again(haven: Engine, tmp_path: Path) -> None:
    head = ("Organisation", "Tjänst", "Behov", "Målgrupp", "Kommun", "Öppettider")
    rows = [("Haven", f"Hjälp {n}", "juridik", "alla", "Stockholm", "mån 9–12") for n in range(ROWS)]
    run, _lines = tried(haven, file_of(head, *rows))
    asked(haven, run, bringing.ask_to_apply)
    settings = settings_for(haven.url, snapshot_folder=tmp_path)
    chance, killed_while_writing = random.Random(4), 0
    for kill in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-m", "directory.interchange.table.work", run], stdin=subprocess.PIPE
        )
        assert process.stdin is not None
        process.stdin.write(settings.model_dump_json().encode())
        process.stdin.close()
        wanted = Step.WRITING if kill % 3 else Step.COMPARING
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None:
            progress = read_progress(tmp_path, run)
            if progress is not None and progress.step is wanted:
                break
            time.sleep(0.002)
        time.sleep(chance.random() * 0.3)
        process.kill()
        process.wait()
        killed_while_writing += wanted is Step.WRITING
        with Session(haven) as reading:
            state = reading.scalar(select(ImportRun.state).where(ImportRun.id == run))
            services = reading.scalar(select(func.count()).select_from(Service)) - 2
            changesets = reading.scalar(select(func.count()).select_from(Changeset))
        assert (state, services, changesets) in (
            (ImportState.APPLYING, 0, 0),
            (ImportState.APPLIED, ROWS, 1),
        )
        if state is ImportState.APPLIED:
            break
    assert killed_while_writing
    assert worked(haven, run).state is ImportState.APPLIED
    with Session(haven) as reading:
        assert reading.scalar(select(func.count()).select_from(Service)) - 2 == ROWS
        assert reading.scalar(select(func.count()).select_from(Changeset)) == 1
