"""Entries as text to take away: CSV for people and their spreadsheets, JSON lines for whoever checks the chain.

A spreadsheet runs a cell that begins like a formula, and what stands in a log was typed by anybody: such cells get
an apostrophe in front (OWASP, CSV Injection, read November 2026).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, select

from directory.clock import as_local
from directory.ledger.chain import COLUMNS, canonical, instant
from directory.ledger.reading import Entry
from directory.model import LedgerEntry

HEADER = ("seq", "at", "actor", "act", "kind", "record", "organization", "area", "detail")

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
"""What a cell that a spreadsheet would run begins with, their wide twins of East Asian fonts included."""


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield *entries* as lines of CSV (RFC 4180), a header first. Times are Swedish, with their offset."""
    yield _line(HEADER)
    for entry in entries:
        detail = "erased" if entry.is_erased else "" if entry.detail is None else _said(entry.detail)
        cells = (
            str(entry.seq),
            as_local(entry.at).isoformat(sep=" "),
            entry.actor,
            entry.act,
            entry.kind,
            entry.record,
            entry.organization or "",
            entry.area or "",
            detail,
        )
        yield _line([harmless(cell) for cell in cells])


def harmless(cell: str) -> str:
    """Return *cell* so that no spreadsheet runs it."""
    return f"'{cell}" if cell.lstrip(" \u00a0\ufeff\x00").startswith(DANGEROUS) else cell


def json_lines(connection: Connection) -> Iterator[str]:
    """Yield the whole chain as lines of JSON, oldest first and without details: enough to check it elsewhere."""
    table = LedgerEntry.__table__
    rows = connection.execution_options(yield_per=1000).execute(
        select(*(table.c[name] for name in (*COLUMNS, "digest"))).order_by(table.c.seq)
    )
    for row in rows.mappings():
        yield canonical({**row, "at": instant(row["at"])}) + "\n"


def _said(detail: Any) -> str:
    return json.dumps(detail, ensure_ascii=False, sort_keys=True)


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
