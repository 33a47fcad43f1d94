"""One edit of one record, as plain values that JSON knows: what it was before, and what it shall be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Edit:
    """A record that is added (no ``before``), changed, or removed (no ``after``).

    Of a changed record both sides hold the same columns: those that change. ``table`` is one of ``EDITABLE``.
    """

    table: str
    record: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def is_addition(self) -> bool:
        """Whether the record is new."""
        return self.before is None

    @property
    def is_removal(self) -> bool:
        """Whether the record goes."""
        return self.after is None

    def value(self, column: str) -> Any:
        """Return what *column* shall be, or was where the record goes; None where nothing is said of it."""
        return (self.after if self.after is not None else self.before or {}).get(column)


Edits = tuple[Edit, ...]
"""Edits that belong together: all of them are made, or none."""


def inverse(edits: Edits) -> Edits:
    """Return the edits that take *edits* back."""
    return tuple(Edit(one.table, one.record, one.after, one.before) for one in reversed(edits))


def to_json(edits: Iterable[Edit]) -> list[dict[str, Any]]:
    """Return *edits* as they are stored."""
    return [
        {
            "table": one.table,
            "record": one.record,
            "before": None if one.before is None else dict(one.before),
            "after": None if one.after is None else dict(one.after),
        }
        for one in edits
    ]


def from_json(stored: Iterable[Mapping[str, Any]]) -> Edits:
    """Return the edits that were stored by ``to_json``."""
    return tuple(Edit(one["table"], one["record"], one["before"], one["after"]) for one in stored)
