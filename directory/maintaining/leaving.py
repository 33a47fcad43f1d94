"""What goes with an organization or a service that leaves the directory: everything that refers to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import Session

from directory.model import Contact, Duty, Organization, Record, Service
from directory.store.changeset import EDITABLE, Edit, Edits, edit_to, removal

WEAK = frozenset({("organization", "parent_id"), ("absence", "stand_in_id"), ("duty", "organization_id")})
"""References without which a row stays what it is: they are emptied, and the row stays."""


@cache
def references() -> tuple[tuple[str, str, str], ...]:
    """Return (table, attribute, table it refers to) among the records that a changeset may hold."""
    found = []
    for table, model in EDITABLE.items():
        for attribute in inspect(model).column_attrs:
            for key in attribute.columns[0].foreign_keys:
                if key.column.table.name in EDITABLE and key.column.name == "id":
                    found.append((table, attribute.key, str(key.column.table.name)))
    return tuple(sorted(set(found)))


def referring(reading: Session, table: str, ids: list[str]) -> Iterator[tuple[str, Record]]:
    """Yield (attribute, record) of every record that refers to one of *ids* of *table*, in a fixed order."""
    for other, attribute, target in references():
        if target == table:
            column = getattr(EDITABLE[other], attribute)
            model = EDITABLE[other]
            for record in reading.scalars(select(model).where(column.in_(ids)).order_by(model.id)):
                yield attribute, record


def everything_of(reading: Session, record: Organization | Service) -> Edits:
    """Return the removal of *record* and of all that is a part of it or leads to it; what only mentions it stays."""
    gone: dict[tuple[str, str], Record] = {(str(record.__tablename__), record.id): record}
    mentioned: dict[tuple[str, str], tuple[str, Record]] = {}
    open_ends = list(gone)
    while open_ends:
        table, name = open_ends.pop()
        for attribute, other in referring(reading, table, [name]):
            key = (str(other.__tablename__), other.id)
            if (key[0], attribute) in WEAK:
                mentioned[key] = (attribute, other)
            elif key not in gone:
                gone[key] = other
                open_ends.append(key)
    edits: list[Edit] = []
    for key, (attribute, other) in sorted(mentioned.items(), key=lambda item: item[0]):
        emptied = None if key in gone or key[0] == "duty" else edit_to(other, {attribute: None})
        if emptied is not None:
            edits.append(emptied)
    edits += [removal(gone[key]) for key in sorted(gone)]
    return tuple(edits)


def laws_that_name(reading: Session, record: Organization | Service) -> bool:
    """Tell whether a duty names *record*, or a service of it."""
    if not isinstance(record, Organization):
        return False
    return reading.scalar(select(Duty.id).where(Duty.organization_id == record.id).limit(1)) is not None


def people_of(reading: Session, edits: Edits) -> list[Contact]:
    """Return the contact persons whose posts leave with *edits*, those that replace another one first."""
    posts = [one.record for one in edits if one.table == "post" and one.is_removal]
    named = or_(Contact.post_id.in_(posts), Contact.id.in_(_removed_people(edits)))
    return list(
        reading.scalars(select(Contact).where(named).order_by(Contact.replaces_id.is_not(None), Contact.id))
    )


def _removed_people(edits: Edits) -> list[str]:
    return [one.record for one in edits if one.table == "contact" and one.is_removal]
