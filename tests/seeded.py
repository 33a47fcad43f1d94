"""A database filled with the real seeds, made once for a whole run by the commands that a person gives.

Whoever asks gets the same SQLite file, and must not write to it; copy it to change it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

DIRECTORY = Path(sys.executable).with_name("directory")


def run_directory(*words: str, database_url: str) -> subprocess.CompletedProcess[str]:
    """Run the command-line program on *database_url*; its own settings only, nothing from outside.

    Raises:
        AssertionError: it failed; holds what it printed.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DIRECTORY_")}
    environment = {**inherited, "DIRECTORY_DATABASE_URL": database_url, "DIRECTORY_ENVIRONMENT": "test"}
    result = subprocess.run([DIRECTORY, *words], env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, f"directory {' '.join(words)}\n{result.stdout}{result.stderr}"
    return result


def fill(database_url: str) -> None:
    """Bring the database to the newest schema and load the shipped seeds."""
    run_directory("database", "upgrade", database_url=database_url)
    run_directory("seed", database_url=database_url)


@pytest.fixture(scope="session")
def seeded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the filled SQLite file; processes that test side by side share it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    path = folder / "seeded" / "kontaktnatet.db"
    path.parent.mkdir(exist_ok=True)
    with FileLock(folder / "seeded.lock"):
        if not (path.parent / "is-filled").exists():
            path.unlink(missing_ok=True)
            fill(f"sqlite:///{path}")
            (path.parent / "is-filled").touch()
    return path
