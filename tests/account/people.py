"""Accounts for tests: dull, invented, and at example.org."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from sqlalchemy import Engine

from directory.account import session as sessions
from directory.account.code import new_code_secret
from directory.account.password import hash_of
from directory.account.secret import Seal
from directory.ledger import Act, note
from directory.model import Account, Stage
from directory.store.session import writing

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PASSWORD = "sju gula cyklar vid bron"
SEAL = Seal(("a secret for tests, long enough to be one",))
LASTS = timedelta(hours=12)
_numbers = count(1)


@cache
def hashed() -> str:
    """Return the hash of ``PASSWORD``: made once, it takes its time."""
    return hash_of(PASSWORD)


def make_account(engine: Engine, secret: str | None = None, **values: Any) -> Account:
    """Make an account with ``PASSWORD`` and the app key *secret*; return it, detached."""
    number = next(_numbers)
    given = {
        "id": f"account{number}",
        "email": f"person{number}@example.org",
        "name": f"Person {number} (påhittad)",
        "password_hash": hashed(),
        "code_secret": SEAL.close(secret or new_code_secret()),
        "created_at": NOW,
        **values,
    }
    with writing(engine, actor="test") as session:
        account = Account(**given)
        session.add(account)
        note(session, Act.ACCOUNT_CREATED, kind="account", record=account.id)
        session.commit()
        session.refresh(account)
        session.expunge(account)
    return account


def begin(
    engine: Engine, account: Account, stage: Stage = Stage.WHOLE, now: datetime = NOW
) -> sessions.Begun:
    """Begin a session of *account*."""
    with writing(engine, actor=account.id) as session:
        begun = sessions.begin(
            session, session.get_one(Account, account.id), stage, now, lasts=LASTS, device="Firefox, Linux"
        )
        session.commit()
    return begun
