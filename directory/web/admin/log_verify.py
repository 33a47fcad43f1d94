"""Have the whole chain of the log checked now, and write the verdict down in it."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.ledger import Act, note
from directory.ledger.head import FILE, Head, read_heads
from directory.ledger.verify import verify as check
from directory.store.consistent import consistent_read
from directory.web.admin import told
from directory.web.admin.log import checked_last
from directory.web.database import engine, reading, settings, writing
from directory.web.identity import signed_in

PAUSE = timedelta(minutes=1)
"""Between two checks: each one reads the whole log."""


@needs(Permission.LOG_VERIFY)
def back() -> AnyResponse:
    """Return to the log: whoever had to show who they are comes back here, and clicks once more."""
    return _to_log()


@needs(Permission.LOG_VERIFY)
def verify() -> AnyResponse:
    """Check the chain against its head, and against the heads that were exported."""
    who = signed_in()
    with reading() as database:
        last = checked_last(database)
    if last is not None and clock.now() - last.at < PAUSE:
        told.tell("verified_just_now")
        return _to_log()
    with consistent_read(engine()) as connection:
        verdict = check(connection, _heads())
    with writing(who.account) as session:
        detail: dict[str, object] = {"entries": verdict.entries, "heads": verdict.heads}
        if verdict.broken is not None:
            detail |= {"broken": verdict.broken.seq, "fault": verdict.broken.fault.value}
        note(session, Act.LOG_VERIFIED, actor=who.account, kind="ledger_entry", detail=detail)
        session.commit()
    told.tell("verified")
    return _to_log()


def _heads() -> tuple[Head, ...]:
    file = settings().instance_folder / FILE
    return read_heads(file) if file.exists() else ()


def _to_log() -> AnyResponse:
    return redirect(url_for("admin.log"), 303)
