"""Make edits: all of them or none, and never over what somebody else has changed meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import DirectoryError
from directory.model import Origin, Record
from directory.store.changeset.edit import Edit, Edits
from directory.store.changeset.read import values_of
from directory.store.changeset.rows import EDITABLE, WHERE_FROM, attributes_of
from directory.store.changeset.value import plain_value, put


@dataclass(frozen=True, slots=True)
class Clash:
    """One value that is no longer what the edit was made from. An empty ``column``: the record itself came or went."""

    table: str
    record: str
    column: str
    was: Any
    """What it was when the edit was made."""
    stands: Any
    """What it is now."""
    wanted: Any
    """What the edit would make it."""


class Clashed(DirectoryError):
    """Somebody else has changed the same thing meanwhile. Nothing was changed; ``clashes`` shows both versions."""

    status = 409
    code = "clashed"

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        sv = "Någon annan har ändrat samma sak under tiden. Inget är sparat. Jämför, och välj vad som ska gälla."
        en = "Somebody else has changed the same thing meanwhile. Nothing is saved. Compare, and choose what holds."
        super().__init__(sv, sv=sv, en=en)
        self.clashes = clashes


BATCH = 500
"""Records that are read, and written, at once."""

Item = TypeVar("Item")
Telling = Callable[[int, int], None]
"""Told how many edits of how many are made."""


def apply(session: Session, edits: Edits, tell: Telling | None = None) -> None:
    """Make *edits* in *session*, which is flushed but not committed. *tell* hears how far it has come.

    Changes of other columns of the same record by somebody else stand beside them.

    Raises:
        Clashed: a value, or a record, is not what it was when the edits were made. Nothing was changed.
        ValueError: a value is none that its column can hold.
        KeyError: an edit names a table or column that a changeset may not hold.
    """
    records = _checked(session, edits)
    done = 0

    def flush(count: int) -> None:
        nonlocal done
        session.flush()
        done += count
        if tell is not None:
            tell(done, len(edits))

    order = {table: rank for rank, table in enumerate(EDITABLE)}
    added = sorted((one for one in edits if one.is_addition), key=lambda one: order[one.table])
    # What refers to other new records comes after them, and the session does not know that it does.
    for batch in _by_table(added):
        for one in batch:
            _add(session, one)
        flush(len(batch))
    for batch in _batches([one for one in edits if not one.is_addition and not one.is_removal]):
        for one in batch:
            _change(records[one.table, one.record], one)
        flush(len(batch))
    removed = sorted((one for one in edits if one.is_removal), key=lambda one: -order[one.table])
    for batch in _by_table(removed):
        for one in batch:
            session.delete(records[one.table, one.record])
        flush(len(batch))


def check(session: Session, edits: Edits) -> None:
    """Refuse edits that could not be made now.

    Raises:
        Clashed, KeyError: as ``apply``.
    """
    _checked(session, edits)


def completed(session: Session, edits: Edits) -> Edits:
    """Return *edits* with what stands of every column that they change, so that all of it can be taken back."""
    records = _records(session, edits)
    return tuple(_with_both_sides(records.get((one.table, one.record)), one) for one in edits)


def _with_both_sides(record: Record | None, edit: Edit) -> Edit:
    if record is None or edit.before is None or edit.after is None:
        return edit
    stands = {name: plain_value(record, name) for name in edit.after if name not in edit.before}
    return replace(edit, before={**edit.before, **stands}) if stands else edit


def _checked(session: Session, edits: Edits) -> Mapping[tuple[str, str], Record]:
    records = _records(session, edits)
    clashes = tuple(clash for one in edits for clash in _clashes(records.get((one.table, one.record)), one))
    if clashes:
        raise Clashed(clashes)
    return records


def _records(session: Session, edits: Edits) -> Mapping[tuple[str, str], Record]:
    """Return the records that *edits* are about, as far as they exist: a batch at a time, not one by one."""
    asked: dict[str, list[str]] = defaultdict(list)
    for one in edits:
        asked[one.table].append(one.record)
    found: dict[tuple[str, str], Record] = {}
    for table, ids in asked.items():
        model = EDITABLE[table]
        for batch in _batches(list(dict.fromkeys(ids))):
            for record in session.scalars(select(model).where(model.id.in_(batch))):
                found[table, record.id] = record
    return found


def _by_table(edits: list[Edit]) -> Iterator[list[Edit]]:
    for _table, of_table in groupby(edits, key=lambda one: one.table):
        yield from _batches(list(of_table))


def _batches(items: list[Item]) -> Iterator[list[Item]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _clashes(record: Record | None, edit: Edit) -> Iterator[Clash]:
    model = EDITABLE[edit.table]
    for side in (edit.before, edit.after):
        if unknown := sorted(set(side or ()) - set(attributes_of(model))):
            raise KeyError(f"a changeset never holds {unknown} of {edit.table}")
    if edit.before is None:
        if record is not None:
            yield Clash(edit.table, edit.record, "", None, values_of(record), edit.after)
        return
    if record is None:
        yield Clash(edit.table, edit.record, "", dict(edit.before), None, edit.after)
        return
    for column, was in edit.before.items():
        if column in WHERE_FROM:
            continue
        stands = plain_value(record, column)
        wanted = None if edit.after is None else edit.after[column]
        if stands != was and (edit.is_removal or stands != wanted):
            yield Clash(edit.table, edit.record, column, was, stands, wanted)


def _add(session: Session, edit: Edit) -> None:
    record: Record = EDITABLE[edit.table](id=edit.record, origin=Origin.HERE)
    for name, value in (edit.after or {}).items():
        put(record, name, value)
    session.add(record)


def _change(record: Record, edit: Edit) -> None:
    for name, value in (edit.after or {}).items():
        if plain_value(record, name) != value:
            put(record, name, value)
