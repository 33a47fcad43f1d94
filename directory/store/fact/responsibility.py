"""Roles, who holds them, the duties they have, and the links between those who hold them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row

from directory.graph.facts import AreaId, Conflict, Duty, Holding, Link, NeedId, OrganizationId, Role, RoleId
from directory.model import Conflict as ConflictRow
from directory.model import Duty as DutyRow
from directory.model import DutyGroup, DutyStatus
from directory.model import Holding as HoldingRow
from directory.model import Link as LinkRow
from directory.model import Role as RoleRow
from directory.store.fact.select import Ids, Sources, by, rows


def read_roles(connection: Connection, sources: Sources, ids: Ids = None) -> tuple[Role, ...]:
    """Return the roles, ordered by id."""
    return tuple(
        Role(
            id=RoleId(row.id),
            name_sv=row.name_sv,
            name_en=row.name_en,
            provenance=sources.of(row),
            note=row.note,
        )
        for row in rows(connection, RoleRow, "id", ids)
    )


def read_holdings(connection: Connection, sources: Sources, ids: Ids = None) -> tuple[Holding, ...]:
    """Return who holds which role where, ordered by id; nobody known is a holding, too."""
    return tuple(
        Holding(
            id=row.id,
            role=RoleId(row.role_id),
            area=AreaId(row.area_id),
            organization=OrganizationId(row.organization_id) if row.organization_id else None,
            provenance=sources.of(row),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows(connection, HoldingRow, "id", ids)
    )


def read_duties(connection: Connection, sources: Sources, ids: Ids = None) -> tuple[Duty, ...]:
    """Return the duties, ordered by id."""
    groups = by(lambda row: row.duty_id, rows(connection, DutyGroup, "duty_id", ids))
    statuses = by(lambda row: row.duty_id, rows(connection, DutyStatus, "duty_id", ids))
    return tuple(
        Duty(
            id=row.id,
            need=NeedId(row.need_id),
            kind=row.kind,
            groups=frozenset(said.for_group for said in groups[row.id]),
            phase=row.phase,
            place=row.place,
            provenance=sources.of(row),
            role=RoleId(row.role_id) if row.role_id else None,
            organization=OrganizationId(row.organization_id) if row.organization_id else None,
            statuses=frozenset(said.status for said in statuses[row.id]),
            residence=row.residence,
            legal_basis=row.legal_basis,
            condition=row.condition,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows(connection, DutyRow, "id", ids)
    )


def read_links(connection: Connection, sources: Sources, ids: Ids = None) -> tuple[Link, ...]:
    """Return the links, ordered by id."""
    return tuple(
        Link(
            id=row.id,
            kind=row.kind,
            source=_end(row, "source"),
            target=_end(row, "target"),
            provenance=sources.of(row),
            need=NeedId(row.need_id) if row.need_id else None,
            condition=row.condition,
            condition_text=row.condition_text,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows(connection, LinkRow, "id", ids)
    )


def read_conflicts(connection: Connection, ids: Ids = None) -> tuple[Conflict, ...]:
    """Return where two sources contradict each other, ordered by id."""
    return tuple(
        Conflict(
            id=row.id,
            subject=row.subject,
            value_a=row.value_a,
            source_a=row.source_a,
            dated_a=row.dated_a,
            value_b=row.value_b,
            source_b=row.source_b,
            dated_b=row.dated_b,
            advice=row.advice,
            advice_sv=row.advice_sv,
            subjects=tuple(row.subjects),
        )
        for row in rows(connection, ConflictRow, "id", ids)
    )


def _end(row: Row[Any], end: str) -> str:
    """Return the id at one end of a link; the table sees to it that exactly one of the three is there."""
    values = row._mapping
    return str(values[f"{end}_organization_id"] or values[f"{end}_role_id"] or values[f"{end}_service_id"])
