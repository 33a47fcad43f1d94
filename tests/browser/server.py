"""The production server on a free port, for the tests that need a real one.

It takes a free port, fails at once when the start fails, and makes sure that the server which answers is its
own: another program that sits on the port would otherwise be tested instead.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

PATIENCE_S = 60.0
"""A cold start builds the graph of the whole country, on a machine that runs other tests beside it."""


class NotServing(RuntimeError):
    """The server did not start, or somebody else answers on its port. Holds what the server printed."""


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def listens_itself(process: psutil.Process, port: int) -> bool:
    """Say whether *process* or one of its children holds the listening socket of *port*."""
    for member in (process, *process.children(recursive=True)):
        try:
            connections = member.net_connections(kind="tcp")
        except psutil.NoSuchProcess:
            continue
        if any(c.status == psutil.CONN_LISTEN and c.laddr and c.laddr.port == port for c in connections):
            return True
    return False


@contextmanager
def serving(environment: Mapping[str, str], log: Path, *, port: int | None = None) -> Iterator[str]:
    """Serve with the settings in *environment*; give the address of the site, without a slash at its end.

    What the server prints goes to the file *log*.

    Raises:
        NotServing: see above.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    command = [
        Path(sys.executable).with_name("directory"),
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DIRECTORY_")}
    with log.open("wb") as out:
        server = subprocess.Popen(
            command,
            env={**inherited, "DIRECTORY_BASE_URL": address, "DIRECTORY_WORKERS": "1", **environment},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    process = psutil.Process(server.pid)
    try:
        _wait_until_it_answers(server, address, log)
        if not listens_itself(process, port):
            raise NotServing(f"Another program answers on {address}.\n{log.read_text()}")
        yield address
    finally:
        members = [process, *process.children(recursive=True)] if process.is_running() else []
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        for member in psutil.wait_procs(members, timeout=5)[1]:
            member.kill()


def _wait_until_it_answers(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        if server.poll() is not None:
            raise NotServing(f"The server stopped with status {server.returncode}.\n{log.read_text()}")
        try:
            with urlopen(f"{address}/readyz", timeout=5) as reply:
                if reply.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            pass
        if time.monotonic() > until:
            raise NotServing(f"{address} did not answer within {PATIENCE_S:.0f} s.\n{log.read_text()}")
        time.sleep(0.1)
