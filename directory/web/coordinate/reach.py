"""Whom a record belongs to, and whether whoever asks keeps it: what is not theirs does not exist for them (404)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import Permission, may_there
from directory.graph.facts import AreaId, OrganizationId
from directory.maintaining.change import Matter
from directory.maintaining.stone import record_of
from directory.maintaining.workplace import missing
from directory.model import Changeset, Channel, Conflict, Coverage, Organization, Service
from directory.store.history import versions_of
from directory.web.database import borders
from directory.web.identity import signed_in

OF_AN_ORGANIZATION = ("organization_id", "source_organization_id", "target_organization_id")
OF_A_SERVICE = ("service_id", "source_service_id", "target_service_id")


def keeps(permission: Permission, organizations: Iterable[str], areas: Iterable[str] = ()) -> bool:
    """Tell whether whoever asks may do that to one of *organizations*, or in all of *areas* where there is none."""
    who, edges = signed_in(), borders()
    if any(may_there(who, permission, edges, organization=OrganizationId(one)) for one in organizations):
        return True
    places = list(areas)
    return bool(places) and all(may_there(who, permission, edges, area=AreaId(one)) for one in places)


def keeps_record(session: Session, permission: Permission, record: Organization | Service) -> bool:
    """Tell whether whoever asks may do that to an organization or service."""
    if isinstance(record, Organization):
        return keeps(permission, [record.id])
    if record.organization_id is not None:
        return keeps(permission, [record.organization_id])
    return keeps(permission, (), areas_of_service(session, record.id))


def get_kept(session: Session, permission: Permission, kind: str, record: str) -> Organization | Service:
    """Return an organization or service that whoever asks may do that to.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    found = record_of(session, kind, record)
    if found is None or not keeps_record(session, permission, found):
        raise missing()
    return found


def organizations_of(session: Session, table: str, record: str, values: Mapping[str, Any]) -> list[str]:
    """Return the organizations that a record with these *values* belongs to, also when it, or they, are gone."""
    if table == Organization.__tablename__:
        return [record]
    if table == Conflict.__tablename__:
        return owners_of_subjects(session, values.get("subjects") or ())
    named = [str(values[column]) for column in OF_AN_ORGANIZATION if values.get(column)]
    services = [str(values[column]) for column in OF_A_SERVICE if values.get(column)]
    return named + [owner for one in services if (owner := _owner_of_service(session, one)) is not None]


def areas_of(session: Session, table: str, record: str, values: Mapping[str, Any]) -> list[str]:
    """Return the areas that decide about a record which belongs to no organization."""
    if values.get("area_id"):
        return [str(values["area_id"])]
    services = [record] if table == Service.__tablename__ else []
    services += [str(values[column]) for column in OF_A_SERVICE if values.get(column)]
    return [area for one in services for area in areas_of_service(session, one)]


def areas_of_service(session: Session, service: str) -> list[str]:
    """Return the areas that a service serves."""
    return list(
        session.scalars(select(Coverage.area_id).where(Coverage.service_id == service, Coverage.serves))
    )


def owners_of_subjects(session: Session, subjects: Iterable[str]) -> list[str]:
    """Return the organizations that ids of organizations, services and channels lead to."""
    found: list[str] = []
    for one in subjects:
        channel = session.get(Channel, one)
        if session.get(Organization, one) is not None:
            found.append(one)
        elif channel is not None:
            found += [channel.organization_id] if channel.organization_id else []
            found += [_owner_of_service(session, channel.service_id) or ""] if channel.service_id else []
        elif (owner := _owner_of_service(session, one)) is not None:
            found.append(owner)
    return [one for one in dict.fromkeys(found) if one]


def matter_of(title: str, organizations: Iterable[str], why: str = "") -> Matter:
    """Return what a change is about: the first of *organizations* that whoever asks keeps."""
    mine = [one for one in organizations if keeps(Permission.CHANGE_READ, [one])]
    return Matter(OrganizationId(mine[0]) if mine else None, title, why, area=own_area())


def own_area() -> AreaId | None:
    """Return the area that whoever asks keeps the directory of; None for those of one organization."""
    return next((grant.area for grant in signed_in().grants if grant.area is not None), None)


def get_changeset(session: Session, permission: Permission, changeset_id: str) -> Changeset:
    """Return a changeset of an organization that whoever asks keeps, or of their area if the organization is gone.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    found = session.get(Changeset, changeset_id)
    if found is None:
        raise missing()
    is_there = (
        found.organization_id is not None and session.get(Organization, found.organization_id) is not None
    )
    organizations = [found.organization_id] if is_there and found.organization_id else []
    areas = [found.area_id] if not is_there and found.area_id else []
    if not keeps(permission, organizations, areas):
        raise missing()
    return found


def _owner_of_service(session: Session, service: str) -> str | None:
    found = session.get(Service, service)
    if found is not None:
        return found.organization_id
    for version in versions_of(session.connection(), Service.__tablename__, service):
        said = version.values or version.before or {}
        if said.get("organization_id"):
            return str(said["organization_id"])
    return None
