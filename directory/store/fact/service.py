"""Services with everything said of them, as far as a viewer may know of it. They have no position."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row

from directory.graph.facts import (
    NARROW_GROUPS,
    AreaId,
    Coverage,
    NeedId,
    OrganizationId,
    RoleId,
    Service,
    ServiceId,
    Visibility,
)
from directory.model import Coverage as CoverageRow
from directory.model import Service as ServiceRow
from directory.model import (
    ServiceAcceptance,
    ServiceLanguage,
    ServiceNeed,
    ServiceReferralRole,
    ServiceStatus,
)
from directory.store.fact.contact import read_contacts
from directory.store.fact.instant import instant
from directory.store.fact.part import read_parts
from directory.store.fact.select import Ids, Sources, by, rows

_GROUP_ORDER = {group: order for order, group in enumerate(NARROW_GROUPS)}


def read_services(
    connection: Connection, sources: Sources, viewer: Visibility, day: date, ids: Ids = None
) -> tuple[Service, ...]:
    """Return the services, ordered by id, with what *viewer* may see of them on *day* or later."""
    contacts = read_contacts(connection, sources, viewer, "service_id", ids)
    parts = read_parts(connection, viewer, day, "service_id", ids)
    said = {
        model: by(lambda row: row.service_id, rows(connection, model, "service_id", ids))
        for model in (
            ServiceNeed,
            ServiceAcceptance,
            ServiceStatus,
            ServiceLanguage,
            ServiceReferralRole,
            CoverageRow,
        )
    }

    def in_order(
        model: type[ServiceNeed | ServiceLanguage | ServiceReferralRole], name: str
    ) -> list[Row[Any]]:
        return sorted(said[model][name], key=lambda row: row.said_order)

    return tuple(
        Service(
            id=ServiceId(row.id),
            name=row.name,
            organization=OrganizationId(row.organization_id) if row.organization_id else None,
            needs=tuple(NeedId(need.need_id) for need in in_order(ServiceNeed, row.id)),
            acceptance=tuple(
                (word.for_group, word.acceptance)
                for word in sorted(
                    said[ServiceAcceptance][row.id], key=lambda word: _GROUP_ORDER[word.for_group]
                )
            ),
            coverage=tuple(
                Coverage(
                    area=AreaId(covered.area_id),
                    provenance=sources.of(covered),
                    serves=covered.serves,
                    valid_from=covered.valid_from,
                    valid_to=covered.valid_to,
                )
                for covered in said[CoverageRow][row.id]
            ),
            provenance=sources.of(row),
            name_en=row.name_en,
            role=RoleId(row.role_id) if row.role_id else None,
            age_min=row.age_min,
            age_max=row.age_max,
            statuses=frozenset(word.status for word in said[ServiceStatus][row.id]),
            languages=tuple(word.language for word in in_order(ServiceLanguage, row.id)),
            channels=contacts.channels_of(row.id),
            schedule=contacts.schedule_of(row.id),
            access=row.access,
            referral=row.referral,
            referral_roles=tuple(RoleId(word.role_id) for word in in_order(ServiceReferralRole, row.id)),
            capacity=row.capacity,
            capacity_until=instant(row.capacity_until),
            is_protected=row.is_protected,
            is_emergency_line=row.is_emergency_line,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            note=row.note,
            posts=parts.posts_of(row.id),
            locations=parts.locations_of(row.id),
            notes=parts.notes_of(row.id),
        )
        for row in rows(connection, ServiceRow, "id", ids)
    )
