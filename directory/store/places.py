"""Place names and borders, as the gazetteer wants them."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, select

from directory.gazetteer import Place
from directory.gazetteer.place import PlaceKind
from directory.graph.facts import AreaKind
from directory.model import Area, AreaAlias, Border
from directory.model import Place as PlaceRow

KIND_OF_AREA = {
    AreaKind.NATION: PlaceKind.NATION,
    AreaKind.COUNTY: PlaceKind.COUNTY,
    AreaKind.MUNICIPALITY: PlaceKind.MUNICIPALITY,
    AreaKind.DISTRICT: PlaceKind.DISTRICT,
}
"""Cooperations are missing on purpose: nobody says that a person is in one."""


def read_places(connection: Connection) -> tuple[Place, ...]:
    """Return every area that has a name of its own, then every smaller place, each ordered by id."""
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(AreaAlias.area_id, AreaAlias.alias).order_by(AreaAlias.id)):
        aliases[row.area_id].append(row.alias)
    areas = connection.execute(select(*Area.__table__.c).order_by(Area.id)).all()
    places = connection.execute(select(*PlaceRow.__table__.c).order_by(PlaceRow.id)).all()
    return tuple(
        Place(
            name=row.name,
            kind=KIND_OF_AREA[row.kind],
            area=row.id,
            latitude=row.latitude,
            longitude=row.longitude,
            population=row.population,
            aliases=tuple(dict.fromkeys(aliases[row.id])),
            source=row.source,
            full_name=row.full_name,
            leads_to=row.successor_id,
            valid_to=row.valid_to,
        )
        for row in areas
        if row.kind in KIND_OF_AREA
    ) + tuple(
        Place(
            name=row.name,
            kind=row.kind,
            area=row.area_id,
            latitude=row.latitude,
            longitude=row.longitude,
            population=row.population,
            aliases=tuple(row.aliases),
            source=row.source,
        )
        for row in places
    )


def read_borders(connection: Connection) -> dict[str, Any] | None:
    """Return the borders of the municipalities as a GeoJSON collection (RFC 7946), or None when there are none."""
    rows = connection.execute(select(Border.area_id, Border.geometry).order_by(Border.area_id)).all()
    if not rows:
        return None
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"code": row.area_id}, "geometry": json.loads(row.geometry)}
            for row in rows
        ],
    }
