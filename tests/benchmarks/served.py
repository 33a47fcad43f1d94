"""Start a server as it is started for people, make sure that it is ours that answers, and stop it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from urllib.error import URLError

import psutil

START_S = 60
WORKERS = 2


class NotServedError(AssertionError):
    """The server did not start, or another program answers at its port."""


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def running(
    words: Sequence[str], port: int, *, ready: str, shows: str, environment: Mapping[str, str]
) -> Iterator[str]:
    """Run a server until the block ends; give its address.

    ready: path that is asked until it answers; shows: text that only this server says there.

    Raises:
        NotServedError: it ended, did not answer in time, or somebody else has the port.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DIRECTORY_")}
    address = f"http://127.0.0.1:{port}"
    with TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [str(word) for word in words],
            env={**inherited, **environment},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(process, address + ready, shows, log)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def directory_server(url: str) -> tuple[list[str], int, dict[str, str]]:
    """Return command, port and environment of our server over the database at *url*."""
    port = free_port()
    program = str(Path(sys.executable).with_name("directory"))
    environment = {
        "DIRECTORY_DATABASE_URL": url,
        "DIRECTORY_ENVIRONMENT": "test",
        "DIRECTORY_BASE_URL": f"http://127.0.0.1:{port}",
        "DIRECTORY_LOG_LEVEL": "warning",
    }
    return [program, "serve", "--port", str(port), "--workers", str(WORKERS)], port, environment


def _wait(process: subprocess.Popen[bytes], url: str, shows: str, log: object) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                body = response.read().decode("utf-8", "replace")
        except (URLError, OSError):
            time.sleep(0.2)
            continue
        if shows not in body:
            raise NotServedError(f"Another program answers at {url}: {body[:200]!r}")
        if not _is_served_by(process.pid, url):
            raise NotServedError(f"{url} is not answered by the process that was started for it.")
        return
    log.seek(0)  # type: ignore[attr-defined]
    raise NotServedError(f"No server at {url}:\n{log.read()[-4000:]}")  # type: ignore[attr-defined]


def _is_served_by(pid: int, url: str) -> bool:
    """Whether *pid* or one of its children listens at the port of *url*."""
    port = int(url.split(":")[2].split("/", maxsplit=1)[0])
    parent = psutil.Process(pid)
    return any(
        connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
        for process in (parent, *parent.children(recursive=True))
        for connection in process.net_connections("tcp")
    )
