"""The core of a question, as the resolver does it: the first ten, with organization, channels, and facts that prove it.

Each engine that is compared with it gives the same ``Found`` for each of the ten, so that answers can be compared.
"""

from __future__ import annotations

from typing import NamedTuple

from directory.graph.contact import channels_of
from directory.graph.facts import AreaId, Channel, Coverage, Organization, PartOf, Provenance
from directory.graph.hours import moment_of
from directory.graph.matching import coverage_of
from directory.graph.network import Network
from directory.graph.walk import Asked, Candidate, candidates, need_order
from tests.benchmarks.country import CoreQuestion

FIRST = 10


Proof = tuple[tuple[PartOf, ...], Coverage | None, Provenance]
"""The facts that led to a candidate: how its area lies around the place asked about, that it serves it, its source."""
Answered = tuple[Candidate, Organization | None, tuple[Channel, ...], Proof]
"""One of the ten, with whom to call and why."""


class Found(NamedTuple):
    """One of the ten as every engine can say it. ``need`` is the need it was found for, ``area`` the area it serves."""

    service: str
    organization: str
    phone: str
    area: AreaId
    need: str
    is_open: bool
    source: str
    known_on: str


def ask_core(network: Network, question: CoreQuestion) -> list[Answered]:
    """Answer *question* with the parts of the resolver that find, rank and prove; nothing is said in words."""
    moment = moment_of(question.at, network.calendar)
    widening = network.widening(question.area, moment.day)
    asked = Asked.at(moment, question.group)
    find = network.organizations.find
    day, answered = moment.day, []
    for candidate in candidates(
        network.desks, widening, need_order(network, question.need), asked, limit=FIRST
    ):
        service = candidate.row.service
        organization = find(service.organization) if service.organization else None
        wider = candidate.wider
        proof = (wider.trail, coverage_of(service, wider.area, day), service.provenance)
        answered.append((candidate, organization, channels_of(service, organization), proof))
    return answered


def told(answered: list[Answered]) -> list[Found]:
    """Return *answered* as every engine can say it. Not part of what is timed."""
    found = []
    for candidate, organization, channels, (_, coverage, provenance) in answered:
        if coverage is None or coverage.area != candidate.wider.area:
            raise AssertionError(f"{candidate.row.service.id} was found without a coverage that proves it")
        found.append(
            Found(
                candidate.row.service.id,
                organization.name if organization else "",
                channels[0].display if channels else "",
                candidate.wider.area,
                candidate.need.need,
                candidate.is_open,
                provenance.source,
                provenance.dated,
            )
        )
    return found
