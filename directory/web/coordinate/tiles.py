"""The county in the night as tiles, one for each municipality, where they lie to one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, sqrt

from directory.graph.coverage import Square
from directory.graph.facts import Area, AreaId
from directory.graph.overview import Light

STOCKHOLM: Mapping[str, tuple[int, int, str]] = {
    "0114": (3, 1, "Väs"),
    "0115": (4, 0, "Val"),
    "0117": (5, 1, "Öst"),
    "0120": (5, 3, "Vär"),
    "0123": (2, 2, "Jär"),
    "0125": (1, 3, "Eke"),
    "0126": (3, 5, "Hud"),
    "0127": (2, 5, "Bot"),
    "0128": (1, 5, "Sal"),
    "0136": (4, 5, "Han"),
    "0138": (4, 4, "Tyr"),
    "0139": (2, 1, "U-B"),
    "0140": (0, 5, "Nyk"),
    "0160": (4, 1, "Täb"),
    "0162": (4, 2, "Dan"),
    "0163": (3, 2, "Sol"),
    "0180": (2, 4, "Sth"),
    "0181": (1, 6, "Söd"),
    "0182": (3, 4, "Nac"),
    "0183": (2, 3, "Sun"),
    "0184": (3, 3, "Sna"),
    "0186": (4, 3, "Lid"),
    "0187": (5, 2, "Vax"),
    "0188": (5, 0, "Nor"),
    "0191": (3, 0, "Sig"),
    "0192": (4, 6, "Nyn"),
}
"""Column, row and short name, drawn by hand for the 26 of Stockholms län."""
WIDTH, HEIGHT, EDGE = 62, 50, 6
LETTERS = 3


@dataclass(frozen=True, slots=True)
class Tile:
    """One municipality. ``light``: *full* somebody answers tonight, *half* by day only or perhaps, else empty."""

    name: str
    short: str
    x: int
    y: int
    light: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """All of them, with the size of the picture, and how many are lit, half lit and dark."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    counts: tuple[int, int, int]


def tiles_of(areas: list[Area], squares: Mapping[AreaId, Square]) -> Tiles:
    """Return a tile for each of *areas*, with the light of its square."""
    places = _places(areas)
    lights = {area.id: _light(squares[area.id]) for area in areas}
    tiles = tuple(
        Tile(
            area.name,
            places[area.id][2],
            EDGE + places[area.id][0] * WIDTH,
            EDGE + places[area.id][1] * HEIGHT,
            lights[area.id],
        )
        for area in areas
    )
    values = list(lights.values())
    counts = (values.count("full"), values.count("half"), values.count(""))
    width = max((tile.x for tile in tiles), default=0) + WIDTH
    return Tiles(tiles, width, max((tile.y for tile in tiles), default=0) + HEIGHT, counts)


def _light(square: Square) -> str:
    by_day, by_night = square.lights
    if by_night is Light.LIT:
        return "full"
    return "half" if by_day is Light.LIT or Light.ASK in square.lights else ""


def _places(areas: list[Area]) -> dict[AreaId, tuple[int, int, str]]:
    if all(area.id in STOCKHOLM for area in areas):
        return {area.id: STOCKHOLM[area.id] for area in areas}
    across = max(1, ceil(sqrt(len(areas))))
    from_north = sorted(areas, key=lambda area: (-(area.latitude or 0), area.id))
    found = {}
    for row in range(0, len(from_north), across):
        from_west = sorted(from_north[row : row + across], key=lambda area: (area.longitude or 0, area.id))
        for column, area in enumerate(from_west):
            found[area.id] = (column, row // across, area.name[:LETTERS])
    return found
