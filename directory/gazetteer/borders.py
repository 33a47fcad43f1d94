"""Which municipality a position lies in, by its polygon."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any, Final

from geopy.distance import geodesic
from shapely import Point, STRtree, get_coordinates
from shapely.geometry import shape
from shapely.ops import nearest_points

BorderData = Mapping[str, Any]
"""A parsed GeoJSON FeatureCollection (RFC 7946); each feature has the id of its area as property ``code``."""

SLACK_KM: Final = 0.5
"""How far outside all borders a position may lie and still belong to the nearest one.

The borders that ship include the territorial sea (12 nautical miles), so a boat off the coast lies inside one;
what is left is the error of their simplification. More would give Tornio in Finland (0.8 km from the border)
to Haparanda and Helsingør in Denmark (3.6 km) to Helsingborg.
"""
_REACH_DEGREES: Final = 0.02
"""More than the slack in degrees of latitude and, up to 70° N, of longitude: which polygons to measure."""


class Borders:
    """Municipality polygons in a spatial index."""

    def __init__(self, collection: BorderData) -> None:
        features = collection["features"]
        self._ids: Final = tuple(_code(feature) for feature in features)
        self._shapes: Final = tuple(shape(feature["geometry"]) for feature in features)
        self._tree: Final = STRtree(self._shapes)

    def locate(self, latitude: float, longitude: float) -> str | None:
        """Return the id of the municipality at the position, or of the nearest one in reach, else None.

        On a border between two the lower id wins.
        """
        if not (isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
            return None
        point = Point(longitude, latitude)
        around = self._tree.query(point, predicate="intersects")
        if len(around):
            return min(self._ids[int(each)] for each in around)
        near = self._tree.query(point, predicate="dwithin", distance=_REACH_DEGREES)
        measured = sorted((self._km_to(point, int(each)), self._ids[int(each)]) for each in near)
        return measured[0][1] if measured and measured[0][0] <= SLACK_KM else None

    def _km_to(self, point: Point, number: int) -> float:
        on_border, _ = nearest_points(self._shapes[number], point)
        (longitude, latitude), *_ = get_coordinates(on_border).tolist()
        return float(geodesic((point.y, point.x), (latitude, longitude)).kilometers)


def _code(feature: Mapping[str, Any]) -> str:
    found = (feature.get("properties") or {}).get("code")
    if not found:
        raise ValueError("A border has no municipality code: give each feature a property 'code'.")
    return str(found)
