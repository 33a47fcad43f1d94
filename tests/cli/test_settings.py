"""Every setting is listed with its meaning, and secrets are not shown."""

from __future__ import annotations

import pytest

from directory.settings import PREFIX, Settings
from tests.cli.conftest import Run


def test_every_setting_is_listed_with_its_meaning(run: Run) -> None:
    result = run("settings")
    assert result.exit_code == 0
    flat = " ".join(result.output.split())
    for name, field in Settings.model_fields.items():
        assert f"{PREFIX}{name.upper()} = " in flat
        assert field.description
        assert " ".join(field.description.split()) in flat


def test_what_is_set_is_shown_beside_its_default(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIRECTORY_PORT", "9123")
    output = run("settings").output
    assert "DIRECTORY_PORT = 9123" in output
    assert "default: 8000" in output


def test_secrets_are_masked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIRECTORY_SECRET_KEY", "a-very-secret-value-of-forty-characters-")
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", "postgresql://user:hunter2@localhost/name")
    monkeypatch.setenv("DIRECTORY_SMTP_PASSWORD", "hunter3")
    output = run("settings").output
    assert "very-secret" not in output
    assert "hunter3" not in output
    assert "hunter2" not in output
    assert "postgresql://user:***@localhost/name" in output


def test_a_setting_that_cannot_work_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIRECTORY_PORT", "many")
    result = run("settings")
    assert result.exit_code == 1
    assert "DIRECTORY_PORT" in result.stderr


def test_help_names_every_command(run: Run) -> None:
    output = run("--help").output
    for name in ("ask", "read", "place", "seed", "serve", "work", "settings", "database", "graph"):
        assert f"\n  {name} " in output
        assert run(name, "--help").exit_code == 0
