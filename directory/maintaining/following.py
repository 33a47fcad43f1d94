"""Saved questions: whoever asks the same again and again is told when somebody else is to be called first.

Need, area and group are kept, and nothing that tells of a person. Among equals the first one changes from day to day
(the resolver's own shuffle), so it has changed only when whoever was first is first on none of the next days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import blake2b

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.account.complaint import refuse
from directory.account.identity import as_identity
from directory.account.secret import new_id
from directory.clock import STOCKHOLM, as_local
from directory.graph.answer import CallStep
from directory.graph.facts import AreaId, Group, NeedId
from directory.graph.network import Network
from directory.graph.question import Question
from directory.graph.resolve import answer
from directory.maintaining.news import Topic, tell_in_digest
from directory.maintaining.workplace import missing
from directory.model import Account, SavedQuestion
from directory.settings import Settings
from directory.store.consistent import consistent_read
from directory.store.facts import read_facts
from directory.store.session import writing

ACTOR = "following"
MOST = 40
"""Questions of one account."""
BY_DAY, BY_NIGHT = time(10), time(2)
"""When offices are open, and when only those on call are."""
DAYS = 4
"""Weekdays ahead that are looked at."""
HALF = 16
"""Bytes of a digest: two of them fill the column."""


@dataclass(frozen=True, slots=True)
class First:
    """Whom to call first: the id of a service or an organization, and a digest of the number; empty for nobody."""

    record: str = ""
    digest: str = "0" * 2 * HALF


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of a question that can be saved."""

    need: NeedId
    area: AreaId
    group: Group


def save(writing: Session, account: str, asked: Asked, network: Network, now: datetime) -> SavedQuestion:
    """Save a question for an account; one that it has already stays as it is.

    Raises:
        NotFound: there is no such need or area.
        Refused: the account has as many as one can follow.
    """
    if asked.need not in network.needs or asked.area not in network.areas:
        raise missing()
    mine = list_questions(writing, account)
    for one in mine:
        if (one.need_id, one.area_id, one.group) == (asked.need, asked.area, asked.group):
            return one
    if len(mine) >= MOST:
        raise refuse(
            "",
            f"Du bevakar redan {MOST} frågor. Ta bort någon först.",
            f"You follow {MOST} questions already. Remove one first.",
        )
    day, night = (firsts[0] for firsts in firsts_of(asked, network, as_local(now).date()))
    saved = SavedQuestion(
        id=new_id(),
        account_id=account,
        need_id=asked.need,
        area_id=asked.area,
        group=asked.group,
        saved_at=now,
        first=f"{day.record}\n{night.record}",
        digest=day.digest + night.digest,
    )
    writing.add(saved)
    writing.flush()
    return saved


def list_questions(reading: Session, account: str) -> list[SavedQuestion]:
    """List the questions of an account, those that have changed lately first, then the newest."""
    rows = reading.scalars(
        select(SavedQuestion)
        .where(SavedQuestion.account_id == account)
        .order_by(SavedQuestion.saved_at.desc(), SavedQuestion.id)
    )
    return sorted(rows, key=lambda one: -(one.changed_at.timestamp() if one.changed_at else 0.0))


def remove(writing: Session, account: str, name: str) -> None:
    """Stop following a question.

    Raises:
        NotFound: it is none of the account's.
    """
    found = writing.get(SavedQuestion, name)
    if found is None or found.account_id != account:
        raise missing()
    writing.delete(found)
    writing.flush()


def run(engine: Engine, _settings: Settings, now: datetime) -> dict[str, int]:
    """Compare who is called first with who was, and have it told where that is somebody else."""
    today = as_local(now).date()
    with Session(engine) as reading:
        viewers = {
            account.id: as_identity(reading, account, now).viewer
            for account in reading.scalars(
                select(Account).where(
                    Account.id.in_(select(SavedQuestion.account_id)), Account.disabled_at.is_(None)
                )
            )
        }
    changed = 0
    for viewer in sorted(set(viewers.values())):
        with consistent_read(engine) as connection:
            network = Network.build(read_facts(connection, viewer, today))
        with writing(engine, actor=ACTOR) as session:
            accounts = [name for name, seen in viewers.items() if seen is viewer]
            rows = session.scalars(
                select(SavedQuestion).where(SavedQuestion.account_id.in_(accounts)).order_by(SavedQuestion.id)
            ).all()
            changed += sum(_compare(session, row, network, today, now) for row in rows)
            session.commit()
    return {"changed": changed}


def firsts_of(asked: Asked, network: Network, today: date) -> tuple[tuple[First, ...], tuple[First, ...]]:
    """Return who is called first by day, and by night, on each of the next weekdays."""
    days = list(_weekdays(today))
    by_day, by_night = (
        tuple(_first(asked, network, datetime.combine(day, at, STOCKHOLM)) for day in days)
        for at in (BY_DAY, BY_NIGHT)
    )
    return by_day, by_night


def _compare(writing: Session, row: SavedQuestion, network: Network, today: date, now: datetime) -> bool:
    asked = Asked(NeedId(row.need_id), AreaId(row.area_id), row.group)
    if asked.need not in network.needs or asked.area not in network.areas:
        return False
    day_id, _, night_id = row.first.partition("\n")
    width = 2 * HALF
    were = (First(day_id, row.digest[:width]), First(night_id, row.digest[width:]))
    are = firsts_of(asked, network, today)
    if all(was in now_first for was, now_first in zip(were, are, strict=True)):
        return False
    day, night = (was if was in now_first else now_first[0] for was, now_first in zip(were, are, strict=True))
    row.before, row.first = row.first, f"{day.record}\n{night.record}"
    row.digest, row.changed_at = day.digest + night.digest, now
    tell_in_digest(writing, row.account_id, Topic.QUESTION, row.id, now)
    return True


def _first(asked: Asked, network: Network, at: datetime) -> First:
    found = answer(Question((asked.need,), asked.area, at, asked.group), network)
    return _of(found.act_now[0]) if found.act_now else First()


def _of(step: CallStep) -> First:
    numbers = "\n".join(sorted(one.channel.value for one in step.channels))
    digest = blake2b(numbers.encode(), digest_size=HALF).hexdigest()
    return First(step.id, digest)


def _weekdays(today: date) -> Iterable[date]:
    day, found = today, 0
    while found < DAYS:
        day += timedelta(days=1)
        if day.weekday() < 5:
            found += 1
            yield day
