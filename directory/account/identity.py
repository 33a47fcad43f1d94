"""Who a cookie stands for: asked of the database, remembered as long as the database says that nothing has ended.

Every end of a session and every change of rights raises ``access_number`` in its own transaction; a process looks at
that number before each request. So what was ended is dead in every process at the next request, and what was not costs
a look into a dict.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from directory.access import AccountId, Grant, Identity
from directory.account.secret import LONGEST_TOKEN, digest
from directory.clock import as_local
from directory.db import for_writing
from directory.graph.facts import AreaId, OrganizationId
from directory.model import Account, AccountSession, Stage
from directory.model import Grant as GrantRow

MOST = 2_000
"""Identities remembered in a process."""
TOUCHED_AFTER = timedelta(minutes=5)
"""How old ``used_at`` may get before it is written again."""
GRACE = timedelta(minutes=15)
"""How long somebody stays signed in while the database cannot be asked. Nothing can be ended there then, either."""


@dataclass(frozen=True, slots=True)
class _Known:
    identity: Identity
    look: Hashable
    day_ends_at: datetime
    used_at: datetime
    ends_at: datetime
    checked_at: datetime


class Identities:
    """The identities of one process. Safe to use from several threads."""

    def __init__(self, engine: Engine, *, idle: timedelta, has_demo: bool = True) -> None:
        """Take the engine. *idle*: how long a session may rest; *has_demo*: whether invented accounts count."""
        self._engine = engine
        self._idle = idle
        self._has_demo = has_demo
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, token: str, look: Hashable | None, now: datetime) -> Identity | None:
        """Return whose whole session *token* is; None when there is no such session, or not any more.

        *look* is where the database stands (generation and access number), None when it cannot be asked.
        """
        if not 0 < len(token) <= LONGEST_TOKEN:
            return None
        key = digest(token)
        with self._lock:
            known = self._known.get(key)
        if look is None:
            return known.identity if known is not None and _is_in_grace(known, now, self._idle) else None
        if (
            known is None
            or known.look != look
            or now >= known.day_ends_at
            or now - known.used_at >= TOUCHED_AFTER
            or now >= known.ends_at
        ):
            try:
                known = self._read(key, look, now)
            except SQLAlchemyError:
                return known.identity if known is not None and _is_in_grace(known, now, self._idle) else None
            self._remember(key, known)
        return known.identity if known is not None else None

    def _read(self, key: str, look: Hashable, now: datetime) -> _Known | None:
        with Session(self._engine) as reading:
            found = reading.execute(
                select(AccountSession, Account)
                .join(Account, Account.id == AccountSession.account_id)
                .where(AccountSession.token_hash == key)
            ).one_or_none()
            if found is None:
                return None
            row, account = found
            if (
                row.stage is not Stage.WHOLE
                or row.confirmed_at is None
                or not account.is_open
                or (account.is_demo and not self._has_demo)
                or now >= row.ends_at
                or now - row.used_at >= self._idle
            ):
                return None
            grants = read_grants(reading, account.id, as_local(now).date())
        if now - row.used_at >= TOUCHED_AFTER:
            with suppress(SQLAlchemyError):  # a database that takes nothing down signs nobody out
                self._touch(row.id, now)
        identity = Identity(
            AccountId(account.id),
            account.name,
            account.email or "",
            account.lang,
            row.id,
            row.confirmed_at,
            grants,
            account.is_demo,
        )
        return _Known(identity, look, _day_ends_at(now), now, row.ends_at, now)

    def _touch(self, session_id: str, now: datetime) -> None:
        """Write when a session was used last: the one thing that reading a page writes, every few minutes."""
        with for_writing(self._engine).begin() as connection:
            connection.execute(
                update(AccountSession).where(AccountSession.id == session_id).values(used_at=now)
            )

    def _remember(self, key: str, known: _Known | None) -> None:
        with self._lock:
            if known is None:
                self._known.pop(key, None)
                return
            self._known[key] = known
            self._known.move_to_end(key)
            if len(self._known) > MOST:
                self._known.popitem(last=False)


def read_grants(reading: Session, account_id: str, day: date) -> tuple[Grant, ...]:
    """Return the rights of an account that hold on *day*, ordered by id."""
    rows = reading.scalars(
        select(GrantRow)
        .where(
            GrantRow.account_id == account_id,
            GrantRow.ended_at.is_(None),
            GrantRow.valid_from <= day,
            GrantRow.valid_to >= day,
        )
        .order_by(GrantRow.id)
    )
    return tuple(as_value(row) for row in rows)


def as_identity(reading: Session, account: Account, now: datetime) -> Identity:
    """Return who *account* is by its rights, without any session: to ask what it stands over."""
    grants = read_grants(reading, account.id, as_local(now).date())
    return Identity(AccountId(account.id), account.name, account.email or "", account.lang, "", now, grants)


def as_value(row: GrantRow) -> Grant:
    """Return a row of rights as a value."""
    return Grant(
        row.id,
        row.role,
        row.valid_from,
        row.valid_to,
        OrganizationId(row.organization_id) if row.organization_id else None,
        AreaId(row.area_id) if row.area_id else None,
    )


def _day_ends_at(now: datetime) -> datetime:
    """Return the next Swedish midnight: rights hold from a day to a day."""
    midnight = (as_local(now) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight.astimezone(UTC)  # compared at every request, and quicker so


def _is_in_grace(known: _Known, now: datetime, idle: timedelta) -> bool:
    return now - known.checked_at <= GRACE and now < known.ends_at and now - known.used_at < idle
