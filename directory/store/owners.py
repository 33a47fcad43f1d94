"""Whose record it is: the services and organizations that a row is about, read off its foreign keys."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from directory.model import Base, Conflict, Organization, Record, Service


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
    with session.no_autoflush:
        stored = session.scalars(select(Service).where(Service.organization_id == organization)).all()
    of_it = {one for one in stored if one not in session.deleted and one.organization_id == organization}
    of_it |= {
        one
        for one in (*session.new, *session.dirty)
        if isinstance(one, Service) and one.organization_id == organization and one not in session.deleted
    }
    return bool(of_it) and all(one.is_protected for one in of_it)


def has_changed(record: Base, column: str) -> bool:
    """Whether *column* of a record of the session was given another value."""
    return bool(inspect(record).attrs[column].history.has_changes())


def values_of(record: Base, column: str) -> set[Any]:
    """Return the value of *column* now and the one before, without what is unset."""
    history = inspect(record).attrs[column].history
    return {value for value in (getattr(record, column), *(history.deleted or ())) if value is not None}
