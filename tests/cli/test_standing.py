"""A database that is missing, empty, old or broken is told with the command to run."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from directory.cli.standing import SEED, UPGRADE
from tests.cli.conftest import Run


def point_at(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{path}")


@pytest.mark.parametrize(
    "command", [("ask", "boende i Tyresö"), ("read", "boende"), ("place", "Tyresö"), ("serve",)]
)
def test_without_a_database_every_command_names_those_to_run_first(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    point_at(monkeypatch, tmp_path / "none.db")
    result = run(*command)
    assert result.exit_code == 1
    assert UPGRADE in result.stderr
    assert SEED in result.stderr
    assert not (tmp_path / "none.db").exists()


def test_an_empty_database_names_the_seed_command(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    point_at(monkeypatch, tmp_path / "empty.db")
    assert run("database", "upgrade").exit_code == 0
    result = run("ask", "boende i Tyresö")
    assert result.exit_code == 1
    assert SEED in result.stderr
    assert UPGRADE not in result.stderr


def test_a_database_of_another_edition_names_the_upgrade_command(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    point_at(monkeypatch, tmp_path / "old.db")
    run("database", "upgrade")
    with sqlite3.connect(tmp_path / "old.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    result = run("ask", "boende i Tyresö", "--lang", "en")
    assert result.exit_code == 1
    assert "another edition" in result.stderr
    assert UPGRADE in result.stderr


def test_a_broken_database_file_is_told_as_such(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "broken.db").write_bytes(b"this is no database" * 500)
    point_at(monkeypatch, tmp_path / "broken.db")
    for command in (("ask", "boende i Tyresö"), ("serve",)):
        result = run(*command)
        assert result.exit_code == 1
        assert result.stderr.strip()
        assert "Traceback" not in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)


def test_the_graph_of_a_database_without_tables_is_not_checked(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "bare.db").touch()
    point_at(monkeypatch, tmp_path / "bare.db")
    result = run("graph", "check")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert UPGRADE in result.stderr
