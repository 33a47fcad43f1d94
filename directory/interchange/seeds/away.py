"""What somebody took out here stays away, also when the seeds bring it again, and so does what depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from directory.interchange.seeds.plan import Plan
from directory.interchange.seeds.record import SeedRecord
from directory.interchange.seeds.stored import references_of
from directory.ledger.act import Act
from directory.ledger.reading import entry_details
from directory.model import LedgerEntry, Tombstone

BY_THE_SEEDS = "seeds"
AT_ONCE = 500
"""Ids in one statement."""
Key = tuple[str, str]


def leave_away(connection: Connection, plans: Iterable[Plan]) -> None:
    """Take out of *plans* what was removed here by a person, what has a tombstone, and what refers to such a record."""
    steps = list(plans)
    new = {_key(step, record): record for step in steps for record in step.added}
    away = _removed_here(connection, new)
    away |= {(kind, record) for kind, record in connection.execute(select(Tombstone.kind, Tombstone.record))}
    away &= set(new)
    changed = {_key(step, record): record for step in steps for record in step.changed}
    while more := {key for key, record in new.items() if key not in away and _leans_on(record, away)}:
        away |= more
    for step in steps:
        step.away = [record for record in step.added if _key(step, record) in away]
        step.added = [record for record in step.added if _key(step, record) not in away]
        # What would come to refer to something that is away stays as it is.
        held = [record for record in step.changed if _leans_on(changed[_key(step, record)], away)]
        step.changed = [record for record in step.changed if record not in held]
        step.kept += [step.stored[record.id] for record in held]


def _key(step: Plan, record: SeedRecord) -> Key:
    return str(step.model.__tablename__), record.id


def _leans_on(record: SeedRecord, away: set[Key]) -> bool:
    return not away.isdisjoint(references_of(record))


def _removed_here(connection: Connection, new: Iterable[Key]) -> set[Key]:
    """Return those of *new* whose last entry in the ledger says that somebody other than the seeds removed them."""
    ids = sorted({record for _table, record in new})
    last: dict[Key, bool] = {}
    for seq, table, record, is_removal in sorted(_told(connection, ids)):
        del seq
        last[table, record] = is_removal
    return {key for key, is_removal in last.items() if is_removal}


def _told(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[int, str, str, bool]]:
    """Yield (number, table, id, was it removed by a person) of each addition and removal that is told of *ids*."""
    acts = (Act.RECORD_ADDED.value, Act.RECORD_REMOVED.value)
    for start in range(0, len(ids), AT_ONCE):
        entry = select(
            LedgerEntry.seq, LedgerEntry.kind, LedgerEntry.record, LedgerEntry.act, LedgerEntry.actor
        )
        few = ids[start : start + AT_ONCE]
        for row in connection.execute(entry.where(LedgerEntry.record.in_(few), LedgerEntry.act.in_(acts))):
            is_removal = row.act == Act.RECORD_REMOVED and row.actor != BY_THE_SEEDS
            yield row.seq, row.kind, row.record, is_removal
    if not ids:
        return
    wanted = set(ids)
    for seq, actor, detail in entry_details(connection, Act.RECORDS_CHANGED_MANY):
        for table, listed in detail.items():
            for what in ("added", "removed"):
                for record in wanted.intersection(listed.get(what, ())):
                    yield seq, table, record, what == "removed" and actor != BY_THE_SEEDS
