"""``directory work``: send mail and do periodic jobs, in a process of its own or once."""

from __future__ import annotations

import signal
import threading

import click

from directory import clock
from directory.cli.standing import check
from directory.db import make_engine
from directory.errors import SettingsError
from directory.jobs import Ran, own_jobs, run_due, start_inside
from directory.settings import Settings


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, say what was done, and end.")
def work(once: bool) -> None:
    """Send mail and do periodic jobs until stopped, beside a server that does not."""
    settings = Settings.from_environment()
    engine = make_engine(settings)
    check(engine)
    if once:
        done = run_due(engine, settings, own_jobs(), clock.now())
        for ran in done:
            click.echo(_line(ran))
        if any(ran.trouble for ran in done):
            raise click.exceptions.Exit(1)
        return
    inside = start_inside(settings, own_jobs())
    if inside is None:
        sv = f"Mappen {settings.instance_folder} går inte att skriva i."
        en = f"The folder {settings.instance_folder} cannot be written to."
        raise SettingsError(sv, sv=sv, en=en)
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    click.echo(", ".join(job.name for job in own_jobs()) + "  (Ctrl+C stops)", err=True)
    while not ended.wait(1):
        pass
    inside.stop()


def _line(ran: Ran) -> str:
    counts = ", ".join(f"{name} {count}" for name, count in ran.counts.items())
    return f"{ran.name}: {ran.trouble or counts or 'done'} ({ran.ms:g} ms)"
