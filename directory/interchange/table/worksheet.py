"""Files of spreadsheet programs as rows of cells: .xlsx, .xlsm, .xlsb, .xls and .ods, read with calamine.

What a file says about its own size is not believed: it is unpacked and counted first. Formulas are never worked out;
a cell has the value that was saved with it.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from directory.interchange.table.limits import Limits
from directory.interchange.table.trouble import Trouble, TroubleError

ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_PARTS: Final = 2_000
"""Files in the archive of a workbook; an ordinary one has ten to fifty."""
CHUNK: Final = 1 << 16
BOOKS: Final = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")


def is_worksheet(content: bytes) -> bool:
    """Tell whether *content* begins like a file of a spreadsheet program, whatever it is called."""
    return content.startswith((ZIP, OLE))


def read_worksheet(content: bytes, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each row of the first sheet that has any, and its cells as text.

    Raises:
        TroubleError: it is no workbook, is locked, damaged, or too large once unpacked.
    """
    if content.startswith(ZIP):
        _unpack(content, limits)
    elif "EncryptedPackage".encode("utf-16-le") in content:
        raise TroubleError(Trouble.LOCKED)
    for sheet in _sheets(content):
        if sheet.total_width > limits.columns:
            raise TroubleError(Trouble.TOO_MANY_COLUMNS)
        if sheet.total_height - sheet.start[0] > limits.rows + 50:
            raise TroubleError(Trouble.TOO_MANY_ROWS)
        first = sheet.start[0] + 1
        for number, cells in enumerate(sheet.to_python(skip_empty_area=True), start=first):
            yield number, [said(cell) for cell in cells]
        return
    raise TroubleError(Trouble.EMPTY)


def said(cell: Any) -> str:
    """Return a cell as a person reads it: whole numbers without decimals, days without an hour."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return "" if cell is None else str(cell)


def _sheets(content: bytes) -> Iterator[Any]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for index in range(len(book.sheet_names)):
            sheet = book.get_sheet_by_index(index)
            if sheet.start is not None and sheet.total_height:
                yield sheet
    except PasswordError:
        raise TroubleError(Trouble.LOCKED) from None
    except TroubleError:
        raise
    except (CalamineError, OSError, ValueError):
        raise TroubleError(Trouble.DAMAGED) from None
    except BaseException as error:
        # Rust panics arrive as an exception of their own that derives from BaseException alone.
        if type(error).__name__ == "PanicException":
            raise TroubleError(Trouble.DAMAGED) from None
        raise


def _unpack(content: bytes, limits: Limits) -> None:
    """Count what the archive really holds.

    Raises:
        TroubleError: it is no workbook, is damaged, locked, or unpacks to too much.
    """
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise TroubleError(Trouble.TOO_LARGE_UNPACKED)
            if any(part.flag_bits & 1 for part in parts):
                raise TroubleError(Trouble.LOCKED)
            if not any(part.filename in BOOKS for part in parts):
                raise TroubleError(Trouble.NOT_A_TABLE)
            for part in parts:
                with archive.open(part) as opened:
                    while chunk := opened.read(CHUNK):
                        total += len(chunk)
                        if total > limits.unpacked:
                            raise TroubleError(Trouble.TOO_LARGE_UNPACKED)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        raise TroubleError(Trouble.DAMAGED) from None
