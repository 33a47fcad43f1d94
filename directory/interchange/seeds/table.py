"""A seed file read as lines of cells: UTF-8, comma, one header row. It knows nothing of what the cells mean."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from directory.interchange.seeds.problem import Problems


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the file as people call it, the line it begins on, and its cells that are not empty, by column."""

    file: str
    number: int
    cells: dict[str, str]


def read_lines(path: Path, columns: Sequence[str], problems: Problems) -> list[Line] | None:
    """Return the rows of *path*, or None if it cannot be read as a table with the header *columns*.

    What is wrong goes to *problems*.

    Text is normalised to NFC and stripped. Control and bidirectional signs are refused: they make a text look
    otherwise than it is.
    """
    name = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        problems.add(name, 0, "the file is missing. Put it back, or get the seeds again.")
        return None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.add(name, line, "is not UTF-8. Save the file as UTF-8 (in Excel: CSV UTF-8).")
        return None
    reader = csv.reader(io.StringIO(unicodedata.normalize("NFC", text), newline=""), strict=True)
    lines: list[Line] = []
    begins = 1
    try:
        header = next(reader, [])
        if header != list(columns):
            problems.add(name, 1, _about_header(header, columns))
            return None
        begins = reader.line_num + 1
        for row in reader:
            cells = [cell.strip() for cell in row]
            if len(cells) != len(columns):
                problems.add(
                    name,
                    begins,
                    f"has {len(cells)} cells instead of {len(columns)}. "
                    "Put texts that hold a comma between quotation marks.",
                )
            elif any(_is_treacherous(cell) for cell in cells):
                problems.add(name, begins, "holds an invisible control sign. Type the text anew.")
            else:
                lines.append(
                    Line(name, begins, {key: cell for key, cell in zip(columns, cells, strict=True) if cell})
                )
            begins = reader.line_num + 1
    except csv.Error as error:
        problems.add(name, begins, f"is not a table ({error}). Check the quotation marks.")
        return None
    return lines


def _about_header(found: Sequence[str], wanted: Sequence[str]) -> str:
    missing = [column for column in wanted if column not in found]
    extra = [column for column in found if column not in wanted]
    if found and found[0].startswith("\ufeff"):
        return "begins with a byte order mark. Save the file as UTF-8 without one."
    if missing or extra:
        said = [f"“{column}” is missing" for column in missing] + [
            f"“{column}” is unknown" for column in extra
        ]
        return f"the header is wrong: {', '.join(said)}. It must be: {','.join(wanted)}"
    return f"the columns stand in another order. The header must be: {','.join(wanted)}"


def _is_treacherous(cell: str) -> bool:
    """Whether a cell holds a control sign (Unicode Cc, but for line breaks) or an invisible one (Cf)."""
    return any(unicodedata.category(sign) in ("Cc", "Cf") and sign not in "\n\t" for sign in cell)
