"""A coordinator reads a file in from the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.cli import main
from directory.model import Service
from tests.interchange.table.brought import file_of
from tests.interchange.table.conftest import haven as haven  # noqa: PLC0414 a fixture of theirs


def test_a_coordinator_tries_a_file_and_reads_it_in(
    haven: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", haven.url.render_as_string(hide_password=False))
    monkeypatch.setenv("DIRECTORY_ENVIRONMENT", "test")
    monkeypatch.setenv("DIRECTORY_SNAPSHOT_IS_SAVED", "false")
    file = tmp_path / "stod.csv"
    file.write_bytes(
        file_of(("Namn", "Vad vi gör", "Behov"), ("Haven", "Advice", "juridik"), ("Haven", "X", "hokus"))
    )

    def call(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["import", str(file), "--as", "coordinator@example.org", *words])
        return result.exit_code, result.output

    named = ("--columns", "Vad vi gör=service")
    code, said = call(*named, "--dry-run")
    assert code == 0, said
    assert "0 nya, 1 ändrade, 0 lika, 1 fel." in said
    assert "Inget är ändrat." in said
    with Session(haven) as reading:
        assert reading.get_one(Service, "advice").needs == []
    code, said = call(*named, "--yes")
    assert code == 0, said
    assert "1 rader är inlästa" in said
    with Session(haven) as reading:
        assert [one.need_id for one in reading.get_one(Service, "advice").needs] == ["juridik"]
    code, said = call("--columns", "Nej=service")
    assert code == 2
    stranger = CliRunner().invoke(main, ["import", str(file), "--as", "editor@example.org"])
    assert stranger.exit_code == 1
    assert "Ingen samordnare" in stranger.output
