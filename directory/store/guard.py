"""Refuse to write what tells where a protected place is, below everything that writes.

A record belongs to a protected service, or to an organization all of whose services are protected: then no text of it
may tell a place, no phone number may have an area code, and it may not be a location. A service that becomes protected
is looked through with all that it has. Only who is expressly let may take a protection away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from sqlalchemy import Enum, String, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from directory.errors import ProtectedPlace
from directory.model import Base, Channel, Conflict, Contact, Location, Service
from directory.protection import Telling, TellingKind, is_geographic, say, telling
from directory.store.owners import (
    by_owner,
    has_changed,
    only_protected_among,
    owners_of,
    protected_among,
    values_of,
)
from directory.store.towns import towns_in

MAY_UNPROTECT: Final = "may_unprotect"
"""Key of ``session.info``: true where somebody with the right to it takes a protection away."""
NOT_TEXT: Final = frozenset(
    {"id", "dated", "dated_a", "dated_b", "seed_digest", "days", "proposed_by", "approved_by", "kind"}
)
ADDRESSES: Final = frozenset({"website", "source", "source_a", "source_b"})
"""Columns that hold a URL: it may not lead to a map. Where they hold words, these are read like any others."""
_KEPT: Final = (
    "En import eller ändring får aldrig ta bort ett skydd. Be en samordnare att göra det.",
    "An import or a change never takes a protection away. Ask a coordinator to do it.",
)


def refuse_places(session: Session, _context: UOWTransaction, _objects: object) -> None:
    """Look through what is about to be written (a listener of ``before_flush``).

    Raises:
        ProtectedPlace: it would tell where a protected place is, or clear a protection.
    """
    fresh: list[object] = [*session.new]
    fresh += [record for record in session.dirty if session.is_modified(record)]
    changed = [record for record in fresh if isinstance(record, Base) and by_owner(type(record))]
    gone = [record for record in session.deleted if isinstance(record, Service)]
    if not changed and not gone:
        return
    for record in changed:
        if isinstance(record, Service):
            _refuse_clearing(session, record)
    services, organizations = _newly_protected(session, [*changed, *gone])
    with session.no_autoflush:
        for record in _protected(session, changed):
            _check(session, record)
        for record in _all_of(session, services, organizations):
            _check(session, record)


def check_all(session: Session) -> None:
    """Look through everything that belongs to any protected service, for writes that went past the objects.

    Raises:
        ProtectedPlace: something tells where a protected place is.
    """
    services = set(session.scalars(select(Service.id).where(Service.is_protected)))
    owners = {
        one for one in session.scalars(select(Service.organization_id).where(Service.is_protected)) if one
    }
    for record in _all_of(session, services, only_protected_among(session, owners)):
        _check(session, record)


def refuse_proposed(session: Session, record: Base) -> None:
    """Look through a *record* that is only proposed: it belongs to no session, and is written when somebody approves.

    Raises:
        ProtectedPlace: it would tell where a protected place is.
    """
    with session.no_autoflush:
        if _protected(session, [record]):
            _check(session, record)


def refuse_cleared(name: str) -> ProtectedPlace:
    """Return the error of a change that would take the protection of the service *name* away."""
    return ProtectedPlace(
        _KEPT[1], sv=_KEPT[0], en=_KEPT[1], field="service.is_protected", kinds=(), record=name
    )


def _refuse_clearing(session: Session, service: Service) -> None:
    cleared = inspect(service).attrs["is_protected"].history
    if True in (cleared.deleted or ()) and not service.is_protected and not session.info.get(MAY_UNPROTECT):
        raise refuse_cleared(service.id)


def _newly_protected(session: Session, changed: Iterable[Base]) -> tuple[set[str], set[str]]:
    """Return the services and organizations of which everything has to be looked through anew."""
    services: set[str] = set()
    organizations: set[str] = set()
    added, deleted = session.new, session.deleted
    for record in changed:
        if not isinstance(record, Service):
            continue
        is_moved = record in added or record in deleted
        if is_moved or has_changed(record, "is_protected") or has_changed(record, "organization_id"):
            organizations.update(values_of(record, "organization_id"))
            if record.is_protected and record not in deleted:
                services.add(record.id)
    return services, only_protected_among(session, organizations)


def _protected(session: Session, records: Iterable[Base]) -> list[Base]:
    """Return the records that belong to a protected service, or to an organization with nothing else."""
    owned = [(record, *owners_of(record)) for record in records]
    services = protected_among(session, {one for _record, found, _others in owned for one in found})
    organizations = only_protected_among(session, {one for _record, _others, found in owned for one in found})
    return [
        record
        for record, of_services, of_organizations in owned
        if not services.isdisjoint(of_services) or not organizations.isdisjoint(of_organizations)
    ]


def _all_of(session: Session, services: set[str], organizations: set[str]) -> Iterator[Base]:
    """Yield every record that belongs to one of them, as it will be after the flush."""
    if not services and not organizations:
        return
    for model in _models():
        for column, is_service in by_owner(model):
            wanted = services if is_service else organizations
            if wanted:
                found = session.scalars(
                    select(model).where(getattr(model, column).in_(sorted(wanted)))
                ).unique()
                yield from (record for record in found if record not in session.deleted)
    for conflict in session.scalars(select(Conflict)):
        if not (services | organizations).isdisjoint(conflict.subjects):
            yield conflict


@cache
def _models() -> tuple[type[Base], ...]:
    found: list[type[Base]] = [mapper.class_ for mapper in Base.registry.mappers]
    return tuple(model for model in found if model is not Conflict and by_owner(model))


def _check(session: Session, record: Base) -> None:
    table = str(type(record).__tablename__)
    if isinstance(record, Location):
        raise _refusal((TellingKind.LOCATION,), f"{table}.address")
    towns = towns_in(session)
    model: type[Base] = type(record)
    for column in _texts(model):
        value = getattr(record, column)
        if isinstance(value, str) and value:
            found = _told(record, column, value, towns)
            if found:
                raise _refusal(found, f"{table}.{column}")
    for part in _parts(model):  # their owner is set with the flush only
        for each in getattr(record, part):
            _check(session, each)


def _told(record: Base, column: str, value: str, towns: frozenset[str]) -> tuple[TellingKind, ...]:
    is_number = (isinstance(record, Channel) and column == "value") or (
        isinstance(record, Contact) and column == "phone"
    )
    if is_number and is_geographic(value):
        return (TellingKind.PHONE,)
    found: Iterable[Telling] = telling(value, towns=towns)
    if column in ADDRESSES and value.startswith(("http://", "https://")):
        found = (each for each in found if each.kind is TellingKind.MAP)
    return tuple(dict.fromkeys(each.kind for each in found))


def _refusal(kinds: tuple[TellingKind, ...], field: str) -> ProtectedPlace:
    swedish = " ".join(say(kind, "sv") for kind in kinds)
    english = " ".join(say(kind, "en") for kind in kinds)
    return ProtectedPlace(english, sv=swedish, en=english, field=field, kinds=tuple(map(str, kinds)))


@cache
def _parts(model: type[Base]) -> tuple[str, ...]:
    """Return the attributes of *model* that hold the words said of it: its languages, its needs."""
    return tuple(each.key for each in inspect(model).relationships if each.cascade.delete_orphan)


@cache
def _texts(model: type[Base]) -> tuple[str, ...]:
    """Return the columns of *model* that hold words of somebody: no ids, no choices, nothing that is counted."""
    return tuple(
        attribute.key
        for attribute in inspect(model).column_attrs
        if (column := attribute.columns[0]) is not None
        and isinstance(column.type, String)
        and not isinstance(column.type, Enum)
        and not column.foreign_keys
        and attribute.key not in NOT_TEXT
    )
