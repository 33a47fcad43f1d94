"""Where a coordinator looks: an area of their own rights, its municipalities, and the group that is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import g, request, url_for

from directory import clock
from directory.access import PERMISSIONS, Permission, may_there
from directory.graph.explain import say_group
from directory.graph.facts import Area, AreaId, AreaKind, Group
from directory.graph.network import Network
from directory.maintaining.workplace import missing
from directory.web.database import borders
from directory.web.identity import signed_in

GROUPS = (
    Group.ANY,
    Group.GIRL,
    Group.BOY,
    Group.ADULT_WOMAN,
    Group.ADULT_MAN,
    Group.TRANS,
)
TOWNS_A_PAGE = 40
"""Municipalities in one table: a county has at most 49; the country is paged."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a page is about. ``towns``: all municipalities of the area by name; ``shown``: those of this page."""

    area: Area
    areas: tuple[Area, ...]
    group: Group
    towns: tuple[AreaId, ...]
    asked_page: int = 1

    @property
    def page(self) -> int:
        """The page of municipalities: as asked, as far as there is one."""
        return min(self.asked_page, self.pages)

    @property
    def shown(self) -> tuple[AreaId, ...]:
        """The municipalities of this page."""
        first = (self.page - 1) * TOWNS_A_PAGE
        return self.towns[first : first + TOWNS_A_PAGE]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-len(self.towns) // TOWNS_A_PAGE))

    @property
    def group_slug(self) -> str:
        """The group as addresses write it."""
        return self.group.value.replace(" ", "-")


def chosen() -> Chosen:
    """Return what the address asks for; without a word of it the first area of one's own, and everybody.

    Raises:
        NotFound: no such area, or none of those that one stands over.
    """
    network: Network = g.snapshot.network
    areas = own_areas(network)
    wanted = request.args.get("area", areas[0].id if areas else "")
    area = network.areas.get(AreaId(wanted))
    if area is None or not may_there(signed_in(), Permission.NETWORK_READ, borders(), area=area.id):
        raise missing()
    towns = towns_in(area.id, network, clock.today())
    page = request.args.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1
    group = next(
        (one for one in GROUPS if one.value.replace(" ", "-") == request.args.get("group")), Group.ANY
    )
    return Chosen(area, areas, group, towns, max(number, 1))


def own_areas(network: Network) -> tuple[Area, ...]:
    """List the areas of one's rights to see how the network stands; of the country also its counties."""
    found: dict[AreaId, Area] = {}
    for grant in signed_in().grants:
        if grant.area is None or Permission.NETWORK_READ not in PERMISSIONS[grant.role]:
            continue
        area = network.areas.get(grant.area)
        if area is None:
            continue
        found[area.id] = area
        if area.kind is AreaKind.NATION:
            counties = [one for one in network.areas.values() if one.kind is AreaKind.COUNTY]
            found.update((one.id, one) for one in sorted(counties, key=lambda one: one.id))
    return tuple(found.values())


def towns_in(area: AreaId, network: Network, day: date) -> tuple[AreaId, ...]:
    """List the municipalities within *area*, by name; of a place within one, that one."""
    found = [town for town in network.by_size if area in network.wider(town, day)]
    if not found:
        found = [town for town in network.by_size if town in network.wider(area, day)]
    return tuple(sorted(found, key=lambda town: (network.areas[town].name, town)))


def group_links(endpoint: str, here: Chosen) -> list[tuple[str, str, bool]]:
    """Return the groups as links: address, word, whether it is the one shown."""
    found = []
    for group in GROUPS:
        slug = group.value.replace(" ", "-")
        word = say_group(group.value, g.lang)
        href = url_for(endpoint, area=here.area.id, group=None if group is Group.ANY else slug)
        found.append((href, word[:1].upper() + word[1:], group is here.group))
    return found
