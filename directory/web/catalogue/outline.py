"""Maps drawn by the server: the outlines of counties and municipalities as SVG paths, from the shipped borders.

A picture of where things lie, not of who is responsible. The same borders always give the same drawing; nothing is
fetched from anybody, who would learn who looks where.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import cos, radians
from typing import Any

from directory.shipped import folder

COUNTY_LETTERS = {
    "01": "AB", "03": "C", "04": "D", "05": "E", "06": "F", "07": "G", "08": "H", "09": "I", "10": "K", "12": "M",
    "13": "N", "14": "O", "17": "S", "18": "T", "19": "U", "20": "W", "21": "X", "22": "Y", "23": "Z", "24": "AC",
    "25": "BD",
}  # fmt: skip
"""The letters by which Swedes know their counties (*länsbokstäver*), by county code."""
MIDDLE_LATITUDE = 62.0
"""Degrees; the country reaches from 55 to 69. East-west distances are squeezed as they are here."""
COUNTRY_HEIGHT, COUNTY_WIDTH = 640.0, 480.0
"""Units of the drawing; one unit is one pixel where there is room."""

Ring = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: ``d`` is its outline as an SVG path, ``x`` and ``y`` where its label stands."""

    id: str
    name: str
    label: str
    d: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Outline:
    """A drawing of *width* × *height* units, its shapes ordered by id."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


@cache
def counties() -> Outline:
    """Return the country with its counties, each labelled with its letter."""
    return _drawn(_features("counties_land"), height=COUNTRY_HEIGHT, labels=COUNTY_LETTERS)


@cache
def municipalities_of(county: str) -> Outline | None:
    """Return a county with its municipalities; None where no borders are known."""
    found = [one for one in _features("municipalities_land") if one["properties"]["code"].startswith(county)]
    return _drawn(found, width=COUNTY_WIDTH, labels={}) if found else None


@cache
def _features(name: str) -> tuple[dict[str, Any], ...]:
    text = (folder("seeds") / "borders" / f"{name}.geojson").read_text("utf-8")
    return tuple(sorted(json.loads(text)["features"], key=lambda one: one["properties"]["code"]))


def _drawn(
    features: Iterable[dict[str, Any]],
    labels: dict[str, str],
    width: float | None = None,
    height: float | None = None,
) -> Outline:
    squeeze = cos(radians(MIDDLE_LATITUDE))
    placed = [
        (
            one["properties"],
            [[(lon * squeeze, -lat) for lon, lat, *_ in ring] for ring in _outer_rings(one["geometry"])],
        )
        for one in features
    ]
    points = [point for _, rings in placed for ring in rings for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    scale = height / (bottom - top) if height is not None else (width or COUNTY_WIDTH) / (right - left)

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return round((point[0] - left) * scale + 2, 1), round((point[1] - top) * scale + 2, 1)

    shapes = []
    for properties, rings in placed:
        moved = [[at(point) for point in ring] for ring in rings]
        x, y = _middle(max(moved, key=_size))
        code = properties["code"]
        path = "".join(_path(ring) for ring in moved)
        shapes.append(Shape(code, properties["name"], labels.get(code, ""), path, x, y))
    return Outline(round((right - left) * scale) + 4, round((bottom - top) * scale) + 4, tuple(shapes))


def _outer_rings(geometry: dict[str, Any]) -> list[Ring]:
    """List the outer rings of a polygon or of several; holes (lakes, enclaves) are drawn over by what lies there."""
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"][0]]
    return [polygon[0] for polygon in geometry["coordinates"]]


def _path(ring: Sequence[tuple[float, float]]) -> str:
    """Write a ring in whole units, points that fall on one another once; empty for an island of one point."""
    points = [(round(x), round(y)) for x, y in ring]
    kept = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
    if len(kept) < 4:
        return ""
    return "M" + "L".join(f"{x} {y}" for x, y in kept[:-1]) + "Z"


def _size(ring: Sequence[tuple[float, float]]) -> float:
    """Return the area within a ring (shoelace formula), in square units."""
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return abs(twice) / 2


def _middle(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the centre of gravity of a ring."""
    pieces = [(x1 * y2 - x2 * y1, x1 + x2, y1 + y2) for (x1, y1), (x2, y2) in pairwise(ring)]
    total = sum(cross for cross, _, _ in pieces)
    if not total:
        return ring[0]
    x = sum(cross * across for cross, across, _ in pieces) / (3 * total)
    y = sum(cross * down for cross, _, down in pieces) / (3 * total)
    return round(x, 1), round(y, 1)
