"""The command line, called in this process, on the real seeds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from directory.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run(seeded_file: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that calls the program with words, and optionally with text on standard input."""
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{seeded_file}")
    monkeypatch.setenv("DIRECTORY_ENVIRONMENT", "test")
    monkeypatch.setenv("DIRECTORY_SNAPSHOT_IS_SAVED", "false")
    monkeypatch.setenv("COLUMNS", "80")

    def call(*words: str, text: str | None = None) -> Result:
        return CliRunner().invoke(main, list(words), input=text)

    return call
