"""The organization that somebody keeps in order, with its services: the borders of all that is done here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.access import Borders, Identity, Permission, may_from_above, may_there
from directory.errors import NotFound
from directory.graph.facts import OrganizationId
from directory.model import Channel, Contact, Location, Note, Organization, Post, Service

Part = TypeVar("Part", Post, Contact, Location, Note, Channel)


@dataclass(frozen=True, slots=True)
class Workplace:
    """An organization and its services, by name, for somebody who may be there."""

    organization: Organization
    services: tuple[Service, ...]
    is_from_above: bool = False
    """Whether they may be there because of a right over its area, and not as one of its own."""

    @property
    def id(self) -> OrganizationId:
        """The organization's id."""
        return OrganizationId(self.organization.id)

    def holds(self, part: Post | Contact | Location | Note | Channel) -> bool:
        """Whether *part* belongs to the organization or to one of its services."""
        if part.organization_id is not None:
            return part.organization_id == self.organization.id
        return any(service.id == part.service_id for service in self.services)

    def service_of(self, part: Post | Contact | Location | Note | Channel) -> Service | None:
        """Return the service that *part* belongs to; None where that is the organization itself."""
        return next((service for service in self.services if service.id == part.service_id), None)

    def is_protected(self, part: Post | Contact | Location | Note | Channel) -> bool:
        """Whether *part* belongs to a protected service."""
        service = self.service_of(part)
        return service is not None and service.is_protected

    @property
    def has_protected(self) -> bool:
        """Whether any service of the organization is protected."""
        return any(service.is_protected for service in self.services)

    def owner(self, named: str) -> dict[str, str | None]:
        """Return the columns of the owner that a form names: a service's id, or nothing for the organization.

        Raises:
            NotFound: that service is none of the organization's.
        """
        if not named:
            return {"organization_id": self.organization.id, "service_id": None}
        if all(service.id != named for service in self.services):
            raise missing()
        return {"organization_id": None, "service_id": named}


def get_workplace(
    reading: Session,
    identity: Identity | None,
    organization_id: str,
    borders: Borders,
    permission: Permission,
) -> Workplace:
    """Return an organization for somebody who has *permission* there.

    Raises:
        NotFound: there is none, or *identity* does not stand over it: to them that is the same.
    """
    organization = reading.get(Organization, organization_id)
    if organization is None or not may_there(
        identity, permission, borders, organization=OrganizationId(organization_id)
    ):
        raise missing()
    services = reading.scalars(
        select(Service).where(Service.organization_id == organization_id).order_by(Service.name, Service.id)
    )
    return Workplace(
        organization,
        tuple(services),
        is_from_above=may_from_above(identity, permission, borders, OrganizationId(organization_id)),
    )


def get_part(
    reading: Session,
    model: type[Part],
    part_id: str,
    identity: Identity | None,
    borders: Borders,
    permission: Permission,
) -> tuple[Part, Workplace]:
    """Return a post, contact person, place, note or channel with the workplace that it belongs to.

    Raises:
        NotFound: there is none, or *identity* may not do that there.
    """
    part = reading.get(model, part_id)
    if part is None:
        raise missing()
    organization_id = organization_of(reading, part)
    if organization_id is None:
        raise missing()
    return part, get_workplace(reading, identity, organization_id, borders, permission)


def organization_of(reading: Session, part: Post | Contact | Location | Note | Channel) -> str | None:
    """Return the id of the organization whose matter *part* is; None for a service that a role offers."""
    if part.organization_id is not None or part.service_id is None:
        return part.organization_id
    service = reading.get(Service, part.service_id)
    return service.organization_id if service is not None else None


def parts_of(reading: Session, model: type[Part], workplace: Workplace) -> list[Part]:
    """List the rows of *model* that belong to the organization or its services, ordered by id."""
    services = [service.id for service in workplace.services]
    return list(
        reading.scalars(
            select(model)
            .where(or_(model.organization_id == workplace.organization.id, model.service_id.in_(services)))
            .order_by(model.id)
        )
    )


def missing() -> NotFound:
    """Return the error for what is not there, or is not for whoever asks."""
    sv = "Det finns inte, eller så har du inte hand om det."
    return NotFound(sv, sv=sv, en="It does not exist, or it is not yours to keep.")
