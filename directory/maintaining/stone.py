"""The stone itself: set on what left the directory, found by id or name, followed to what it became, and lifted."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.gazetteer.folding import fold
from directory.ledger import Act, note
from directory.maintaining.aside import put_back
from directory.model import Changeset, Organization, Service, Tombstone

KINDS: Mapping[str, type[Organization] | type[Service]] = {"organization": Organization, "service": Service}
"""What may have a tombstone."""
MERGED = "merged"
"""Reason of what became a part of another record."""
FARTHEST = 20
"""Successors that are followed, one after the other."""


def is_buried(reading: Session, kind: str, record: str, name: str = "") -> bool:
    """Tell whether a record shall not be listed: by its id, or by its name, as people write it."""
    return find_tombstone(reading, kind, record, name) is not None


def find_tombstone(reading: Session, kind: str, record: str, name: str = "") -> Tombstone | None:
    """Return the tombstone of a record, by its id or else by its *name*; None: there is none.

    What was merged is known by its id alone: its successor may well have the same name.
    """
    found = reading.get(Tombstone, (kind, record))
    folded = fold(name)
    if found is not None or not folded:
        return found
    return reading.scalars(
        select(Tombstone)
        .where(Tombstone.kind == kind, Tombstone.name == folded, Tombstone.successor_id.is_(None))
        .order_by(Tombstone.record)
    ).first()


def successor_of(reading: Session, kind: str, record: str) -> str | None:
    """Return the id of what a record has become in the end; None: it became nothing, or never had a tombstone."""
    at = record
    for _step in range(FARTHEST):
        stone = reading.get(Tombstone, (kind, at))
        if stone is None:
            break
        if stone.successor_id is None:
            return None
        at = stone.successor_id
    return at if at != record and reading.get(KINDS[kind], at) is not None else None


def set_stone(
    writing: Session,
    kind: str,
    record: str,
    name: str,
    reason: str,
    changeset: Changeset,
    *,
    successor: str | None = None,
) -> Tombstone:
    """Set the tombstone of a record that *changeset* removed just now, and note it."""
    stone = Tombstone(
        kind=kind,
        record=record,
        name=fold(name),
        successor_id=successor,
        reason=reason,
        made_by=changeset.made_by,
        made_at=changeset.made_at,
        changeset_id=changeset.id,
    )
    writing.add(stone)
    _note(writing, Act.TOMBSTONE_SET, stone, changeset)
    writing.flush()
    return stone


def has_stones(reading: Session, changeset: Changeset) -> bool:
    """Tell whether *changeset* took something out of the directory for good."""
    return (
        reading.scalar(select(Tombstone.kind).where(Tombstone.changeset_id == changeset.id).limit(1))
        is not None
    )


def lift(writing: Session, changeset: Changeset) -> None:
    """Take away the tombstones that *changeset* set, and put back what was moved with it; it was undone just now."""
    stones = writing.scalars(select(Tombstone).where(Tombstone.changeset_id == changeset.id)).all()
    for stone in stones:
        put_back(writing, stone.moved)
        writing.delete(stone)
        _note(writing, Act.TOMBSTONE_LIFTED, stone, changeset)
    writing.flush()


def list_stones(reading: Session) -> list[Tombstone]:
    """List the tombstones, newest first."""
    order = (Tombstone.made_at.desc(), Tombstone.kind, Tombstone.record)
    return list(reading.scalars(select(Tombstone).order_by(*order)))


def record_of(reading: Session, kind: str, record: str) -> Organization | Service | None:
    """Return an organization or service; None: there is none, or no such kind."""
    if kind == Organization.__tablename__:
        return reading.get(Organization, record)
    return reading.get(Service, record) if kind == Service.__tablename__ else None


def _note(writing: Session, act: Act, stone: Tombstone, changeset: Changeset) -> None:
    note(
        writing,
        act,
        kind=stone.kind,
        record=stone.record,
        organization=changeset.organization_id,
        area=changeset.area_id,
    )
