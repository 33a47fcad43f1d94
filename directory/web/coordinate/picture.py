"""The net as a picture: from municipality by way of who answers to the number; alone is drawn thick and yellow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from directory.graph.coverage import Rest, Square
from directory.graph.facts import AreaId, OrganizationId
from directory.graph.fragile import WeakLink
from directory.graph.network import Network

TOWNS, MIDDLE, ENDS = 6, 7, 10
TALL, TOP = 400, 26
LONGEST = 26
"""Characters of a name in the picture."""


@dataclass(frozen=True, slots=True)
class Knot:
    """A point with its name; ``is_alone``: nobody takes over if it goes."""

    name: str
    y: float
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one height to another."""

    start: float
    end: float
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Three columns of knots and the lines between them. ``left_out``: how many who answer found no room."""

    towns: tuple[Knot, ...]
    middle: tuple[Knot, ...]
    ends: tuple[Knot, ...]
    first: tuple[Line, ...]
    second: tuple[Line, ...]
    left_out: int


def picture_of(
    rows: Mapping[AreaId, tuple[Square, ...]], weak: Iterable[WeakLink], network: Network
) -> Picture:
    """Return the picture of the municipalities with the most gaps and those who answer for most of them."""
    towns = sorted(
        rows, key=lambda town: (-sum(one.is_gap for one in rows[town]), -_people(town, network), town)
    )
    towns = sorted(towns[:TOWNS], key=lambda town: network.areas[town].name)
    alone = {link.id for link in weak}
    ways: dict[str, tuple[Rest, set[AreaId]]] = {}
    for town in towns:
        for rest in (rest for square in rows[town] for rest in square.named):
            if rest.phones:
                ways.setdefault(rest.id, (rest, set()))[1].add(town)
    order = sorted(ways, key=lambda name: (-len(ways[name][1]), name not in alone, name))
    middle = sorted(order[:MIDDLE], key=lambda name: min(towns.index(town) for town in ways[name][1]))
    ends = [(name, phone) for name in middle for phone in ways[name][0].phones[:2]][:ENDS]
    heights = [_heights(len(column)) for column in (towns, middle, ends)]
    shown = _numbers(network, middle)
    return Picture(
        tuple(Knot(network.areas[town].name, y) for town, y in zip(towns, heights[0], strict=True)),
        tuple(
            Knot(_short(network.name_of(name)), y, name in alone)
            for name, y in zip(middle, heights[1], strict=True)
        ),
        tuple(
            Knot(shown.get(phone, ""), y, name in alone)
            for (name, phone), y in zip(ends, heights[2], strict=True)
        ),
        tuple(
            Line(heights[0][towns.index(town)], heights[1][place])
            for place, name in enumerate(middle)
            for town in sorted(ways[name][1], key=towns.index)
        ),
        tuple(
            Line(heights[1][middle.index(name)], y, name in alone)
            for (name, _phone), y in zip(ends, heights[2], strict=True)
        ),
        max(0, len(order) - MIDDLE),
    )


def _heights(count: int) -> list[float]:
    room = TALL - 2 * TOP
    return [round(TOP + (room * place / (count - 1) if count > 1 else room / 2), 1) for place in range(count)]


def _people(town: AreaId, network: Network) -> int:
    return network.areas[town].population or 0


def _numbers(network: Network, names: list[str]) -> dict[str, str]:
    found = {}
    for name in names:
        service = network.services.get(name)
        owner = service.organization if service is not None else OrganizationId(name)
        organization = network.organizations.find(owner) if owner else None
        for record in (service, organization):
            found.update({one.id: one.display for one in record.channels} if record is not None else {})
    return found


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
