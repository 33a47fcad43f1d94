"""The network: facts made into a graph that can be walked, never changed once it is built.

A ``networkx.MultiDiGraph`` holds who is part of, answers for, stands in for, refers to and came after whom. Its nodes
are areas, needs, roles, organizations and *posts* (a role in an area); every edge carries the fact it stands for.
Services, of which there may be a million, stand at derived *desks* beside it (see ``desks``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

import networkx as nx

from directory.graph.build import GraphFaults, build_graph, link_loops
from directory.graph.desks import Desks
from directory.graph.facts import (
    Area,
    AreaId,
    AreaKind,
    Conflict,
    Duty,
    Facts,
    Holding,
    HolidayCalendar,
    Link,
    LinkKind,
    Need,
    NeedId,
    Organization,
    OrganizationId,
    PartOf,
    Role,
    RoleId,
    RoutineStep,
    Service,
)
from directory.graph.matching import is_valid_on
from directory.graph.memo import Memo
from directory.graph.name import Name
from directory.graph.overlay import Overlay

Distance = Callable[[tuple[float, float], tuple[float, float]], float]
"""Kilometres between two positions (latitude, longitude), as the gazetteer measures them."""


class Held(NamedTuple):
    """A holding found for a role, by which way: the parts-of from the area asked about up to where it is held."""

    holding: Holding
    trail: tuple[PartOf, ...]


class Wider(NamedTuple):
    """An area that lies around another, with the parts-of that lead there (none for the area itself)."""

    area: AreaId
    trail: tuple[PartOf, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Everything one class of viewers may know, ready to be asked. Look-ups only; the walking is in ``resolve``."""

    graph: nx.MultiDiGraph
    areas: Mapping[AreaId, Area]
    needs: Mapping[NeedId, Need]
    roles: Mapping[RoleId, Role]
    organizations: Overlay[OrganizationId, Organization]
    desks: Desks
    offers: Overlay[str, tuple[str, ...]]
    """Ids of the services an organization (or whoever holds a role) offers, ordered."""
    routine: tuple[RoutineStep, ...]
    conflicts: Mapping[str, tuple[Conflict, ...]]
    calendar: HolidayCalendar
    faults: GraphFaults
    loops: frozenset[str]
    """Ids of organizations and roles that refer in a circle."""
    names: Mapping[str, Name]
    """Names of areas, needs and roles by id."""
    by_size: tuple[AreaId, ...]
    """Municipalities, most inhabitants first."""
    held_roles: frozenset[RoleId]
    """Roles that are offices, held somewhere; the others (counsel, guardian) are appointed for one person."""
    office_holders: frozenset[str]
    """Ids of organizations that hold a role somewhere."""
    emergency_lines: tuple[str, ...]
    """Ids of the services that are the defined last resort, ordered."""
    revision: int
    distance_km: Distance | None = None
    memo: Memo = field(default_factory=Memo, compare=False, repr=False)

    @classmethod
    def build(cls, facts: Facts, distance_km: Distance | None = None) -> Network:
        """Make *facts* into a network. Edges to missing nodes are left out and listed in ``faults``, not invented."""
        graph, faults = build_graph(facts)
        conflicts: dict[str, list[Conflict]] = {}
        for conflict in facts.conflicts:
            for subject in conflict.subjects:
                conflicts.setdefault(subject, []).append(conflict)
        offers: dict[str, list[str]] = {}
        for service in facts.services:
            offers.setdefault(str(service.organization or service.role or ""), []).append(service.id)
        return cls(
            graph=graph,
            areas={area.id: area for area in facts.areas},
            needs={need.id: need for need in facts.needs},
            roles={role.id: role for role in facts.roles},
            organizations=Overlay({organization.id: organization for organization in facts.organizations}),
            desks=Desks.build(facts.services),
            offers=Overlay({owner: tuple(sorted(ids)) for owner, ids in offers.items()}),
            routine=facts.routine,
            conflicts={subject: tuple(found) for subject, found in conflicts.items()},
            calendar=facts.calendar,
            faults=faults,
            loops=link_loops(graph),
            names={
                **{area.id: Name(area.name) for area in facts.areas},
                **{need.id: Name(need.name_sv, need.name_en) for need in facts.needs},
                **{role.id: Name(role.name_sv, role.name_en) for role in facts.roles},
            },
            by_size=_by_size(facts),
            held_roles=frozenset(holding.role for holding in facts.holdings),
            office_holders=frozenset(
                holding.organization for holding in facts.holdings if holding.organization
            ),
            emergency_lines=tuple(sorted(s.id for s in facts.services if s.is_emergency_line)),
            revision=facts.revision,
            distance_km=distance_km,
        )

    def with_changes(
        self,
        *,
        revision: int,
        services: Mapping[str, Service | None] | None = None,
        organizations: Mapping[OrganizationId, Organization] | None = None,
    ) -> Network:
        """Return the network as it is after some services and descriptions of organizations changed.

        For services added, changed or gone (None), and for organizations that were there before and keep their parent.
        Everything else (areas, roles, duties, links, new organizations) changes the graph itself: build it anew.
        """
        services = services or {}
        moved: dict[str, set[str]] = {}
        for name, service in services.items():
            old = self.services.get(name)
            if old is not None:
                owner = str(old.organization or old.role or "")
                moved.setdefault(owner, set(self.offers.find(owner) or ())).discard(name)
            if service is not None:
                owner = str(service.organization or service.role or "")
                moved.setdefault(owner, set(self.offers.find(owner) or ())).add(name)
        return replace(
            self,
            revision=revision,
            desks=self.desks.with_services(services) if services else self.desks,
            offers=self.offers.with_changes(
                {owner: tuple(sorted(ids)) or None for owner, ids in moved.items()}
            ),
            organizations=self.organizations.with_changes(organizations or {}),
        )

    @property
    def services(self) -> Mapping[str, Service]:
        """All services by id."""
        return ServicesView(self.desks)

    def services_of(self, owner: str) -> tuple[Service, ...]:
        """List what an organization (or whoever holds a role) offers, ordered by id."""
        rows = self.desks.rows
        return tuple(rows[name].service for name in self.offers.find(owner) or ())

    def wider(self, area: AreaId, day: date | None = None) -> tuple[AreaId, ...]:
        """List *area* and what it is part of on *day* (None: whenever), nearest first, each once."""
        return tuple(found.area for found in self.widening(area, day))

    def widening(self, area: AreaId, day: date | None = None) -> tuple[Wider, ...]:
        """Walk up the parts-of from *area*, nearest first (breadth first, ties by id), keeping the way to each."""
        return self.memo.of(self._walk_up, area, day)

    def _walk_up(self, area: AreaId, day: date | None) -> tuple[Wider, ...]:
        found = [Wider(area, ())]
        seen = {area}
        for here in found:
            for whole, fact in self._wholes(here.area, day):
                if whole not in seen:
                    seen.add(whole)
                    found.append(Wider(whole, (*here.trail, fact)))
        return tuple(found)

    def parts(self, area: AreaId, day: date | None = None) -> tuple[AreaId, ...]:
        """List what lies directly within *area* on *day*, ordered by id."""
        if area not in self.graph:
            return ()
        return tuple(
            sorted(
                part
                for part, _, fact in self.graph.in_edges(area, data="fact")
                if isinstance(fact, PartOf)
                and (day is None or is_valid_on(day, fact.valid_from, fact.valid_to))
            )
        )

    def _wholes(self, area: AreaId, day: date | None) -> list[tuple[AreaId, PartOf]]:
        if area not in self.graph:
            return []
        found = [
            (whole, fact)
            for _, whole, fact in self.graph.out_edges(area, data="fact")
            if isinstance(fact, PartOf) and (day is None or is_valid_on(day, fact.valid_from, fact.valid_to))
        ]
        return sorted(found, key=lambda pair: pair[0])

    def holders(self, role: RoleId, area: AreaId, day: date) -> tuple[Held, ...]:
        """Find who holds *role* for *area* on *day*: those of the nearest area where anybody (or a vacancy) is known.

        Ordered: known before vacant, best known first, then by id. Empty when nothing at all is known.
        """
        return self.holders_along(role, self.widening(area, day), day)

    def holders_along(self, role: RoleId, widening: Iterable[Wider], day: date) -> tuple[Held, ...]:
        """Find who holds *role* in the first area of *widening* where anything is known; see ``holders``."""
        for place in widening:
            held = self.holdings_at(role, place.area, day)
            if held:
                return tuple(Held(holding, place.trail) for holding in held)
        return ()

    def holdings_at(self, role: RoleId, area: AreaId, day: date) -> tuple[Holding, ...]:
        """List the holdings of *role* in exactly *area* on *day*, best known first."""
        post = ("post", role, area)
        if post not in self.graph:
            return ()
        found = [
            fact
            for _, _, fact in self.graph.out_edges(post, data="fact")
            if isinstance(fact, Holding) and is_valid_on(day, fact.valid_from, fact.valid_to)
        ]
        found.sort(key=lambda fact: (fact.organization is None, fact.provenance.confidence.weakness, fact.id))
        return tuple(found)

    def duties_for(self, need: NeedId) -> tuple[Duty, ...]:
        """List the duties written for exactly *need*, ordered by id."""
        if need not in self.graph:
            return ()
        duties = {
            fact.id: fact for _, _, fact in self.graph.out_edges(need, data="fact") if isinstance(fact, Duty)
        }
        return tuple(duties[name] for name in sorted(duties))

    def links_to(self, node: str, *kinds: LinkKind) -> tuple[Link, ...]:
        """List the links of *kinds* that end at *node* (who stands in for it, who succeeded it), ordered by id."""
        return _links(self.graph.in_edges(node, data="fact") if node in self.graph else (), kinds)

    def links_from(self, node: str, *kinds: LinkKind) -> tuple[Link, ...]:
        """List the links of *kinds* that begin at *node* (whom it refers to), ordered by id."""
        return _links(self.graph.out_edges(node, data="fact") if node in self.graph else (), kinds)

    def broader(self, need: NeedId) -> tuple[NeedId, ...]:
        """List the needs above *need*, nearest first (without itself)."""
        found: list[NeedId] = []
        term = self.needs.get(need)
        while term is not None and term.broader is not None and term.broader not in found:
            found.append(term.broader)
            term = self.needs.get(term.broader)
        return tuple(found)

    def narrower(self, need: NeedId) -> tuple[NeedId, ...]:
        """List all needs below *need*, nearest first, then by id (without itself)."""
        found: list[NeedId] = []
        level = [need]
        while level:
            level = sorted(
                term.id for term in self.needs.values() if term.broader in level and term.id not in found
            )
            found += level
        return tuple(found)

    def km_between(self, one: AreaId, other: AreaId) -> float | None:
        """Return the kilometres between the middles of two areas; None where a position or a measure is missing.

        For showing only: distance never decides who is responsible.
        """
        if self.distance_km is None:
            return None
        return self.memo.of(self._measure, one, other) or None

    def _measure(self, one: AreaId, other: AreaId) -> float:
        here, there = self.areas.get(one), self.areas.get(other)
        positions = [(area.latitude, area.longitude) for area in (here, there) if area is not None]
        placed = [(lat, lon) for lat, lon in positions if lat is not None and lon is not None]
        return self.distance_km(*placed) if self.distance_km is not None and len(placed) == 2 else 0.0

    def name_of(self, node: str) -> Name:
        """Return the name of any node by its id, in Swedish and knowing its English; the id itself when not known."""
        named = self.names.get(node)
        if named is not None:
            return named
        organization = self.organizations.find(OrganizationId(node))
        if organization is not None:
            return Name(organization.name, organization.name_en)
        service = self.services.get(node)
        return Name(service.name, service.name_en) if service else Name(node)


def _links(edges: Iterable[tuple[str, str, object]], kinds: Iterable[LinkKind]) -> tuple[Link, ...]:
    found = [fact for _, _, fact in edges if isinstance(fact, Link) and fact.kind in kinds]
    return tuple(sorted(found, key=lambda fact: fact.id))


def _by_size(facts: Facts) -> tuple[AreaId, ...]:
    towns = [area for area in facts.areas if area.kind is AreaKind.MUNICIPALITY]
    return tuple(area.id for area in sorted(towns, key=lambda area: (-(area.population or 0), area.id)))


class ServicesView(Mapping[str, Service]):
    """The services of a network by id, seen through the rows of its desks."""

    __slots__ = ("_rows",)

    def __init__(self, desks: Desks) -> None:
        self._rows = desks.rows

    def __getitem__(self, key: str) -> Service:
        return self._rows[key].service

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
