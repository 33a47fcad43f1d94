"""Restore one record as it was after an earlier act: a change like any other, so an old number waits for other eyes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from directory.access import Borders, Identity
from directory.account.complaint import refuse
from directory.maintaining.change.submit import Matter, Submitted, submit
from directory.maintaining.stone import is_buried
from directory.model import Base, ChangesetKind, Contact
from directory.store.changeset import EDITABLE, Edit, addition, edit_to, removal
from directory.store.history import Version
from directory.store.history.rows import fact_models


def edit_to_version(reading: Session, table: str, record: str, version: Version) -> Edit | None:
    """Return the edit by which a record says again what it said in *version*; None: it does already.

    Raises:
        Refused: it is of a kind that is not restored, nobody knows what it said, or what it refers to is gone.
    """
    if table not in EDITABLE or table in (Contact.__tablename__, "duty"):
        raise refuse(
            "", "Sådana poster återställs inte härifrån.", "Records of this kind are not restored from here."
        )
    if not version.is_known:
        raise refuse("", "Ingen vet längre vad som stod där.", "Nobody knows any more what it said.")
    if is_buried(reading, table, record):
        raise refuse(
            "",
            "Den är borttagen ur katalogen. Ångra borttagningen i stället.",
            "It was taken out of the directory. Undo that instead.",
        )
    stands = reading.get(EDITABLE[table], record)
    if version.values is None:
        return removal(stands) if stands is not None else None
    _check_references(reading, table, version.values)
    return addition(table, record, version.values) if stands is None else edit_to(stands, version.values)


def restore(
    writing: Session, identity: Identity, edit: Edit, matter: Matter, borders: Borders, now: datetime
) -> Submitted:
    """Make it so, or propose it to whoever may approve it.

    Raises:
        Clashed: somebody has changed the record since it was looked at.
        ProtectedPlace: it would tell where a protected place is.
    """
    return submit(writing, identity, (edit,), ChangesetKind.RESTORE, matter, borders, now)


def _check_references(reading: Session, table: str, values: Any) -> None:
    for attribute in inspect(fact_models()[table]).column_attrs:
        for key in attribute.columns[0].foreign_keys:
            name = values.get(attribute.key)
            model = _model_of(key.column.table.name)
            if name is not None and model is not None and reading.get(model, name) is None:
                raise refuse(
                    "",
                    "Den hörde till något som inte finns längre. Återställ det först.",
                    "It belonged to something that is gone. Restore that first.",
                )


def _model_of(table: str) -> type[Base] | None:
    return fact_models().get(table)
