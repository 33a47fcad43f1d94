"""Read the ledger: entries with their details, newest first, page by page."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from directory.ledger.act import Act
from directory.model import LedgerDetail, LedgerEntry


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as people read it. ``act`` is text: a later version may know acts that this one does not.

    ``at``: UTC. ``detail`` None: there is none, or it was erased (``is_erased``).
    """

    seq: int
    at: datetime
    actor: str
    act: str
    kind: str
    record: str
    organization: str | None
    area: str | None
    detail: Mapping[str, Any] | None
    is_erased: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """Which entries somebody may read who may not read all: those of these organizations, areas and accounts.

    An entry belongs to its organization; one without, to its area; one without either, to the account that it is
    about. So what a county's coordinator reads never holds what an organization of the whole country does there.
    """

    organizations: Collection[str]
    areas: Collection[str]
    accounts: Collection[str]

    @property
    def holds(self) -> ColumnElement[bool]:
        """The condition, for a statement."""
        entry = LedgerEntry
        return or_(
            entry.organization.in_(self.organizations),
            and_(entry.organization.is_(None), entry.area.in_(self.areas)),
            and_(
                entry.organization.is_(None),
                entry.area.is_(None),
                entry.kind == "account",
                entry.record.in_(self.accounts),
            ),
        )


@dataclass(frozen=True, slots=True)
class Page:
    """Entries, newest first. ``next_before``: what to ask for as ``before_seq`` to go on; None: that was all."""

    entries: tuple[Entry, ...]
    next_before: int | None


def list_entries(
    connection: Connection,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    acts: Collection[str] = (),
    actor: str | None = None,
    record: str | None = None,
    kinds: Collection[str] = (),
    organizations: Collection[str] | None = None,
    areas: Collection[str] | None = None,
    within: Scope | None = None,
    most: int = 100,
    before_seq: int | None = None,
) -> Page:
    """Return the newest entries for which all that is given holds; at most *most*, those before *before_seq*.

    Args:
        since: first instant.
        until: first instant that is too late.
        acts: one of these; empty: any.
        kinds: about a row of one of these tables; empty: of any.
        organizations: whose matter it is. With *areas*, too: of one of the organizations or in one of the areas.
            An empty collection is nobody's, None is anybody's.
        within: what the reader may see at all; None: everything.
    """
    wanted: list[ColumnElement[bool]] = []
    if since is not None:
        wanted.append(LedgerEntry.at >= since)
    if until is not None:
        wanted.append(LedgerEntry.at < until)
    if acts:
        wanted.append(LedgerEntry.act.in_([str(act) for act in acts]))
    if actor is not None:
        wanted.append(LedgerEntry.actor == actor)
    if record is not None:
        wanted.append(LedgerEntry.record == record)
    if kinds:
        wanted.append(LedgerEntry.kind.in_(kinds))
    if within is not None:
        wanted.append(within.holds)
    if before_seq is not None:
        wanted.append(LedgerEntry.seq < before_seq)
    whose = [
        column.in_(ids)
        for column, ids in ((LedgerEntry.organization, organizations), (LedgerEntry.area, areas))
        if ids is not None
    ]
    if whose:
        wanted.append(or_(*whose))
    rows = connection.execute(
        select(*_COLUMNS)
        .outerjoin(LedgerDetail, LedgerDetail.seq == LedgerEntry.seq)
        .where(*wanted)
        .order_by(LedgerEntry.seq.desc())
        .limit(most + 1)
    ).all()
    entries = tuple(_entry(row._mapping) for row in rows[:most])
    return Page(entries, entries[-1].seq if len(rows) > most else None)


def all_entries(connection: Connection, *, at_once: int = 500, **filters: Any) -> Iterator[Entry]:
    """Yield every entry that ``list_entries`` would show, newest first, without keeping them in memory."""
    before: int | None = None
    while True:
        page = list_entries(connection, most=at_once, before_seq=before, **filters)
        yield from page.entries
        if page.next_before is None:
            return
        before = page.next_before


def changes_of(
    connection: Connection, record: str, *, most: int = 100, before_seq: int | None = None
) -> Page:
    """Return the changes of the record with this id, newest first.

    Not among them: what happened to it in a load of very many records at once, which has one entry for all.
    """
    acts = (Act.RECORD_ADDED, Act.RECORD_CHANGED, Act.RECORD_REMOVED)
    return list_entries(connection, acts=acts, record=record, most=most, before_seq=before_seq)


def entry_details(connection: Connection, act: Act) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Yield (number, actor, detail) of every entry of *act* whose detail is still there, oldest first."""
    found = connection.execute(
        select(LedgerEntry.seq, LedgerEntry.actor, LedgerDetail.content)
        .join(LedgerDetail, LedgerDetail.seq == LedgerEntry.seq)
        .where(LedgerEntry.act == act.value, LedgerDetail.content.is_not(None))
        .order_by(LedgerEntry.seq)
    )
    for seq, actor, content in found:
        yield seq, actor, json.loads(content or "{}")


_COLUMNS = (
    LedgerEntry.seq,
    LedgerEntry.at,
    LedgerEntry.actor,
    LedgerEntry.act,
    LedgerEntry.kind,
    LedgerEntry.record,
    LedgerEntry.organization,
    LedgerEntry.area,
    LedgerDetail.content,
    LedgerDetail.erased_at,
)


def _entry(row: Mapping[Any, Any]) -> Entry:
    content = row["content"]
    return Entry(
        row["seq"],
        row["at"],
        row["actor"],
        row["act"],
        row["kind"],
        row["record"],
        row["organization"],
        row["area"],
        None if content is None else json.loads(content),
        row["erased_at"] is not None,
    )
