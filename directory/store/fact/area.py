"""Areas and how they lie within one another."""

from __future__ import annotations

from sqlalchemy import Connection

from directory.graph.facts import Area, AreaId, PartOf
from directory.model import Area as AreaRow
from directory.model import PartOf as PartOfRow
from directory.store.fact.select import Ids, Sources, rows


def read_areas(connection: Connection, sources: Sources, ids: Ids = None) -> tuple[Area, ...]:
    """Return the areas, ordered by id."""
    return tuple(
        Area(
            id=AreaId(row.id),
            kind=row.kind,
            name=row.name,
            full_name=row.full_name,
            provenance=sources.of(row),
            latitude=row.latitude,
            longitude=row.longitude,
            population=row.population,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            successor=AreaId(row.successor_id) if row.successor_id else None,
        )
        for row in rows(connection, AreaRow, "id", ids)
    )


def read_part_of(connection: Connection, sources: Sources, ids: Ids = None) -> tuple[PartOf, ...]:
    """Return what lies within what, ordered by the id of the record."""
    return tuple(
        PartOf(
            part=AreaId(row.part_id),
            whole=AreaId(row.whole_id),
            provenance=sources.of(row),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows(connection, PartOfRow, "id", ids)
    )
