"""A daily quota of different contacts that are not public: a person needs a few, whoever copies the network needs all.

Who has reached it sees the public part for the rest of the day, the emergency lines among it, and those who stand over
the account are told. Counting is not what answers wait for: while the database is away, each process counts alone.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Collection
from datetime import date, datetime

import structlog
from sqlalchemy import Engine, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from directory.access import Borders, Identity
from directory.db import for_writing
from directory.membership.granting import day_of
from directory.model import Account, SeenContact
from directory.quota.reached import tell_those_above
from directory.store.session import writing

log = structlog.get_logger(__name__)


class Quota:
    """The quota as one process knows it. Safe to use from several threads."""

    def __init__(self, engine: Engine, *, most: int, site: str) -> None:
        """Take the engine. *most*: different contacts a day; *site*: the base URL, for the letter."""
        self._engine = engine
        self._most = most
        self._site = site
        self._lock = threading.Lock()
        self._day: date | None = None
        self._seen: dict[str, set[str]] = {}
        self._over: set[str] = set()

    def is_over(self, account: str, now: datetime) -> bool:
        """Tell whether *account* has seen as many contacts as it may see on the day of *now*."""
        if account not in self._over:
            return False
        with self._lock:
            self._turn(day_of(now))
            return account in self._over

    def see(self, identity: Identity, contacts: Collection[str], borders: Borders, now: datetime) -> None:
        """Count *contacts* (ids) as seen by *identity*; those seen before on the same day count once."""
        day, account = day_of(now), identity.account
        digests = {_digest(account, day, contact) for contact in contacts}
        with self._lock:
            self._turn(day)
            known = self._seen.setdefault(account, set())
            new = digests - known
            known |= new
            count = len(known)
        if not new:
            return
        try:
            count = self._write(account, day, sorted(new))
            if count >= self._most:
                self._alert(identity, borders, day, now)
        except SQLAlchemyError as error:
            log.warning("quota_not_counted", reason=type(error).__name__)
        if count >= self._most:
            with self._lock:
                self._over.add(account)

    def _turn(self, day: date) -> None:
        if self._day != day:
            self._day, self._seen, self._over = day, {}, set()

    def _write(self, account: str, day: date, digests: list[str]) -> int:
        """Write down what was seen, and return how much that is by now, in all processes."""
        insert = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        rows = [{"account_id": account, "day": day, "digest": digest} for digest in digests]
        with for_writing(self._engine).begin() as connection:
            connection.execute(insert(SeenContact).values(rows).on_conflict_do_nothing())
            return connection.execute(
                select(func.count()).where(SeenContact.account_id == account, SeenContact.day == day)
            ).scalar_one()

    def _alert(self, identity: Identity, borders: Borders, day: date, now: datetime) -> None:
        """Tell those who stand over the account, once a day: the row that says so is written by one process only."""
        with writing(self._engine, actor=identity.account) as session:
            session.execute(select(Account.id).where(Account.id == identity.account).with_for_update())
            mark = _digest(identity.account, day, "the quota was reached")
            if session.get(SeenContact, (identity.account, day, mark)) is not None:
                return
            session.add(SeenContact(account_id=identity.account, day=day, digest=mark))
            tell_those_above(session, identity, borders, now, site=self._site)
            session.commit()


def clear_old(engine: Engine, now: datetime) -> int:
    """Forget what was seen before today; return how many rows."""
    with for_writing(engine).begin() as connection:
        return connection.execute(delete(SeenContact).where(SeenContact.day < day_of(now))).rowcount


def _digest(account: str, day: date, contact: str) -> str:
    return hashlib.sha256(f"{account}\x1f{day}\x1f{contact}".encode()).hexdigest()[:32]
