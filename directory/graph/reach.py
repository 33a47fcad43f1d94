"""How far a change can reach: in which municipalities, for which needs and groups an answer may become another.

Wide rather than narrow: what is looked at in vain costs a question, what is not looked at goes unsaid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from directory.graph.facts import (
    NARROW_GROUPS,
    AreaId,
    AreaKind,
    Group,
    Holding,
    Link,
    LinkKind,
    NeedId,
    OrganizationId,
    RoleId,
    Service,
)
from directory.graph.matching import TIER, acceptance_of
from directory.graph.network import Network

BY_SEX_AND_AGE = (Group.GIRL, Group.BOY, Group.ADULT_WOMAN, Group.ADULT_MAN)
"""Whom an office answers for; trans persons are asked for where a service says something of them."""
CALLED_INSTEAD = (LinkKind.STANDS_IN_FOR, LinkKind.REFERS_TO, LinkKind.SUCCEEDS)


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change touches, by id. Any of it may be new, or gone. ``edges``: holdings and links."""

    services: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    edges: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reach:
    """Where to look: places with the most inhabitants first, needs in the order they were met, groups in theirs."""

    places: tuple[AreaId, ...]
    """Municipalities, and those city districts that are named themselves."""
    needs: tuple[NeedId, ...]
    """Those that the touched services meet, and that the touched roles have duties for."""
    around: tuple[NeedId, ...]
    """What is broader or narrower than these: its answers stretch to them."""
    groups: tuple[Group, ...]


def reach_of(touched: Touched, networks: Iterable[Network], day: date) -> Reach:
    """Return how far a change of *touched* reaches in any of *networks* (before, after) on *day*."""
    nets = tuple(networks)
    found = _Found(set(), {}, set())
    for network in nets:
        services = {
            name: network.services[name] for name in sorted(touched.services) if name in network.services
        }
        holdings, ends = _edges(touched, network)
        linked = {RoleId(name) for name in ends if name in network.roles}
        organizations = _with_partners({*touched.organizations, *ends}, network)
        for organization in organizations:
            services.update({one.id: one for one in network.services_of(organization)})
        for service in services.values():
            found.take(service)
            found.areas.update(fact.area for fact in service.coverage)
        roles = linked | {service.role for service in services.values() if service.role is not None}
        for role in sorted(roles):
            found.areas.update(_areas_of_role(network, role))
        owners = {str(service.organization) for service in services.values() if service.organization}
        holdings += [one for name in sorted(organizations | owners) for one in _held_by(network, name)]
        for holding in holdings:
            found.areas.add(holding.area)
            roles.add(holding.role)
        for role in sorted(roles):
            found.needs.update(dict.fromkeys(_needs_of_role(network, role)))
            found.groups.update(BY_SEX_AND_AGE)
            for service in network.services_of(role):
                found.take(service)
    exact = [need for need in found.needs if need in nets[-1].needs]
    around = [one for need in exact for one in (*nets[-1].broader(need), *nets[-1].narrower(need))]
    return Reach(
        places=_places(found.areas, nets[-1], day),
        needs=tuple(exact),
        around=tuple(need for need in dict.fromkeys(around) if need not in exact),
        groups=tuple(group for group in NARROW_GROUPS if group in (found.groups or BY_SEX_AND_AGE)),
    )


@dataclass(slots=True)
class _Found:
    areas: set[str]
    needs: dict[NeedId, None]
    groups: set[Group]

    def take(self, service: Service) -> None:
        """Add the needs that *service* meets and the groups that it takes."""
        self.needs.update(dict.fromkeys(service.needs))
        self.groups.update(group for group in NARROW_GROUPS if acceptance_of(service, group) in TIER)


def _edges(touched: Touched, network: Network) -> tuple[list[Holding], set[str]]:
    """Return the touched holdings, and what stands at the ends of the touched links."""
    facts = [fact for _, _, fact in network.graph.edges(data="fact")] if touched.edges else []
    found = [fact for fact in facts if isinstance(fact, Holding | Link) and fact.id in touched.edges]
    holdings = sorted((fact for fact in found if isinstance(fact, Holding)), key=lambda fact: fact.id)
    return holdings, {end for fact in found if isinstance(fact, Link) for end in (fact.source, fact.target)}


def _with_partners(names: set[str], network: Network) -> set[str]:
    """Return the organizations themselves, and those that a call is passed on from or to."""
    found = set(names)
    for name in sorted(names):
        for link in network.links_from(name, LinkKind.STANDS_IN_FOR, LinkKind.SUCCEEDS):
            found.add(link.target)
        for link in network.links_to(name, *CALLED_INSTEAD):
            found.add(link.source)
    return {name for name in found if OrganizationId(name) in network.organizations}


def _held_by(network: Network, organization: str) -> Iterator[Holding]:
    if organization in network.graph:
        for _, _, fact in network.graph.in_edges(organization, data="fact"):
            if isinstance(fact, Holding):
                yield fact


def _areas_of_role(network: Network, role: RoleId) -> tuple[str, ...]:
    def areas_of_role(name: RoleId) -> tuple[str, ...]:
        return tuple(
            node[2] for node in network.graph if isinstance(node, tuple) and node[:2] == ("post", name)
        )

    return network.memo.of(areas_of_role, role)


def _needs_of_role(network: Network, role: RoleId) -> list[NeedId]:
    """List the needs that *role* is called for: by duties of its own, and of those that a call is passed on from."""
    called_for = {role: None}
    for name in called_for.copy():
        links = (
            *(link.target for link in network.links_from(name, LinkKind.STANDS_IN_FOR)),
            *(link.source for link in network.links_to(name, LinkKind.REFERS_TO)),
        )
        called_for.update({RoleId(one): None for one in links if one in network.roles})
    return sorted(
        {need for need in network.needs for duty in network.duties_for(need) if duty.role in called_for}
    )


def _places(areas: set[str], network: Network, day: date) -> tuple[AreaId, ...]:
    found = [place for place in network.by_size if not areas.isdisjoint(network.wider(place, day))]
    districts = [
        area.id
        for name in sorted(areas)
        if (area := network.areas.get(AreaId(name))) is not None and area.kind is AreaKind.DISTRICT
    ]
    return (*found, *districts)
