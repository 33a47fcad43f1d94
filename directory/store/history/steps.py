"""Steps: what each entry of the ledger did to which row, newest first, as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from directory.ledger.act import Act
from directory.model import LedgerDetail, LedgerEntry

Values = Mapping[str, Any]
_SINGLE = (Act.RECORD_ADDED.value, Act.RECORD_CHANGED.value, Act.RECORD_REMOVED.value)
OF_ROWS = (*_SINGLE, Act.RECORDS_CHANGED_MANY.value)
"""What is written of rows of facts."""


@dataclass(frozen=True, slots=True)
class Step:
    """A row was added (no ``before``), changed or removed (no ``after``). ``at``: UTC.

    ``key``: of a changed row that has no id of its own. ``is_known`` False: what was said is erased, or was never
    written down; the sides are then empty.
    """

    seq: int
    at: datetime
    actor: str
    table: str
    record: str
    before: Values | None
    after: Values | None
    key: Values
    is_known: bool = True


def steps_since(connection: Connection, moment: datetime) -> Iterator[Step]:
    """Yield what was done to rows of facts after *moment*, newest first."""
    return _steps(connection, LedgerEntry.at > moment)


def steps_of(connection: Connection, tables: tuple[str, ...], record: str) -> Iterator[Step]:
    """Yield what was done to the row *record* of the first of *tables* and to the words said of it in the others."""
    many = and_(
        LedgerEntry.act == Act.RECORDS_CHANGED_MANY.value,
        LedgerDetail.content.contains(json.dumps(record), autoescape=True),
    )
    single = and_(LedgerEntry.kind.in_(tables), LedgerEntry.record == record)
    for step in _steps(connection, or_(single, many)):
        if step.record == record and step.table in tables:
            yield step


def utc(moment: datetime) -> datetime:
    """Return *moment* with its zone; SQLite hands back naive values, which are UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _steps(connection: Connection, wanted: ColumnElement[bool]) -> Iterator[Step]:
    entries = connection.execute(
        select(
            LedgerEntry.seq,
            LedgerEntry.at,
            LedgerEntry.actor,
            LedgerEntry.act,
            LedgerEntry.kind,
            LedgerEntry.record,
            LedgerDetail.content,
        )
        .outerjoin(LedgerDetail, LedgerDetail.seq == LedgerEntry.seq)
        .where(LedgerEntry.act.in_(OF_ROWS), wanted)
        .order_by(LedgerEntry.seq.desc())
        .execution_options(yield_per=500)
    )
    for seq, at, actor, act, kind, record, content in entries:
        moment = utc(at)
        detail = None if content is None else json.loads(content)
        if act in _SINGLE:
            yield _single(seq, moment, actor, act, kind, record, detail)
        else:
            yield from _of_many(seq, moment, actor, detail or {})


def _single(
    seq: int, at: datetime, actor: str, act: str, kind: str, record: str, detail: Values | None
) -> Step:
    said = detail or {}
    before = None if act == Act.RECORD_ADDED else said.get("before", {})
    after = None if act == Act.RECORD_REMOVED else said.get("after", {})
    return Step(seq, at, actor, kind, record, before, after, said.get("key", {}), detail is not None)


def _of_many(seq: int, at: datetime, actor: str, detail: Values) -> Iterator[Step]:
    for table, acts in detail.items():
        told = set()
        for row in reversed(acts.get("rows", ())):
            told.add(row["record"])
            before, after = row.get("before"), row.get("after")
            yield Step(seq, at, actor, table, row["record"], before, after, row.get("key", {}))
        for record in acts.get("added", ()):
            if record not in told or not _adds(acts["rows"], record):
                yield Step(seq, at, actor, table, record, None, {}, {})
        for record in (*acts.get("changed", ()), *acts.get("removed", ())):
            if record not in told:  # entries of before such a detail was kept
                is_removal = record in acts.get("removed", ())
                yield Step(seq, at, actor, table, record, {}, None if is_removal else {}, {}, False)


def _adds(rows: list[Values], record: str) -> bool:
    """Whether *rows* tell of each addition of *record* themselves, since it has no id of its own."""
    return any(row["record"] == record and "before" not in row for row in rows)
