"""Organizations with their channels and hours, as far as a viewer may know of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from directory.graph.facts import Organization, OrganizationId, Visibility
from directory.model import Organization as OrganizationRow
from directory.store.fact.contact import read_contacts
from directory.store.fact.part import read_parts
from directory.store.fact.select import Ids, Sources, rows


def read_organizations(
    connection: Connection, sources: Sources, viewer: Visibility, day: date, ids: Ids = None
) -> tuple[Organization, ...]:
    """Return the organizations, ordered by id, with what *viewer* may see of them on *day* or later."""
    contacts = read_contacts(connection, sources, viewer, "organization_id", ids)
    parts = read_parts(connection, viewer, day, "organization_id", ids)
    return tuple(
        Organization(
            id=OrganizationId(row.id),
            name=row.name,
            name_en=row.name_en,
            kind=row.kind,
            provenance=sources.of(row),
            parent=OrganizationId(row.parent_id) if row.parent_id else None,
            website=row.website,
            channels=contacts.channels_of(row.id),
            schedule=contacts.schedule_of(row.id),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            note=row.note,
            is_historical=row.is_historical,
            posts=parts.posts_of(row.id),
            locations=parts.locations_of(row.id),
            notes=parts.notes_of(row.id),
        )
        for row in rows(connection, OrganizationRow, "id", ids)
    )
