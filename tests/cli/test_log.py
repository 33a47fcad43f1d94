"""``directory log``: an officer prints who saw what, and anybody checks that the log is what was written."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from directory.clock import STOCKHOLM, today
from directory.db import for_writing, make_engine
from directory.ledger import Act, Note, append
from directory.ledger.head import export_head
from tests.cli.conftest import Run
from tests.databases import settings_for


@pytest.fixture
def file(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the file of a database in which contacts were opened, and make it the one that commands use."""
    path = tmp_path / "kontaktnatet.db"
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{path}")
    run("database", "upgrade")
    engine = make_engine(settings_for(f"sqlite:///{path}"))
    with for_writing(engine).begin() as connection:
        append(
            connection,
            [
                Note(
                    act,
                    f"account-{day}",
                    kind="contact",
                    record=f"c{day}",
                    organization="haven",
                    detail='{"why":"=1+1"}',
                    at=datetime(2026, month, day, hour, tzinfo=STOCKHOLM),
                )
                for act, month, day, hour in (
                    (Act.RESTRICTED_OPENED, 9, 30, 23),
                    (Act.RESTRICTED_OPENED, 10, 1, 0),
                    (Act.SESSION_BEGAN, 10, 2, 9),
                    (Act.RESTRICTED_OPENED, 10, 31, 23),
                    (Act.RESTRICTED_OPENED, 11, 1, 0),
                )
            ],
        )
    engine.dispose()
    return path


def test_an_officer_prints_who_opened_which_restricted_contact_in_october(run: Run, file: Path) -> None:
    result = run(
        "log", "list", "--act", "restricted.opened", "--since", "2026-10-01", "--until", "2026-10-31", "--csv"
    )
    assert result.exit_code == 0, result.stderr
    header, *rows = csv.reader(io.StringIO(result.stdout, newline=""))
    assert header == ["seq", "at", "actor", "act", "kind", "record", "organization", "area", "detail"]
    assert [(row[2], row[5], row[1]) for row in rows] == [
        ("account-31", "c31", "2026-10-31 23:00:00+01:00"),
        ("account-1", "c1", "2026-10-01 00:00:00+02:00"),
    ]
    noted = run("log", "list", "--act", "log.exported").stdout
    assert "command-line  log.exported" in noted


def test_the_log_is_read_line_by_line_and_reading_it_so_changes_nothing(run: Run, file: Path) -> None:
    result = run("log", "list")
    assert result.stdout.splitlines()[0].split() == [
        "5",
        "2026-11-01",
        "00:00:00",
        "account-1",
        "restricted.opened",
        "contact",
        "c1",
        "haven",
    ]
    assert run("log", "list").stdout == result.stdout
    assert run("log", "list", "--actor", "account-2").stdout.count("\n") == 1
    assert run("log", "list", "--record", "c31").stdout.count("\n") == 1


def test_a_day_or_an_act_that_is_none_is_said(run: Run, file: Path) -> None:
    assert run("log", "list", "--since", "yesterday").exit_code == 2
    assert run("log", "list", "--act", "coffee.made").exit_code == 2


def test_a_whole_log_is_whole_and_its_head_is_told(run: Run, file: Path) -> None:
    verified = run("log", "verify")
    assert verified.exit_code == 0
    assert verified.stdout.startswith("5 entries, all as they were written.\nHead: 5 ")
    head = run("log", "head").stdout
    assert head.split("\t")[:2] == [str(today()), "5"]
    assert head.split("\t")[2] == verified.stdout.split()[-1] + "\n"


def test_the_first_changed_entry_is_named(run: Run, file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TRIGGER ledger_entry_no_update")
        connection.execute("UPDATE ledger_entry SET actor = 'somebody-else' WHERE seq IN (2, 4)")
    result = run("log", "verify")
    assert result.exit_code == 1
    assert "Entry 2 was changed after it was written." in result.stderr
    assert "Traceback" not in result.stderr


def test_a_log_that_nothing_guards_any_more_is_told(run: Run, file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TRIGGER ledger_entry_no_delete")
    result = run("log", "verify")
    assert result.exit_code == 1
    assert "ledger_entry_no_delete missing" in result.stderr


def test_the_chain_is_held_against_exported_heads(run: Run, file: Path, tmp_path: Path) -> None:
    engine = make_engine(settings_for(f"sqlite:///{file}"))
    heads = export_head(engine, tmp_path / "elsewhere", today())
    engine.dispose()
    assert "held against 1 exported heads" in run("log", "verify", "--heads", str(heads)).stdout
    heads.write_text(heads.read_text().replace("\t5\t", "\t4\t"), encoding="ascii")
    result = run("log", "verify", "--heads", str(heads))
    assert result.exit_code == 1
    assert "Entry 4 is not the one whose digest was exported" in result.stderr
    heads.write_text("nonsense\n", encoding="ascii")
    assert "Line 1 of" in run("log", "verify", "--heads", str(heads)).stderr


def test_the_chain_can_be_taken_out_and_says_so(run: Run, file: Path) -> None:
    lines = run("log", "export").stdout.splitlines()
    assert [json.loads(line)["seq"] for line in lines] == [1, 2, 3, 4, 5, 6]
    assert json.loads(lines[-1])["act"] == "log.exported"
    assert "=1+1" not in "".join(lines), "details stay here"


def test_without_a_database_the_command_to_run_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    result = run("log", "verify")
    assert (result.exit_code, "directory database upgrade" in result.stderr) == (1, True)


def test_grants_are_for_postgresql(run: Run, file: Path) -> None:
    result = run("database", "grants", "--role", "kontakt_app")
    assert result.exit_code == 1
    assert "SQLite knows no roles" in result.stderr
