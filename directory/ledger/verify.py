"""Verify the chain: read every entry in order and tell the first one that is not as it was written.

What the chain alone cannot show: that it was rewritten from some entry on, to its very end, head included. An
exported head (``ledger.head``) that lies outside the database shows that, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Select, String, select, type_coerce

from directory.ledger.act import Act
from directory.ledger.chain import BEGINNING, COLUMNS, detail_digest, entry_digest, instant
from directory.ledger.head import Head
from directory.model import LedgerDetail, LedgerEntry, LedgerHead

AT_ONCE = 1000
"""Entries that are fetched at a time: memory stays the same however long the chain is."""


class Fault(StrEnum):
    """What is wrong with an entry."""

    CHANGED = "changed"
    """It does not say what its digest was taken of."""
    MISSING = "missing"
    """It is gone, and later ones are there."""
    NOT_LINKED = "not-linked"
    """It does not continue the entry before it: one of the two was put there afterwards."""
    CUT = "cut"
    """It and all later ones are gone."""
    BEYOND_HEAD = "beyond-head"
    """It stands after the last entry that the head knows."""
    OTHER_HEAD = "other-head"
    """It is not the one that the head knows as the last."""
    NO_HEAD = "no-head"
    """The head itself is gone."""
    OTHER_EXPORTED_HEAD = "other-exported-head"
    """It is not the one that was exported: the chain was rewritten."""
    DETAIL_CHANGED = "detail-changed"
    """Its detail does not say what its digest was taken of."""
    DETAIL_MISSING = "detail-missing"
    """Its detail is gone."""
    DETAIL_ADDED = "detail-added"
    """It had no detail, and has one now."""
    DETAIL_ERASED_SILENTLY = "detail-erased-silently"
    """Its detail was erased, and no entry says by whom, or not at that moment."""
    DETAIL_RESTORED = "detail-restored"
    """Its detail was erased, and is there again."""


SENTENCES: Mapping[Fault, str] = {
    Fault.CHANGED: "Entry {seq} was changed after it was written.",
    Fault.MISSING: "Entry {seq} is missing.",
    Fault.NOT_LINKED: "Entry {seq} does not continue the one before it: entries were put in, swapped or rewritten.",
    Fault.CUT: "Entry {seq} and all after it are missing.",
    Fault.BEYOND_HEAD: "Entry {seq} was put behind the end of the chain.",
    Fault.OTHER_HEAD: "Entry {seq} is not the one that the head of the chain names.",
    Fault.NO_HEAD: "The head of the chain is missing; its last entry should be {seq}.",
    Fault.OTHER_EXPORTED_HEAD: "Entry {seq} is not the one whose digest was exported: the chain was rewritten.",
    Fault.DETAIL_CHANGED: "The detail of entry {seq} was changed.",
    Fault.DETAIL_MISSING: "The detail of entry {seq} is missing.",
    Fault.DETAIL_ADDED: "Entry {seq} has a detail that it was not written with.",
    Fault.DETAIL_ERASED_SILENTLY: "The detail of entry {seq} was erased, and no entry says so.",
    Fault.DETAIL_RESTORED: "The detail of entry {seq} was erased and is there again.",
}


@dataclass(frozen=True, slots=True, order=True)
class Broken:
    """The first entry that is not right, and what is wrong with it."""

    seq: int
    fault: Fault

    @property
    def sentence(self) -> str:
        """It in words."""
        return SENTENCES[self.fault].format(seq=self.seq)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole chain found. ``broken`` None: all of it is as it was written."""

    entries: int
    head: Head
    heads: int
    erased: int
    broken: Broken | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.broken is None


@dataclass(slots=True)
class _Reading:
    """What was found up to an entry."""

    seq: int = 0
    digest: str = BEGINNING
    entries: int = 0
    broken: Broken | None = None
    erased: dict[int, Any] = field(default_factory=dict)
    said_erased: dict[int, str] = field(default_factory=dict)

    def find(self, seq: int, fault: Fault) -> None:
        """Keep what is wrong, unless an earlier entry is."""
        if self.broken is None or seq < self.broken.seq:
            self.broken = Broken(seq, fault)


