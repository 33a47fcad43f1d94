"""The commands that set up and look at the database: seed, database, graph."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from directory.shipped import folder
from tests.cli.conftest import Run
from tests.seeds_loader.small import edit, write


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the file of a database that is not there yet, and make it the one that commands use."""
    path = tmp_path / "deep" / "kontaktnatet.db"
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{path}")
    return path


def test_a_new_user_needs_two_commands(run: Run, file: Path) -> None:
    before = run("seed")
    assert before.exit_code == 1
    assert "directory database upgrade" in before.stderr
    made = run("database", "upgrade")
    assert (made.exit_code, file.exists()) == (0, True)
    assert "upgraded from nothing" in made.stdout
    assert "up to date" in run("database", "upgrade").stdout
    first = run("seed")
    assert first.exit_code == 0
    assert "places.csv" in first.stdout
    assert "records changed" in first.stdout
    assert "Revision 1." in first.stdout
    assert "Nothing to change: 0 changed. Revision 1." in run("seed").stdout
    assert "reachable, safely set up, up to date" in run("database", "check").stdout


def test_the_files_can_be_checked_without_a_database(run: Run, file: Path) -> None:
    result = run("seed", "--check")
    assert result.exit_code == 0
    assert str(folder("seeds")) in result.stdout
    assert not file.exists()


def test_a_mistake_in_a_seed_file_is_named_and_nothing_is_loaded(
    run: Run, file: Path, tmp_path: Path
) -> None:
    seeds = write(tmp_path / "seeds")
    run("database", "upgrade")
    edit(seeds, "needs.csv", "1121;1135", "1121;;1135")
    wrong = run("seed", "--from", str(seeds))
    assert wrong.exit_code == 1
    assert "seeds/needs.csv line 3: “taxonomy_terms”" in wrong.stderr
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM area").fetchone() == (0,)
    edit(seeds, "needs.csv", "1121;;1135", "1121;1135")
    assert "22 records changed" in run("seed", "--from", str(seeds)).stdout


def test_what_was_edited_here_is_told(run: Run, file: Path, tmp_path: Path) -> None:
    seeds = write(tmp_path / "seeds")
    run("database", "upgrade")
    run("seed", "--from", str(seeds))
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE role SET name_sv = 'Rättat' WHERE id = 'role.socialtjanst'")
    assert "1 left as they were edited here" in run("seed", "--from", str(seeds)).stdout


def test_an_upgrade_that_cannot_write_says_so(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "x.db").write_text("a shopping list " * 500, encoding="utf-8")
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{tmp_path}/x.db")
    result = run("database", "upgrade")
    assert result.exit_code == 1
    assert "could not be upgraded" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_table_that_somebody_changed_by_hand_is_told(run: Run, file: Path) -> None:
    run("database", "upgrade")
    with sqlite3.connect(file) as connection:
        connection.execute("ALTER TABLE role ADD COLUMN surplus TEXT")
    result = run("database", "check")
    assert result.exit_code == 1
    assert "surplus" in result.stderr


def test_the_network_that_ships_breaks_no_answer(run: Run) -> None:
    result = run("graph", "check")
    assert result.exit_code == 0
    assert "Nothing here breaks an answer." in result.stdout
    assert "areas: municipality" in result.stdout
    assert "290" in result.stdout


def test_a_network_without_a_last_resort_is_broken(run: Run, file: Path, tmp_path: Path) -> None:
    run("database", "upgrade")
    run("seed", "--from", str(write(tmp_path / "seeds")))
    result = run("graph", "check")
    assert result.exit_code == 1
    assert "no last resort" in result.stdout


def test_a_circle_of_areas_is_broken(run: Run, file: Path) -> None:
    run("database", "upgrade")
    run("seed")
    with sqlite3.connect(file) as connection:
        connection.execute(
            "INSERT INTO part_of (id, part_id, whole_id, source, dated, confidence, note, version, origin)"
            " VALUES ('x', 'SE', '0163', '', '', 'source', '', 1, 'here')"
        )
    result = run("graph", "check")
    assert result.exit_code == 1
    assert "circle" in result.stdout
