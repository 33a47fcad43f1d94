"""A table as a file: CSV as Swedish spreadsheets read it, a workbook, or JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import xlsxwriter

from directory.ledger.sheet import harmless

BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets take å for Ã¥."""
LONGEST_CELL = 32_000
"""Characters; a workbook holds 32,767."""


class Format(StrEnum):
    """How a table is written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


FORMATS: Mapping[Format, str] = MappingProxyType(
    {
        Format.CSV: "text/csv",
        Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format.JSON: "application/json",
    }
)
"""Format → media type."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. ``mark``: who took it and when; stands above the headings. ``keys`` name the columns in JSON."""

    mark: str
    keys: tuple[str, ...]
    headings: tuple[str, ...]
    rows: Sequence[Sequence[str]]


def written(sheet: Sheet, form: Format) -> bytes:
    """Return *sheet* as a file."""
    if form is Format.JSON:
        rows = [dict(zip(sheet.keys, row, strict=True)) for row in sheet.rows]
        return json.dumps({"taken": sheet.mark, "rows": rows}, ensure_ascii=False, indent=1).encode()
    if form is Format.XLSX:
        return _workbook(sheet)
    return csv_of([[sheet.mark], list(sheet.headings), *sheet.rows]).encode()


def csv_of(rows: Iterable[Sequence[str]]) -> str:
    """Return *rows* as CSV with semicolons, as Swedish spreadsheets expect it, and a byte order mark."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return BYTE_ORDER_MARK + buffer.getvalue()


def _workbook(sheet: Sheet) -> bytes:
    """Return a workbook in which every cell is text: nothing in it is worked out."""
    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(made, options) as book:
        page = book.add_worksheet("Kontaktnätet")
        strong, wraps = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        page.write_string(0, 0, harmless(sheet.mark))
        for column, heading in enumerate(sheet.headings):
            page.write_string(1, column, heading, strong)
        for number, row in enumerate(sheet.rows, start=2):
            for column, cell in enumerate(row):
                if cell:
                    page.write_string(number, column, harmless(cell)[:LONGEST_CELL], wraps)
        page.freeze_panes(2, 0)
        page.set_column(0, max(len(sheet.headings) - 1, 0), 24)
    return made.getvalue()
