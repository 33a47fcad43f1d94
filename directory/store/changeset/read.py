"""Edits read off records: what would have to change so that a record says something else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from directory.model import Record
from directory.store.changeset.edit import Edit
from directory.store.changeset.rows import attributes_of
from directory.store.changeset.value import plain_value


def values_of(record: Record) -> dict[str, Any]:
    """Return everything that an edit of *record* may hold, as plain values."""
    return {name: plain_value(record, name) for name in attributes_of(type(record))}


def edit_to(record: Record, wanted: Mapping[str, Any]) -> Edit | None:
    """Return the edit after which *record* says what is *wanted* (plain values); None when it does already.

    Raises:
        KeyError: *wanted* names something that an edit may not hold.
    """
    known = attributes_of(type(record))
    if unknown := sorted(set(wanted) - set(known)):
        raise KeyError(f"a changeset never holds {unknown} of {record.__tablename__}")
    now = {name: plain_value(record, name) for name in wanted}
    changed = [name for name in known if name in wanted and now[name] != wanted[name]]
    if not changed:
        return None
    return Edit(
        record.__tablename__,
        record.id,
        {name: now[name] for name in changed},
        {name: wanted[name] for name in changed},
    )


def addition(table: str, record: str, values: Mapping[str, Any]) -> Edit:
    """Return the edit that adds a record with these plain *values*; the others get their defaults."""
    return Edit(table, record, None, dict(values))


def removal(record: Record) -> Edit:
    """Return the edit that removes *record*."""
    return Edit(record.__tablename__, record.id, values_of(record), None)
