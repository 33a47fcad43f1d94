"""Borders drawn as lines for tests of the rules: one edge a line, read without a database or a graph."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime

from directory.access import AccountId, Grant, Identity, Role
from directory.graph.facts import AreaId, OrganizationId

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SWEDEN = """
    area:county part-of area:nation
    area:coast part-of area:nation
    area:solna part-of area:county
    area:boda part-of area:county
    area:harbour part-of area:coast
    org:haven works-in area:solna
    org:office works-in area:boda
    org:office works-in area:solna
    org:quay works-in area:harbour
    org:union works-in area:nation
    org:bridge works-in area:solna
    org:bridge works-in area:harbour
    org:sleeping exists
"""
"""A county with two municipalities, another county, and organizations: of one, of two, of both, of none, of all."""


@dataclass(frozen=True)
class Drawn:
    """Borders as they are drawn."""

    wider: dict[str, frozenset[str]]
    areas: dict[str, frozenset[str]]

    def is_within(self, inner: AreaId, outer: AreaId) -> bool:
        """Whether *inner* is *outer* or a part of it; False for areas that are not drawn."""
        return inner in self.wider and outer in self.wider and (inner == outer or outer in self.wider[inner])

    def areas_of(self, organization: OrganizationId) -> frozenset[AreaId]:
        """Return where an organization works; nowhere for one that is not drawn."""
        return frozenset(AreaId(one) for one in self.areas.get(organization, ()))


def draw(lines: str) -> Drawn:
    """Read lines of ``area:inner part-of area:outer`` and ``org:name works-in area:name``."""
    wholes: dict[str, set[str]] = defaultdict(set)
    areas: dict[str, set[str]] = defaultdict(set)
    for line in filter(None, map(str.strip, lines.splitlines())):
        subject, edge, *target = line.split()
        name = subject.partition(":")[2]
        if edge == "part-of":
            wholes[name].add(target[0].partition(":")[2])
            wholes[target[0].partition(":")[2]] |= set()
        elif edge == "works-in":
            areas[name].add(target[0].partition(":")[2])
    return Drawn(
        {one: frozenset(_all_above(one, wholes)) for one in wholes},
        {one: frozenset(found) for one, found in areas.items()},
    )


def right(role: Role, *, area: str = "", organization: str = "") -> Grant:
    """Return a right that holds."""
    return Grant(
        f"{role}@{area or organization or 'all'}",
        role,
        DAY,
        DAY,
        OrganizationId(organization) if organization else None,
        AreaId(area) if area else None,
    )


def somebody(*grants: Grant) -> Identity:
    """Return an identity with these rights."""
    return Identity(AccountId("kim"), "Kim (påhittad)", "kim@example.org", "sv", "s", NOW, grants)


def _all_above(one: str, wholes: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [one]
    while waiting:
        for above in wholes[waiting.pop()] - found:
            found.add(above)
            waiting.append(above)
    return found
