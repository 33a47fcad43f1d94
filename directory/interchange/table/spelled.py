"""Text files as rows of cells: the encoding is found out, then the sign between the cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Final

from directory.interchange.table.limits import Limits
from directory.interchange.table.trouble import Trouble, TroubleError

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, with the codec that takes them away. The longer one of two that begin alike comes first."""
SEPARATORS: Final = ";\t,|"
LOOKED_AT: Final = 30
"""Lines from which the sign between the cells is found out."""
SAMPLE: Final = 256


def read_spelled(content: bytes, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the line on which each row begins, and its cells.

    Raises:
        TroubleError: it is no text, or no table.
    """
    text = decode(content)
    lines = io.StringIO(text, newline="")
    separator, skipped = _separator(text)
    for _line in range(skipped):
        lines.readline()
    csv.field_size_limit(max(limits.cell, 1))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    begins = skipped + 1
    try:
        for cells in reader:
            yield begins, cells
            begins = skipped + reader.line_num + 1
    except csv.Error as error:
        is_long = "field larger" in str(error)
        raise TroubleError(Trouble.LONG_CELL if is_long else Trouble.QUOTES, begins) from None


def decode(content: bytes) -> str:
    """Return the text of a file: by its byte order mark, else UTF-8, else as older Windows programs write.

    Raises:
        TroubleError: it is no text, is cut off, or mixes two ways of writing.
    """
    for mark, codec in MARKS:
        if content.startswith(mark):
            return _certain(content, "utf-8-sig" if codec == "utf-8" else codec)
    sample = content[: SAMPLE * 4]
    if len(sample) >= 4 and sample.count(0) >= len(sample) // 4:
        # UTF-16 without a mark: every second byte of plain letters is zero.
        return _certain(content, "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le")
    if 0 in content:
        raise TroubleError(Trouble.NOT_A_TABLE)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start >= len(content) - 3:
            raise TroubleError(Trouble.CUT_OFF) from None
        at = content.count(b"\n", 0, error.start) + 1
        return _older(content, at)


def _certain(content: bytes, codec: str) -> str:
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        raise TroubleError(Trouble.CUT_OFF) from None
    if "\0" in text:
        raise TroubleError(Trouble.NOT_A_TABLE)
    return text


def _older(content: bytes, at: int) -> str:
    """Return the text of a file in Windows-1252, unless parts of it are UTF-8: then some of it would be garbled."""
    strange = bytes(byte for byte in content if byte >= 0x80)
    if content.decode("utf-8", "ignore").translate(_PLAIN):
        raise TroubleError(Trouble.ENCODING, at)
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise TroubleError(Trouble.ENCODING, at) from None
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in content[:4096])
    if controls > len(content[:4096]) // 50 or len(strange) > len(content) // 2:
        raise TroubleError(Trouble.NOT_A_TABLE)
    return text


_PLAIN: Final = dict.fromkeys(range(128))
"""Takes away everything that is written alike in all of them."""


def _separator(text: str) -> tuple[str, int]:
    """Return the sign between the cells, and how many lines to skip before the first row (``sep=;``)."""
    first = text[:20].splitlines()[:1]
    if first and first[0].lower().startswith("sep=") and len(first[0]) == 5:
        return first[0][4], 1
    best, score = ";", (0.0, 0)
    for sign in SEPARATORS:
        widths = _widths(text, sign)
        wide = Counter(width for width in widths if width > 1)
        if not wide:
            continue
        width, times = wide.most_common(1)[0]
        found = (times / len(widths), width)
        if found > score:
            best, score = sign, found
    return best, 0


def _widths(text: str, sign: str) -> list[int]:
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=sign)
    widths = []
    try:
        for cells in reader:
            if cells:
                widths.append(len(cells))
            if len(widths) >= LOOKED_AT:
                break
    except csv.Error:
        pass
    return widths
