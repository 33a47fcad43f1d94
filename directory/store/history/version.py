"""Versions of one record: what it said after each act, newest first, with who did it, when, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, inspect

from directory.graph.facts import Visibility
from directory.ledger.act import Act
from directory.model import Service
from directory.store.changeset.rows import WORDS
from directory.store.history.acts import Acts, OneAct, acts_of
from directory.store.history.rows import Rows, fact_models, words_of
from directory.store.history.steps import Step, steps_of
from directory.store.trace import plain

NEVER_TOLD = frozenset({"version", "origin", "seed_digest", "id"})
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """What a record said after one act, in the words of a changeset (``values_of``). ``at``: UTC.

    ``before`` and ``after`` hold what changed; of what was added ``before`` is None, of what was removed ``after``.
    ``values`` is all of it after the act; None: it was not there, or (``is_known`` False) nobody knows any more.
    ``changeset`` is the id of the changeset that it was a part of, ``why`` what its maker said of it.
    """

    seq: int
    at: datetime
    actor: str
    act: str
    before: Values | None
    after: Values | None
    values: Values | None
    is_known: bool = True
    changeset: str | None = None
    why: str = ""

    @property
    def is_restricted(self) -> bool:
        """Whether it was only for those who need to know, before or after."""
        sides = (self.before, self.after, self.values)
        return any((side or {}).get("visibility") == Visibility.RESTRICTED for side in sides)


def versions_of(connection: Connection, table: str, record: str) -> list[Version]:
    """Return the versions of a record, newest first; none for what the log has never told of.

    Raises:
        KeyError: there is no such table of facts.
    """
    tables = (table, *words_of(table))
    rows = Rows(tables)
    rows.read(connection, dict.fromkeys(tables, record))
    steps = list(steps_of(connection, tables, record))
    acts = acts_of(connection, {step.at for step in steps})
    found: list[Version] = []
    for act, together in _by_act(steps, acts, table):
        version = _version(rows, table, record, together)
        if version.before != version.after or not version.is_known:
            found.append(replace(version, changeset=act.changeset, why=act.why))
    return found


def _by_act(steps: list[Step], acts: Acts, table: str) -> list[tuple[OneAct, list[Step]]]:
    """Return *steps* act by act. An act touches a row once: where the row comes again, another one begins."""
    found: list[tuple[OneAct, list[Step]]] = []
    for step in steps:
        act = acts.of(step)
        is_same = bool(found) and found[-1][0] == act
        if is_same and step.table == table:
            is_same = all(one.table != table for one in found[-1][1])
        if is_same:
            found[-1][1].append(step)
        else:
            found.append((act, [step]))
    return found


def _version(rows: Rows, table: str, record: str, steps: list[Step]) -> Version:
    values = _values(rows, table, record)
    for step in steps:
        rows.take_back(step)
    earlier = _values(rows, table, record)
    is_known = all(step.is_known for step in steps) and (table, record) not in rows.unknown
    first = steps[0]
    act = (
        Act.RECORD_CHANGED
        if values is not None and (earlier is not None or not is_known)
        else Act.RECORD_REMOVED
        if values is None
        else Act.RECORD_ADDED
    )
    before, after = earlier, values
    if before is not None and after is not None:
        changed = [name for name in after if before.get(name) != after[name]]
        before, after = {name: before[name] for name in changed}, {name: after[name] for name in changed}
    return Version(first.seq, first.at, first.actor, act.value, before, after, values, is_known)


def _values(rows: Rows, table: str, record: str) -> dict[str, Any] | None:
    """Return what the record says, as ``values_of`` does; None where it is not there."""
    row = rows.find(table, record)
    if row is None:
        return None
    model = fact_models()[table]
    said = {
        attribute.key: plain(row[attribute.key])
        for attribute in inspect(model).column_attrs
        if attribute.key not in NEVER_TOLD
    }
    return said | _words(rows, record) if model is Service else said


def _words(rows: Rows, record: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, word in WORDS.items():
        of_it = [
            row for row in rows.tables[str(word.model.__tablename__)].values() if row["service_id"] == record
        ]
        by_key = sorted(of_it, key=lambda row: str(plain(row[word.key])))
        if word.value:
            found[name] = {plain(row[word.key]): plain(row[word.value]) for row in by_key}
        else:
            listed = sorted(by_key, key=lambda row: row["order"]) if word.is_ordered else by_key
            found[name] = [plain(row[word.key]) for row in listed]
    return found
