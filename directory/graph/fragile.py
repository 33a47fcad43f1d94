"""Weak links: how many ways break if this service or organization goes. The resolver says so, asked without it.

Candidates are read off the squares that rest on one contact; each is then taken out of the network and asked for
again, so that whoever would step in is not overlooked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from directory.graph.coverage import Square, square_of
from directory.graph.facts import AreaId, Group, NeedId, OrganizationId, Service
from directory.graph.network import Network

MOST_ASKED = 160
"""Squares that are asked again at most: about 0.2 s."""


@dataclass(frozen=True, slots=True)
class WeakLink:
    """A contact that stands alone. ``broken``: the ways that end with it, as (municipality, need), ordered.

    ``has_one_number``: there is not even a second number to it. ``is_tried`` False: there were more such contacts than
    could be asked about; the ways rest on it alone today, and whether somebody would step in was not tried.
    """

    id: str
    organization: str
    broken: tuple[tuple[AreaId, NeedId], ...]
    has_one_number: bool
    is_tried: bool = True

    @property
    def areas(self) -> tuple[AreaId, ...]:
        """The municipalities of the broken ways, each once."""
        return tuple(dict.fromkeys(area for area, _need in self.broken))

    @property
    def needs(self) -> tuple[NeedId, ...]:
        """The needs of the broken ways, each once."""
        return tuple(dict.fromkeys(need for _area, need in self.broken))


def weak_links(
    squares: Iterable[Square],
    group: Group,
    network: Network,
    moments: tuple[datetime, datetime],
    most_asked: int = MOST_ASKED,
) -> tuple[WeakLink, ...]:
    """List what stands alone among *squares*, most broken ways first, then by id."""
    alone: dict[str, list[Square]] = {}
    for square in squares:
        if square.only is not None:
            alone.setdefault(square.only.id, []).append(square)
    found = []
    for name, resting in sorted(alone.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        only = resting[0].only
        is_tried = len(resting) <= most_asked
        broken = resting
        if is_tried:
            most_asked -= len(resting)
            without = _without(name, network)
            asked = [(one, square_of(one.area, one.need, group, without, moments)) for one in resting]
            broken = [one for one, left in asked if not left.answering]
        if broken and only is not None:
            ways = tuple((one.area, one.need) for one in broken)
            found.append(WeakLink(name, only.organization, ways, len(only.phones) < 2, is_tried))
    found.sort(key=lambda link: (-len(link.broken), link.id))
    return tuple(found)


def _without(name: str, network: Network) -> Network:
    """Return *network* as it would be if nobody could be reached there any more."""
    if name in network.services:
        return network.with_changes(revision=network.revision, services={name: None})
    organization = network.organizations[OrganizationId(name)]
    silent = replace(organization, channels=())
    services: dict[str, Service | None] = {
        one.id: replace(one, channels=()) for one in network.services_of(name) if one.organization == name
    }
    return network.with_changes(
        revision=network.revision, services=services, organizations={OrganizationId(name): silent}
    )
