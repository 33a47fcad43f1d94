"""Whose record it is: the services and organizations that a row is about, read off its foreign keys."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from directory.model import Base, Conflict, Organization, Record, Service

AT_ONCE = 1000
"""Ids in one question to the database."""


@cache
def by_owner(model: type[Base]) -> tuple[tuple[str, bool], ...]:
    """Return the attributes of *model* that name an owner, and whether that is a service (else an organization)."""
    if model is Service:
        return (("id", True), ("organization_id", False))
    if model is Organization:
        return (("id", False),)
    if model is Conflict:
        return (("subjects", True),)
    if not issubclass(model, Record) and model.fact_kind is None:
        return ()
    found: list[tuple[str, bool]] = []
    for attribute in inspect(model).column_attrs:
        for key in attribute.columns[0].foreign_keys:
            table, _, column = key.target_fullname.rpartition(".")
            if column == "id" and table in (Service.__tablename__, Organization.__tablename__):
                found.append((attribute.key, table == Service.__tablename__))
    return tuple(found)


def owners_of(record: Base) -> tuple[set[str], set[str]]:
    """Return the ids of the services and of the organizations that *record* belongs to.

    A service belongs to itself alone. A conflict names both kinds in one list.
    """
    if isinstance(record, Service):
        return {record.id}, set()
    if isinstance(record, Conflict):
        return set(record.subjects or ()), set(record.subjects or ())
    services: set[str] = set()
    organizations: set[str] = set()
    for column, is_service in by_owner(type(record)):
        value = getattr(record, column)
        if value is not None:
            (services if is_service else organizations).add(value)
    return services, organizations


def only_protected(session: Session, organization: str) -> bool:
    """Whether all services of *organization* are protected, and it has any, as it will be after the flush."""
    return organization in only_protected_among(session, {organization})


def only_protected_among(session: Session, organizations: Collection[str]) -> set[str]:
    """Return those of *organizations* all of whose services are protected, and that have any; asked all at once."""
    services: dict[str, tuple[str | None, bool]] = {}
    asked = sorted(organizations)
    with session.no_autoflush:
        for start in range(0, len(asked), AT_ONCE):
            rows = session.execute(
                select(Service.id, Service.organization_id, Service.is_protected).where(
                    Service.organization_id.in_(asked[start : start + AT_ONCE])
                )
            )
            services.update({name: (owner, bool(is_protected)) for name, owner, is_protected in rows})
    for one in (*session.new, *session.dirty):
        if isinstance(one, Service):
            services[one.id] = (one.organization_id, bool(one.is_protected))
    for one in session.deleted:
        if isinstance(one, Service):
            services.pop(one.id, None)
    open_ones = {owner for owner, is_protected in services.values() if not is_protected}
    return {
        owner
        for owner, _is_protected in services.values()
        if owner is not None and owner in organizations and owner not in open_ones
    }


def protected_among(session: Session, services: Collection[str]) -> set[str]:
    """Return those of *services* that are protected, as they will be after the flush; asked all at once."""
    found: set[str] = set()
    asked = sorted(services)
    with session.no_autoflush:
        for start in range(0, len(asked), AT_ONCE):
            found.update(
                session.scalars(
                    select(Service.id).where(
                        Service.id.in_(asked[start : start + AT_ONCE]), Service.is_protected
                    )
                )
            )
    for one in (*session.new, *session.dirty):
        if isinstance(one, Service) and one.id in services:
            (found.add if one.is_protected else found.discard)(one.id)
    return found


def has_changed(record: Base, column: str) -> bool:
    """Whether *column* of a record of the session was given another value."""
    return bool(inspect(record).attrs[column].history.has_changes())


def values_of(record: Base, column: str) -> set[Any]:
    """Return the value of *column* now and the one before, without what is unset."""
    history = inspect(record).attrs[column].history
    return {value for value in (getattr(record, column), *(history.deleted or ())) if value is not None}
