"""What ``make`` calls: scripts that parse, and that say what to do when something is wrong."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.house.tree import ROOT, kept_files

MAKEFILE = (ROOT / "Makefile").read_text()
SHELL_SCRIPTS = [
    path
    for path in kept_files("scripts", ".ci")
    if path.suffix == ".sh" or path.read_bytes().startswith(b"#!/usr/bin/env bash")
]


def serve(database: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Do what ``make run`` does at its end, with a database of its own."""
    settings = {"DIRECTORY_DATABASE_URL": f"sqlite:///{database}", **environment}
    command = ["env", *(f"{name}={value}" for name, value in settings.items()), ROOT / "scripts" / "serve"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("script", SHELL_SCRIPTS, ids=lambda path: path.name)
def test_the_script_parses(script: Path) -> None:
    bash = shutil.which("bash")
    assert bash
    assert subprocess.run([bash, "-n", script], capture_output=True, check=False).stderr == b""


@pytest.mark.parametrize(
    "script", [script for script in SHELL_SCRIPTS if script.suffix != ".sh"], ids=lambda path: path.name
)
def test_the_script_can_be_run_and_stops_at_the_first_error(script: Path) -> None:
    assert script.stat().st_mode & 0o111
    assert re.search(r"^set -[eu]*uo? pipefail|^cd .* && exec", script.read_text(), flags=re.MULTILINE)


def test_help_names_every_target_and_every_target_exists() -> None:
    make = shutil.which("make")
    assert make
    listed = subprocess.run(
        [make, "-s", "-C", ROOT, "help"], capture_output=True, text=True, check=True
    ).stdout
    named = set(re.findall(r"^ +make ([a-z-]+) ", listed, flags=re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, flags=re.MULTILINE)[1].split())  # type: ignore[index]
    assert named == phony
    assert named == set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, flags=re.MULTILINE))


@pytest.fixture
def database(seeded_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(seeded_file, tmp_path / "kontaktnatet.db"))


def test_a_taken_port_is_said_and_another_one_proposed(database: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as occupant:
        port = occupant.getsockname()[1]
        result = serve(database, PORT=str(port))
    assert result.returncode == 1
    assert str(port) in result.stderr
    assert str(port + 1) in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("port", ["eighty", "65536", "-1"])
def test_a_port_that_is_none_is_said(database: Path, port: str) -> None:
    result = serve(database, PORT=port)
    assert result.returncode == 1
    assert "PORT" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_address_of_another_machine_is_said(database: Path) -> None:
    result = serve(database, HOST="192.0.2.1", PORT="8765")
    assert result.returncode == 1
    assert "127.0.0.1" in result.stderr
    assert "Traceback" not in result.stderr
