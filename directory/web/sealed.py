"""What survives a reload and must not be read: sealed in the cookie of the forms, for one account, for a while."""

from __future__ import annotations

import json
from datetime import timedelta

from flask import session

from directory import clock
from directory.web.database import seal

LASTS = timedelta(minutes=30)


def keep(name: str, account_id: str, value: str | list[str], *, lasts: timedelta = LASTS) -> None:
    """Keep *value* under *name* for an account."""
    until = int((clock.now() + lasts).timestamp())
    session[name] = seal().close(json.dumps([account_id, until, value]))


def kept(name: str, account_id: str) -> str | list[str] | None:
    """Return what is kept; None when nothing is, when it was for another account, or is too old."""
    opened = seal().open(str(session.get(name, "")))
    if opened is None:
        return None
    owner, until, value = json.loads(opened)
    if owner != account_id or until < clock.now().timestamp():
        return None
    found: str | list[str] = value
    return found
