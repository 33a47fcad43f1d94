"""What is due: every organization by the first of its entries that has to be confirmed anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.graph.facts import OrganizationId
from directory.maintaining.cadence import ON_CALL_ROLES, Why, cadence_of, due_on, gives_a_bed, why_of
from directory.model import Holding, Organization, Service, ServiceNeed


@dataclass(frozen=True, slots=True)
class Due:
    """When an organization is due: the first of it and its services. ``on`` None: nobody knows from when it is.

    ``confirmed_on`` is the last day on which the organization itself was confirmed.
    """

    organization: OrganizationId
    on: date | None
    days: int
    why: Why
    confirmed_on: date | None

    def overdue(self, today: date) -> int | None:
        """Return by how many days it is overdue; below 0 it is not, None: nobody knows from when it is."""
        return None if self.on is None else (today - self.on).days

    def is_due(self, today: date) -> bool:
        """Whether it has to be confirmed anew."""
        return self.on is None or self.on <= today


def list_due(
    reading: Session, today: date, organizations: Collection[OrganizationId] | None = None
) -> list[Due]:
    """List when each organization that still exists is due, longest overdue first, then by id.

    *organizations* None: all of them. Three statements, whatever the size.
    """
    needs: dict[str, set[str]] = defaultdict(set)
    for service, need in reading.execute(select(ServiceNeed.service_id, ServiceNeed.need_id)):
        needs[service].add(need)
    services: dict[str, list[tuple[date | None, int, Why]]] = defaultdict(list)
    kinds = {row.id: row.kind for row in reading.execute(select(Organization.id, Organization.kind))}
    for one in reading.execute(
        select(
            Service.id,
            Service.organization_id,
            Service.confirmed_on,
            Service.on,
            Service.cadence_days,
            Service.is_emergency_line,
            Service.is_protected,
            Service.valid_to,
        ).where(Service.organization_id.is_not(None))
    ):
        if one.valid_to is None or one.valid_to >= today:
            is_shelter = one.is_protected or gives_a_bed(frozenset(needs[one.id]))
            kind, own = kinds[one.organization_id], one.cadence_days
            days = cadence_of(kind, own, is_urgent=one.is_emergency_line, is_shelter=is_shelter)
            why = why_of(kind, own, is_urgent=one.is_emergency_line, is_shelter=is_shelter)
            services[one.organization_id].append((due_on(one.confirmed_on, one.on, days), days, why))
    on_call = set(reading.scalars(select(Holding.organization_id).where(Holding.role_id.in_(ON_CALL_ROLES))))
    found = []
    for row in reading.execute(
        select(
            Organization.id,
            Organization.kind,
            Organization.confirmed_on,
            Organization.on,
            Organization.cadence_days,
        ).where(
            Organization.is_historical.is_(False),
            Organization.valid_to.is_(None) | (Organization.valid_to >= today),
        )
    ):
        if organizations is not None and row.id not in organizations:
            continue
        is_urgent = row.id in on_call
        days = cadence_of(row.kind, row.cadence_days, is_urgent=is_urgent)
        own = (
            due_on(row.confirmed_on, row.on, days),
            days,
            why_of(row.kind, row.cadence_days, is_urgent=is_urgent),
        )
        on, days, why = min((own, *services[row.id]), key=lambda each: (each[0] or date.min, each[1]))
        found.append(Due(OrganizationId(row.id), on, days, why, row.confirmed_on))
    return sorted(found, key=lambda one: (one.on or date.min, one.organization))
