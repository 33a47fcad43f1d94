"""What the readers of facts have in common: which rows to read, and where a row says that it is from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, select

from directory.graph.facts import Provenance
from directory.model import Base

K = TypeVar("K", bound=Hashable)
Ids = Collection[str] | None
"""Ids of the records to read; None means all of them."""


def rows(
    connection: Connection, model: type[Base], column: str, ids: Ids, *conditions: ColumnElement[bool]
) -> list[Row[Any]]:
    """Return the rows of *model* whose *column* is one of *ids* (all, if None), ordered by primary key."""
    if ids is not None and not ids:
        return []
    table = model.__table__
    statement = select(*table.c).where(*conditions).order_by(*table.primary_key)
    if ids is not None:
        statement = statement.where(table.c[column].in_(sorted(ids)))
    return list(connection.execute(statement))


def by(key: Callable[[Row[Any]], K], found: Iterable[Row[Any]]) -> dict[K, list[Row[Any]]]:
    """Group rows by *key*; the order within a group is kept. A missing key gives an empty list."""
    groups: dict[K, list[Row[Any]]] = defaultdict(list)
    for row in found:
        groups[key(row)].append(row)
    return groups


class Sources:
    """Provenances by their words: thousands of rows come from one source, and share one value."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Provenance] = {}

    def of(self, row: Row[Any]) -> Provenance:
        """Return the provenance that *row* says it has."""
        words = (row.source, row.dated, row.dated_on, row.confidence, row.note, row.confirmed_on)
        provenance = self._known.get(words)
        if provenance is None:
            provenance = self._known[words] = Provenance(*words)
        return provenance
