"""Where the headings of a sheet are, and the rows below them: titles above are skipped, empty rows left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from directory.interchange.table.heading import means
from directory.interchange.table.limits import Limits
from directory.interchange.table.trouble import Trouble, TroubleError

FIRST = 15
"""Rows among which the headings are looked for."""
_BREAKS = re.compile(r"\s*[\r\n\x0b\x0c\x85\u2028\u2029]+\s*")


def headed(
    rows: Iterable[tuple[int, list[str]]], limits: Limits
) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the headings, each once, and the rows with the number of their line.

    Raises:
        TroubleError: there are none, or too many.
    """
    kept: list[tuple[int, list[str]]] = []
    for line, cells in rows:
        said = [_clean(cell, line, limits) for cell in cells]
        while said and not said[-1]:
            said.pop()
        if len(said) > limits.columns:
            raise TroubleError(Trouble.TOO_MANY_COLUMNS)
        if said:
            kept.append((line, said))
        if len(kept) > limits.rows + FIRST:
            raise TroubleError(Trouble.TOO_MANY_ROWS)
    if not kept:
        raise TroubleError(Trouble.EMPTY)
    top = _top(kept)
    below = kept[top + 1 :]
    if len(below) > limits.rows:
        raise TroubleError(Trouble.TOO_MANY_ROWS)
    if not below:
        raise TroubleError(Trouble.NO_ROWS)
    width = max(len(cells) for _line, cells in (kept[top], *below))
    return _named(kept[top][1], width), below


def _top(kept: list[tuple[int, list[str]]]) -> int:
    """Return which row holds the headings: the one of the first that says most words we know, else the first."""
    known = [sum(means(cell) is not None for cell in cells) for _line, cells in kept[:FIRST]]
    best = max(range(len(known)), key=lambda index: (known[index], -index))
    return best if known[best] >= 2 else 0


def _named(said: list[str], width: int) -> list[str]:
    names: list[str] = []
    seen: dict[str, int] = {}
    for index in range(width):
        name = (
            " ".join((said[index] if index < len(said) else "").split())[:80] or f"Kolumn {_letters(index)}"
        )
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def _letters(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _clean(cell: str, line: int, limits: Limits) -> str:
    """Return a cell with one form of each letter, without breaks and without what a spreadsheet hides."""
    if len(cell) > limits.cell:
        raise TroubleError(Trouble.LONG_CELL, line)
    text = (
        unicodedata.normalize("NFC", cell).replace("\u00a0", " ").replace("\u00ad", "").replace("\ufeff", "")
    )
    return _BREAKS.sub("\n", text.replace("\0", "")).strip()
