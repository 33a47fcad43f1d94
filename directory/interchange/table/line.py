"""What one row of a file comes to: new, changed, the same or wrong, with what is different, in words."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ERROR = "error"


class Difference(NamedTuple):
    """One column of a row: a name for it (``Column``), what stands and what is brought, as cells are written."""

    column: str
    before: str
    after: str
    waits: bool = False
    """Whether somebody else has to look at it first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row. ``number`` is its line in the file, ``says`` sentences in Swedish and English: errors and remarks."""

    number: int
    state: State
    title: str
    differences: tuple[Difference, ...] = ()
    says: tuple[tuple[str, str], ...] = ()
    organization: str = ""
    service: str = ""

    @property
    def waits(self) -> bool:
        """Whether a part of it waits for other eyes."""
        return any(one.waits for one in self.differences)


def counted(lines: Iterable[Line]) -> dict[str, int]:
    """Return state → rows, and under ``waiting`` the rows of which a part waits."""
    counts = {**{state.value: 0 for state in State}, "waiting": 0}
    for line in lines:
        counts[line.state.value] += 1
        counts["waiting"] += line.waits
    return counts


def packed(lines: Iterable[Line]) -> bytes:
    """Return *lines* as they are kept: compressed JSON."""
    rows = [
        [one.number, one.state.value, one.title, one.differences, one.says, one.organization, one.service]
        for one in lines
    ]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpacked(content: bytes | None) -> tuple[Line, ...]:
    """Return the lines that ``packed`` kept; none of nothing."""
    if content is None:
        return ()
    return tuple(
        Line(
            number,
            State(state),
            title,
            tuple(Difference(*one) for one in differences),
            tuple((sv, en) for sv, en in says),
            organization,
            service,
        )
        for number, state, title, differences, says, organization, service in json.loads(
            zlib.decompress(content)
        )
    )
