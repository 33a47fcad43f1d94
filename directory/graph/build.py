"""Facts made into a ``networkx.MultiDiGraph``. An edge to a missing node is refused and told, never invented."""

from __future__ import annotations

from dataclasses import dataclass, field

import networkx as nx

from directory.graph.facts import Facts, LinkKind


@dataclass(frozen=True, slots=True)
class GraphFaults:
    """What was wrong with the facts, one sentence each; empty tuples when nothing was."""

    dangling: tuple[str, ...] = ()
    cycles: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every fault, worst first."""
        return (*self.cycles, *self.duplicates, *self.dangling)


@dataclass(slots=True)
class _Faults:
    dangling: list[str] = field(default_factory=list)
    cycles: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)


def build_graph(facts: Facts) -> tuple[nx.MultiDiGraph, GraphFaults]:
    """Build the graph of *facts*: nodes by id with ``kind``, edges with the ``fact`` they stand for. Frozen."""
    graph = nx.MultiDiGraph(revision=facts.revision)
    faults = _Faults()
    _add_nodes(graph, facts, faults)
    _add_edges(graph, facts, faults)
    _refuse_cycles(graph, faults)
    return nx.freeze(graph), GraphFaults(
        tuple(faults.dangling), tuple(faults.cycles), tuple(faults.duplicates)
    )


def link_loops(graph: nx.MultiDiGraph) -> frozenset[str]:
    """Return every node that can be sent round in a circle by referrals and stand-ins: a caller would be, too.

    A stand-in edge is walked from the one replaced to the one who stands in, as a call goes.
    """
    calls = nx.DiGraph()
    for source, target, fact in graph.edges(data="fact"):
        kind = getattr(fact, "kind", None)
        if kind is LinkKind.REFERS_TO:
            calls.add_edge(source, target)
        elif kind is LinkKind.STANDS_IN_FOR:
            calls.add_edge(target, source)
    return frozenset(
        node
        for component in nx.strongly_connected_components(calls)
        if len(component) > 1
        for node in component
    )


def _add_nodes(graph: nx.MultiDiGraph, facts: Facts, faults: _Faults) -> None:
    for kind, records in (
        ("area", facts.areas),
        ("need", facts.needs),
        ("role", facts.roles),
        ("organization", facts.organizations),
    ):
        for record in records:
            if record.id in graph:
                faults.duplicates.append(f"{kind} {record.id}: the id is used more than once")
            graph.add_node(record.id, kind=kind)


def _add_edges(graph: nx.MultiDiGraph, facts: Facts, faults: _Faults) -> None:
    def known(what: str, *ends: object) -> bool:
        missing = [str(end) for end in ends if end is not None and end not in graph]
        if missing:
            faults.dangling.append(f"{what} names {', '.join(missing)}, which does not exist")
        return not missing

    for part_of in facts.part_of:
        if known(f"part_of {part_of.part} → {part_of.whole}", part_of.part, part_of.whole):
            key = f"part_of:{part_of.valid_from or ''}"
            graph.add_edge(part_of.part, part_of.whole, key=key, fact=part_of)
    for need in facts.needs:
        if need.broader is not None and known(f"need {need.id}", need.broader):
            graph.add_edge(need.id, need.broader, key="broader", fact=need)
    for organization in facts.organizations:
        if organization.parent is not None and known(f"organization {organization.id}", organization.parent):
            graph.add_edge(organization.id, organization.parent, key="parent", fact=organization)
    for holding in facts.holdings:
        if known(f"holding {holding.id}", holding.role, holding.area, holding.organization):
            post = ("post", holding.role, holding.area)
            graph.add_node(post, kind="post")
            vacant = ("vacant", holding.id)
            graph.add_edge(post, holding.organization or vacant, key=holding.id, fact=holding)
    for duty in facts.duties:
        if known(f"duty {duty.id}", duty.need, duty.role, duty.organization):
            graph.add_edge(duty.need, duty.organization or duty.role or duty.need, key=duty.id, fact=duty)
    for link in facts.links:
        if known(f"link {link.id}", link.source, link.target):
            graph.add_edge(link.source, link.target, key=link.id, fact=link)


def _refuse_cycles(graph: nx.MultiDiGraph, faults: _Faults) -> None:
    """Take the edges of every part-of or broader cycle out and tell: a walk upwards must end."""
    for kind, words in (("area", "part-of"), ("need", "broader")):
        nodes = [node for node, data in graph.nodes(data=True) if data.get("kind") == kind]
        tree = graph.subgraph(nodes)
        knots = [
            c for c in nx.strongly_connected_components(tree) if len(c) > 1 or tree.has_edge(*(list(c) * 2))
        ]
        for component in knots:
            faults.cycles.append(f"{words} goes round in a circle: {', '.join(sorted(component))}")
            doomed = [(a, b, key) for a, b, key in tree.edges(keys=True) if a in component and b in component]
            graph.remove_edges_from(doomed)
