"""How often something may be tried, counted by one atomic statement: 100 guesses at the same moment count as 100.

A key is full after its limit and empties after a pause without counted trials. So in no five minutes more than the
limit gets through, and nobody is locked out for good: who is being attacked uses a passkey, or waits for the pause.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import Engine, case, delete, or_
from sqlalchemy.dialects import postgresql, sqlite

from directory.account.complaint import TooMany
from directory.db import for_writing
from directory.model import Throttle


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` trials, then a pause of ``pause``."""

    most: int
    pause: timedelta


class Trial(Enum):
    """What is counted. Those ending in FROM count by where they come from, and are wide: an office has one address."""

    PASSWORD = Limit(10, timedelta(minutes=5))
    PASSWORD_FROM = Limit(100, timedelta(minutes=5))
    CODE = Limit(5, timedelta(minutes=5))
    CODE_SLOW = Limit(50, timedelta(hours=12))
    """The same trials over a longer time: five in five minutes, day and night, would find a code within months."""
    CONFIRM = Limit(10, timedelta(minutes=5))
    """A password or code given again by somebody who is signed in."""
    PASSKEY_FROM = Limit(100, timedelta(minutes=5))
    PROVIDER_FROM = Limit(100, timedelta(minutes=5))
    RESET = Limit(3, timedelta(hours=1))
    RESET_FROM = Limit(30, timedelta(hours=1))
    LINK_FROM = Limit(60, timedelta(minutes=5))
    """Links of mails, right or wrong."""
    INVITE = Limit(100, timedelta(hours=12))
    REPORT_SAME = Limit(1, timedelta(hours=20))
    """The same thing told of the same record by the same account: once a day."""
    REPORT = Limit(60, timedelta(hours=12))
    """Everything that one account tells after calls: more than anybody rings in a shift."""


ALSO = {Trial.CODE: Trial.CODE_SLOW}
"""What a trial is counted as besides."""


def take(engine: Engine, trial: Trial, subject: str, now: datetime) -> None:
    """Count one trial about *subject*, in a transaction of its own.

    Raises:
        TooMany: a limit is reached; at that limit nothing was counted.
    """
    _take(engine, trial, subject, now)
    if trial in ALSO:
        _take(engine, ALSO[trial], subject, now)


def _take(engine: Engine, trial: Trial, subject: str, now: datetime) -> None:
    insert: Any = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
    limit = trial.value
    is_over = Throttle.last_at <= now - limit.pause
    statement = (
        insert(Throttle)
        .values(key=_key(trial, subject), last_at=now, count=1)
        .on_conflict_do_update(
            index_elements=[Throttle.key],
            set_={"count": case((is_over, 1), else_=Throttle.count + 1), "last_at": now},
            where=or_(is_over, Throttle.count < limit.most),
        )
        .returning(Throttle.count)
    )
    with for_writing(engine).begin() as connection:
        taken = connection.execute(statement).scalar_one_or_none()
    if taken is None:
        minutes = max(1, round(limit.pause.total_seconds() / 60))
        in_hours = minutes > 90
        sv_pause = f"{minutes // 60} timmar" if in_hours else f"{minutes} minuter"
        en_pause = f"{minutes // 60} hours" if in_hours else f"{minutes} minutes"
        sv = f"Det blev för många försök. Vänta {sv_pause} och försök igen."
        en = f"Too many attempts. Wait {en_pause} and try again."
        raise TooMany(sv, sv=sv, en=en, retry_after_s=int(limit.pause.total_seconds()))


def forget(engine: Engine, trial: Trial, subject: str) -> None:
    """Stop counting about *subject*: it went well."""
    with for_writing(engine).begin() as connection:
        keys = [_key(one, subject) for one in (trial, ALSO.get(trial, trial))]
        connection.execute(delete(Throttle).where(Throttle.key.in_(keys)))


def clear_old(engine: Engine, now: datetime) -> int:
    """Remove what no limit asks about any more; return how many."""
    longest = max(trial.value.pause for trial in Trial)
    with for_writing(engine).begin() as connection:
        return connection.execute(delete(Throttle).where(Throttle.last_at <= now - longest)).rowcount


def _key(trial: Trial, subject: str) -> str:
    return hashlib.sha256(f"{trial.name}\x1f{subject}".encode("utf-8", "surrogatepass")).hexdigest()
