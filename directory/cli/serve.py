"""``directory serve``: the web server, after making sure that it will have something to answer from."""

from __future__ import annotations

import errno
import os
import socket

import click
from granian import Granian
from granian.constants import HTTPModes, Interfaces

from directory.cli.standing import check, newest_snapshot
from directory.db import check_engine, make_engine
from directory.errors import SettingsError, Unavailable
from directory.membership.demo import check_no_demo
from directory.settings import Settings

TARGET = "directory.app:served"
"""Loaded by each worker; by name, since the application is a layer above the command line."""


@click.command()
@click.option("--host", help="Network address to listen on.  [default: DIRECTORY_HOST]")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Port; 0 takes a free one.  [default: DIRECTORY_PORT]"
)
@click.option("--workers", type=click.IntRange(1, 256), help="Processes.  [default: DIRECTORY_WORKERS]")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve pages and API until stopped."""
    settings = Settings.from_environment()
    engine = make_engine(settings)
    check(engine, is_away_fine=True)
    try:
        check_engine(engine)
        check_no_demo(engine, settings)
    except Unavailable:
        # Away: the last saved snapshot answers in its place, and every page says how old it is.
        newest_snapshot(settings)
    engine.dispose()
    address = host or settings.host
    free = free_port(address, settings.port if port is None else port)
    shown = f"[{address}]" if ":" in address else address
    click.echo(f"Kontaktnätet: http://{shown}:{free}/  (Ctrl+C stops)", err=True)
    Granian(
        TARGET,
        address=address,
        port=free,
        interface=Interfaces.WSGI,
        # What stands in front of it speaks 1.1 to it; a protocol that nobody needs is one more to attack.
        http=HTTPModes.http1,
        websockets=False,
        workers=workers or settings.workers,
        # One thread a worker: the answer is computed, not waited for, and a second thread would only take turns.
        blocking_threads=1,
        factory=True,
        log_enabled=settings.log_level in ("debug", "info"),
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()


def free_port(host: str, port: int) -> int:
    """Return *port*, or for 0 one that is free, after making sure that the server can have it.

    Raises:
        SettingsError: somebody listens there already, or this program may not.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            if os.name == "posix":
                # As the server does: a port that was just closed is free. One that is listened on is not.
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            return int(trial.getsockname()[1])
    except OSError as error:
        raise _no_port(error, host, port) from error


def _no_port(error: OSError, host: str, port: int) -> SettingsError:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        sv = (
            f"Porten {port} är upptagen: ett annat program svarar där. "
            f"Välj en annan, till exempel --port {other} (med make run: PORT={other})."
        )
        en = (
            f"Port {port} is taken: another program answers there. "
            f"Choose another, such as --port {other} (with make run: PORT={other})."
        )
        return SettingsError(sv, sv=sv, en=en)
    if error.errno == errno.EACCES:
        sv = f"Porten {port} får inte användas av vanliga program. Välj en från 1024, till exempel --port 8000."
        en = f"Port {port} is not for ordinary programs. Choose one from 1024, such as --port 8000."
        return SettingsError(sv, sv=sv, en=en)
    sv = f"Adressen {host} finns inte på den här datorn. Prova --host 127.0.0.1."
    en = f"The address {host} is not one of this machine. Try --host 127.0.0.1."
    return SettingsError(sv, sv=sv, en=en)
