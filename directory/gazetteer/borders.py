"""Which municipality a position lies in, by its polygon."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, isfinite, radians
from typing import Any, Final

from shapely import Point, STRtree
from shapely.affinity import scale
from shapely.geometry import shape

BorderData = Mapping[str, Any]
"""A parsed GeoJSON FeatureCollection; each feature has the municipality's id as property ``code`` or ``id``."""

COAST_KM: Final = 5.0
"""Positions on the water so near a municipality still belong to it: a boat at a jetty, a coarse coastline."""
_KM_PER_DEGREE: Final = 111.2
"""Kilometres per degree of latitude at 55–69° N (WGS 84), rounded."""
_SQUEEZE: Final = cos(radians(62.0))
"""Scale of longitude at the middle of Sweden, so that the tree's planar distances compare fairly."""


class Borders:
    """Municipality polygons in a spatial index."""

    def __init__(self, collection: BorderData) -> None:
        features = collection["features"]
        self._ids: Final = tuple(_id_of(feature) for feature in features)
        shapes = [shape(feature["geometry"]) for feature in features]
        self._tree: Final = STRtree(
            [scale(each, xfact=_SQUEEZE, yfact=1.0, origin=(0, 0)) for each in shapes]
        )

    def locate(self, latitude: float, longitude: float) -> str | None:
        """Return the id of the municipality at the position, else of the nearest within 5 km, else None."""
        if not (isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
            return None
        point = Point(longitude * _SQUEEZE, latitude)
        around = self._tree.query(point, predicate="intersects")
        if len(around):
            return min(self._ids[int(each)] for each in around)
        reach = COAST_KM / _KM_PER_DEGREE
        near = self._tree.query_nearest(point, max_distance=reach)
        return min((self._ids[int(each)] for each in near), default=None)


def _id_of(feature: Mapping[str, Any]) -> str:
    properties = feature.get("properties") or {}
    found = properties.get("code") or properties.get("id") or feature.get("id")
    if not found:
        raise ValueError("A border feature has no municipality code: give each one a property 'code'.")
    return str(found)
