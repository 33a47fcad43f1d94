"""The server starts where it can, says where it cannot, and stops when told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from directory.cli.serve import free_port
from directory.errors import SettingsError
from tests.cli.conftest import Run
from tests.seeded import DIRECTORY


def test_a_taken_port_is_told_with_another_to_try(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert result.exit_code == 1
    assert f"Porten {port} är upptagen" in result.stderr
    assert "--port" in result.stderr


def test_port_zero_takes_a_free_one() -> None:
    assert free_port("127.0.0.1", 0) > 1023


def test_an_address_of_another_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_anything: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(SettingsError, match="finns inte på den här datorn"):
        free_port("elsewhere.example", 8000)


def test_the_server_answers_and_stops_when_told(seeded_file: Path) -> None:
    port = free_port("127.0.0.1", 0)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DIRECTORY_")},
        "DIRECTORY_DATABASE_URL": f"sqlite:///{seeded_file}",
        "DIRECTORY_SNAPSHOT_IS_SAVED": "false",
    }
    server = subprocess.Popen(
        [DIRECTORY, "serve", "--port", str(port), "--workers", "1"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert fetched(f"http://127.0.0.1:{port}/readyz").startswith(b'{"status":"ready"')
        assert b'"act_now"' in fetched(f"http://127.0.0.1:{port}/api/v1/answer?need=boende_akut&area=0138")
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(20) in (0, -signal.SIGINT, 130)


def fetched(url: str) -> bytes:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=30) as response:
                return bytes(response.read())
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