def verify(connection: Connection, heads: Iterable[Head] = ()) -> Verdict:
    """Check the whole chain and every detail, against the head in the database and the exported *heads*.

    *connection*: of one consistent read (``store.consistent``), or entries that are written meanwhile look like
    faults. Memory does not grow with the chain, but by the number of erased details.
    """
    known: dict[int, set[str]] = defaultdict(set)
    exported = tuple(heads)
    for head in exported:
        known[head.seq].add(head.digest)
    end = connection.execute(select(LedgerHead.seq, LedgerHead.digest)).one_or_none()
    reading = _Reading()
    if known.pop(0, {BEGINNING}) != {BEGINNING}:
        reading.find(1, Fault.OTHER_EXPORTED_HEAD)
    rows = connection.execution_options(stream_results=True, yield_per=AT_ONCE).execute(_everything())
    for row in rows:
        _check_entry(reading, row)
        if known.pop(row.seq, {row.digest}) != {row.digest}:
            reading.find(row.seq, Fault.OTHER_EXPORTED_HEAD)
    if any(seq > reading.seq for seq in known):
        reading.find(reading.seq + 1, Fault.CUT)
    _check_end(reading, end)
    _check_erasures(reading)
    _check_strays(connection, reading)
    return Verdict(
        reading.entries,
        Head(None, reading.seq, reading.digest),
        len(exported),
        len(reading.erased),
        reading.broken,
    )


def _everything() -> Select[Any]:
    columns = [LedgerEntry.__table__.c[name] for name in (*COLUMNS, "digest")]
    raw = [type_coerce(column, String).label("at") if column.name == "at" else column for column in columns]
    return (
        select(
            *raw,
            LedgerDetail.seq.label("detail_seq"),
            LedgerDetail.salt,
            LedgerDetail.content,
            type_coerce(LedgerDetail.erased_at, String).label("erased_at"),
        )
        .outerjoin(LedgerDetail, LedgerDetail.seq == LedgerEntry.seq)
        .order_by(LedgerEntry.seq)
    )


def _check_entry(reading: _Reading, row: Row[Any]) -> None:
    reading.entries += 1
    entry = {name: getattr(row, name) for name in COLUMNS} | {"at": _instant(row.at)}
    if row.seq != reading.seq + 1:
        reading.find(min(reading.seq + 1, row.seq), Fault.MISSING)
    if _digest(entry) != row.digest:
        reading.find(row.seq, Fault.CHANGED)
    if row.previous != reading.digest:
        reading.find(row.seq, Fault.NOT_LINKED)
    _check_detail(reading, row)
    if row.act == Act.DETAIL_ERASED and row.record.isdecimal():
        reading.said_erased[int(row.record)] = str(entry["at"])
    reading.seq, reading.digest = row.seq, row.digest


def _check_detail(reading: _Reading, row: Row[Any]) -> None:
    if row.detail_seq is None:
        if row.detail_digest is not None:
            reading.find(row.seq, Fault.DETAIL_MISSING)
    elif row.detail_digest is None:
        reading.find(row.seq, Fault.DETAIL_ADDED)
    elif row.content is None:
        reading.erased[row.seq] = _instant(row.erased_at)
        if row.salt is not None:
            reading.find(row.seq, Fault.DETAIL_CHANGED)
    elif row.erased_at is not None or _digest_of_detail(row.salt, row.content) != row.detail_digest:
        reading.find(row.seq, Fault.DETAIL_CHANGED)


def _check_end(reading: _Reading, end: Row[int, str] | None) -> None:
    if end is None:
        reading.find(reading.seq, Fault.NO_HEAD)
    elif reading.seq < end.seq:
        reading.find(reading.seq + 1, Fault.CUT)
    elif reading.seq > end.seq:
        reading.find(end.seq + 1, Fault.BEYOND_HEAD)
    elif reading.digest != end.digest:
        reading.find(reading.seq, Fault.OTHER_HEAD)


def _check_erasures(reading: _Reading) -> None:
    """Hold what is erased against what the chain says was erased, and when."""
    for seq, at in reading.erased.items():
        if reading.said_erased.get(seq) != at:
            reading.find(seq, Fault.DETAIL_ERASED_SILENTLY)
    for seq in reading.said_erased.keys() - reading.erased.keys():
        reading.find(seq, Fault.DETAIL_RESTORED)


def _check_strays(connection: Connection, reading: _Reading) -> None:
    """Find details of entries that are not there."""
    stray = connection.execute(
        select(LedgerDetail.seq)
        .where(LedgerDetail.seq.not_in(select(LedgerEntry.seq)))
        .order_by(LedgerDetail.seq)
        .limit(1)
    ).scalar()
    if stray is not None:
        reading.find(stray, Fault.MISSING)


def _instant(value: Any) -> Any:
    """Return a stored instant as it is hashed; what is no instant (SQLite takes anything) as it is."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return value
    return instant(value) if isinstance(value, datetime) else value


def _digest(entry: Mapping[str, Any]) -> str | None:
    try:
        return entry_digest(entry)
    except (TypeError, ValueError):
        return None  # SQLite takes bytes for a text


def _digest_of_detail(salt: Any, content: Any) -> str | None:
    return detail_digest(salt, content) if isinstance(salt, str) and isinstance(content, str) else None
