"""The jobs that the program has, and the makers of its late letters. What else is due every day is added here."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine

from directory.account import clearing
from directory.clock import as_local
from directory.jobs import importing
from directory.jobs.job import Job
from directory.ledger.head import export_head
from directory.mail import Delivered, Makers, deliver_due
from directory.mail.outbox import forget_sent, open_session
from directory.maintaining import campaign, digest, following, inquiry, retention
from directory.maintaining import letters as maintaining
from directory.membership import expiring, quota
from directory.membership import letters as membership
from directory.offering import room
from directory.settings import Settings
from directory.store.saver import save_outdated
from directory.store.session import writing

SENT_IS_KEPT = timedelta(days=30)
"""How long the outbox remembers that a letter was sent or given up, and to whom: long enough to answer for it."""


def own_jobs() -> tuple[Job, ...]:
    """Return every job of the program, in the order in which they are looked at."""
    return (
        Job("mail", timedelta(minutes=1), deliver, is_leased=True),
        Job(importing.IMPORT, timedelta(minutes=1), importing.run, is_leased=True),
        Job("ledger-head", timedelta(days=1), export, offset=timedelta(hours=1)),
        Job("room", timedelta(minutes=5), room.run),
        Job("retention", timedelta(hours=1), retention.run),
        Job("clearing", timedelta(hours=1), clearing.run, offset=timedelta(minutes=20)),
        Job("campaigns", timedelta(days=1), campaign.run, offset=timedelta(hours=4)),
        Job("saved-questions", timedelta(days=1), following.run, offset=timedelta(hours=4)),
        Job("inquiries", timedelta(days=1), inquiry.run, offset=timedelta(hours=5)),
        Job("saved-snapshots", timedelta(minutes=5), keep_saved),
        Job("rights", timedelta(days=1), expiring.run, offset=timedelta(hours=6)),
        Job("digest", timedelta(days=1), digest.run, offset=timedelta(hours=6)),
        Job("quota", timedelta(days=1), forget_seen, offset=timedelta(hours=3)),
        Job("sent-mail", timedelta(days=1), forget, offset=timedelta(hours=2)),
        Job("old-files", timedelta(days=1), importing.forget_old, offset=timedelta(hours=2)),
    )


def makers(settings: Settings) -> Makers:
    """Return who makes the words of which late letter."""
    site = settings.base_url
    return {**membership.makers(site), **maintaining.makers(site), **inquiry.makers(site)}


def deliver(engine: Engine, settings: Settings, now: datetime) -> Delivered:
    """Send the letters that are due."""
    return deliver_due(engine, settings, now, makers(settings), opened=writing)


def export(engine: Engine, settings: Settings, now: datetime) -> None:
    """Write the head of the ledger to a file outside of the database, once a day."""
    export_head(engine, settings.instance_folder, as_local(now).date())


def keep_saved(engine: Engine, settings: Settings, _now: datetime) -> dict[str, int]:
    """Let no saved snapshot hold what has been changed or erased since."""
    return {"saved": save_outdated(engine, settings.instance_folder) if settings.snapshot_is_saved else 0}


def forget(engine: Engine, _settings: Settings, now: datetime) -> dict[str, int]:
    """Forget the addresses of letters that were sent, or given up, long ago."""
    with open_session(engine) as session:
        forgotten = forget_sent(session, now - SENT_IS_KEPT)
        session.commit()
    return {"forgotten": forgotten}


def forget_seen(engine: Engine, _settings: Settings, now: datetime) -> dict[str, int]:
    """Forget which contacts were seen before today."""
    return {"forgotten": quota.clear_old(engine, now)}
