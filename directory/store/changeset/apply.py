"""Make edits: all of them or none, and never over what somebody else has changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from directory.errors import DirectoryError
from directory.model import Origin, Record
from directory.store.changeset.edit import Edit, Edits
from directory.store.changeset.read import values_of
from directory.store.changeset.rows import EDITABLE, attributes_of
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


def apply(session: Session, edits: Edits) -> None:
    """Make *edits* in *session*, which is flushed but not committed.

    Changes of other columns of the same record by somebody else stand beside them.

    Raises:
        Clashed: a value, or a record, is not what it was when the edits were made. Nothing was changed.
        ValueError: a value is none that its column can hold.
        KeyError: an edit names a table or column that a changeset may not hold.
    """
    clashes = tuple(clash for one in edits for clash in _clashes(session, one))
    if clashes:
        raise Clashed(clashes)
    order = {table: rank for rank, table in enumerate(EDITABLE)}
    added = sorted((one for one in edits if one.is_addition), key=lambda one: order[one.table])
    for _table, of_table in groupby(added, key=lambda one: one.table):
        for one in of_table:
            _add(session, one)
        session.flush()  # what refers to these comes next, and the session does not know that it does
    for one in edits:
        if not one.is_addition and not one.is_removal:
            _change(session, one)
    session.flush()
    for one in sorted((one for one in edits if one.is_removal), key=lambda one: -order[one.table]):
        session.delete(session.get_one(EDITABLE[one.table], one.record))
        session.flush()


def _clashes(session: Session, edit: Edit) -> Iterator[Clash]:
    model = EDITABLE[edit.table]
    for side in (edit.before, edit.after):
        if unknown := sorted(set(side or ()) - set(attributes_of(model))):
            raise KeyError(f"a changeset never holds {unknown} of {edit.table}")
    record = session.get(model, edit.record)
    if edit.before is None:
        if record is not None:
            yield Clash(edit.table, edit.record, "", None, values_of(record), edit.after)
        return
    if record is None:
        yield Clash(edit.table, edit.record, "", dict(edit.before), None, edit.after)
        return
    for column, was in edit.before.items():
        stands = plain_value(record, column)
        wanted = None if edit.after is None else edit.after[column]
        if stands != was and (edit.is_removal or stands != wanted):
            yield Clash(edit.table, edit.record, column, was, stands, wanted)


def _add(session: Session, edit: Edit) -> None:
    record: Record = EDITABLE[edit.table](id=edit.record, origin=Origin.HERE)
    for name, value in (edit.after or {}).items():
        put(record, name, value)
    session.add(record)


def _change(session: Session, edit: Edit) -> None:
    record = session.get_one(EDITABLE[edit.table], edit.record)
    for name, value in (edit.after or {}).items():
        if plain_value(record, name) != value:
            put(record, name, value)
