"""What a load of the seeds leaves in the ledger: an entry for the load, and one for each record or for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from directory.interchange.seeds.plan import Plan
from directory.interchange.seeds.record import SeedRecord, Values
from directory.interchange.seeds.stored import StoredRecord
from directory.ledger.act import Act
from directory.ledger.chain import canonical
from directory.ledger.note import Note, append
from directory.store.trace import MOST_ENTRIES, Touch, note_of_many, notes_of, plain

ACTOR = "seeds"
"""Who stands in the ledger for what the seeds did."""


def note_load(connection: Connection, plans: Iterable[Plan]) -> None:
    """Note what *plans* did, in the transaction in which it was carried out; nothing, if nothing was done.

    To be called last: the lock on the ledger is the last one of every transaction.
    """
    steps = list(plans)
    counts = {step.model.__tablename__: counted for step in steps if (counted := _counted(step))}
    if counts:
        load = Note(Act.SEEDS_LOADED, ACTOR, detail=canonical(counts))
        append(connection, [load, *_notes(connection, steps)])


def _notes(connection: Connection, steps: list[Plan]) -> list[Note]:
    if sum(len(step.added) + len(step.changed) + len(step.removed) for step in steps) <= MOST_ENTRIES:
        return notes_of(connection, [touch for step in steps for touch in _touches(step)], ACTOR)
    return [note_of_many((touch for step in steps for touch in _touches(step)), ACTOR)]


def _counted(step: Plan) -> dict[str, int]:
    counts = {
        "added": len(step.added),
        "changed": len(step.changed),
        "removed": len(step.removed),
        "caught_up": len(step.caught_up),
    }
    return {what: count for what, count in counts.items() if count}


def _touches(step: Plan) -> Iterator[Touch]:
    table = step.model.__tablename__
    for record in step.added:
        yield Touch(table, record.id, None, _said(record), record.values)
    for record in step.changed:
        old = step.stored[record.id]
        before, after = _difference(_said(old), _said(record))
        yield Touch(table, record.id, before, after, record.values)
    for old in step.removed:
        yield Touch(table, old.id, {**_said(old), **old.kept_by_the_store}, None, old.values)


def _said(record: SeedRecord | StoredRecord) -> Values:
    """Return what is said in a record, the words of its dependent tables by table."""
    return {**record.values, **{child.__tablename__: rows for child, rows in record.children.items()}}


def _difference(before: Values, after: Values) -> tuple[Values, Values]:
    changed = [name for name in after if plain(before.get(name)) != plain(after[name])]
    return {name: before.get(name) for name in changed}, {name: after[name] for name in changed}
