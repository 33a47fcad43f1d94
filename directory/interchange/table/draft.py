"""Edits of one row, gathered before it is known whether the row holds: all of them are kept, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from directory.account.secret import new_id
from directory.graph.facts import Confidence
from directory.interchange.table.line import Difference
from directory.interchange.table.stored import Values
from directory.maintaining.change.eyes import needs_other_eyes
from directory.store.changeset import Edit
from directory.store.changeset.edit import Edits

SAID_BY_FILE: Final = "said:file"
"""Source of what a file brought. The words for it are in the web."""
_WITHOUT_SOURCE: Final = frozenset({"location"})


@dataclass(slots=True)
class Draft:
    """What one row would do. ``day``: the date of the file, from which its values are."""

    day: date
    edits: list[Edit] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def add(
        self, table: str, values: Mapping[str, Any], column: str, shown: str, *, record: str = ""
    ) -> None:
        """Add a record with these plain values; with the id *record*, or a new one."""
        said = {} if table in _WITHOUT_SOURCE else self._provenance()
        self._keep(Edit(table, record or new_id(), None, {**values, **said}), column, "", shown)

    def change(
        self, table: str, row: Values, values: Mapping[str, Any], column: str, shown: tuple[str, str]
    ) -> None:
        """Change what is different of a record; *shown*: before and after, as cells are written."""
        changed = {name: value for name, value in values.items() if row[name] != value}
        if not changed:
            return
        said = {} if table in _WITHOUT_SOURCE else self._provenance()
        after = {**changed, **said}
        self._keep(Edit(table, row["id"], {name: row[name] for name in after}, after), column, *shown)

    def remove(self, table: str, row: Values, column: str, shown: str) -> None:
        """Remove a record."""
        before = {name: value for name, value in row.items() if name != "id"}
        self._keep(Edit(table, row["id"], before, None), column, shown, "")

    def refuse(self, sv: str, en: str) -> None:
        """Say why the row cannot be read in."""
        self.wrong.append((sv, en))

    def remark(self, sv: str, en: str) -> None:
        """Say what is left out of the row."""
        self.remarks.append((sv, en))

    def _keep(self, edit: Edit, column: str, before: str, after: str) -> None:
        self.edits.append(edit)
        waits = needs_other_eyes(edit, is_coordinator=True)
        self.differences.append(Difference(column, before, after, waits))

    def _provenance(self) -> dict[str, Any]:
        return {
            "source": SAID_BY_FILE,
            "dated": self.day.isoformat(),
            "on": self.day.isoformat(),
            "confidence": Confidence.SOURCE.value,
            "confirmed_on": None,
        }


def joined(edits: list[Edit]) -> Edits:
    """Return *edits* with one edit a record: rows of a file each may say a part of the same one."""
    by_record: dict[tuple[str, str], Edit] = {}
    for one in edits:
        key = (one.table, one.record)
        known = by_record.get(key)
        if known is None or known.is_addition or one.is_removal:
            by_record[key] = one if known is None else _with(known, one)
            continue
        before = {**dict(one.before or {}), **dict(known.before or {})}
        after = {**dict(known.after or {}), **dict(one.after or {})}
        by_record[key] = Edit(one.table, one.record, before, after)
    return tuple(by_record.values())


def _with(known: Edit, later: Edit) -> Edit:
    """Return the addition *known* with what *later* changes of it."""
    return Edit(
        known.table, known.record, known.before, {**dict(known.after or {}), **dict(later.after or {})}
    )


__all__ = ["SAID_BY_FILE", "Draft", "joined"]
