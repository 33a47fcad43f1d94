"""Needs: the tree of them, and for each what it means, who has which duty, and which services give it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, g, render_template

from directory.access import Permission, needs
from directory.finding.search import HitKind
from directory.graph.duties import KIND_ORDER, phase_rank
from directory.graph.facts import Duty, DutyKind, Need, NeedId, Service
from directory.graph.overview import needs_in_order
from directory.web.alphabet import swedish
from directory.web.catalogue import blueprint
from directory.web.catalogue.missing import missing
from directory.web.catalogue.place_choice import place_choices
from directory.web.catalogue.words import named


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty, and the broader need it was written for (None: this very need)."""

    duty: Duty
    from_need: Need | None


@blueprint.get("/needs", endpoint="needs")
@needs(Permission.DIRECTORY_READ)
def all_needs() -> str:
    """Show the tree of needs."""
    network = g.snapshot.network
    offered = dict.fromkeys(network.needs, 0)
    for service in network.services.values():
        for need in service.needs:
            if need in offered:
                offered[need] += 1
    return render_template("catalogue/needs.html", tree=list(needs_in_order(network)), offered=offered)


@blueprint.get("/needs/<need_id>")
@needs(Permission.DIRECTORY_READ)
def need(need_id: str) -> str | Response:
    """Show one need."""
    network = g.snapshot.network
    found = network.needs.get(NeedId(need_id))
    if found is None:
        return missing(need_id, HitKind.NEED, "catalogue.needs")
    return render_template(
        "catalogue/need.html",
        need=found,
        broader=[network.needs[one] for one in reversed(network.broader(found.id))],
        narrower=[one for one in network.needs.values() if one.broader == found.id],
        duties=_duties(found),
        services=_services(found),
        places=place_choices(),
    )


def _duties(need: Need) -> list[tuple[DutyKind, list[DutyRow]]]:
    """List the duties for *need* and for what it is a part of, by kind: deciding first, early phases first."""
    network = g.snapshot.network
    rows = [
        DutyRow(duty, None if term == need.id else network.needs[term])
        for term in (need.id, *network.broader(need.id))
        for duty in network.duties_for(term)
    ]

    def rank(row: DutyRow) -> tuple[int, bool, str]:
        return (phase_rank(row.duty.phase), row.from_need is not None, row.duty.id)

    return [
        (kind, sorted((row for row in rows if row.duty.kind is kind), key=rank))
        for kind in KIND_ORDER
        if any(row.duty.kind is kind for row in rows)
    ]


def _services(need: Need) -> list[tuple[Service, Need | None]]:
    """List the services that give *need* or a part of it, with the part, by name; its own first."""
    network = g.snapshot.network
    below = (need.id, *network.narrower(need.id))
    found: list[tuple[Service, Need | None]] = []
    for service in network.services.values():
        meets = next((one for one in below if one in service.needs), None)
        if meets is not None:
            found.append((service, None if meets == need.id else network.needs[meets]))
    return sorted(found, key=lambda pair: (pair[1] is not None, swedish(named(pair[0])), pair[0].id))
