"""A question made ready to be walked: the area in force, what lies around it, the moment taken apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from directory.graph.answer import Hop, Reason
from directory.graph.desks import draw_of
from directory.graph.facts import (
    Area,
    AreaKind,
    Group,
    LinkKind,
    NeedId,
    Organization,
    OrganizationId,
    Provenance,
)
from directory.graph.hours import SATURDAY, Moment, moment_of
from directory.graph.matching import narrowed_by_age
from directory.graph.network import Network, Wider
from directory.graph.paths import area_succeeded, linked
from directory.graph.question import Question
from directory.graph.walk import Asked, NeedStep, need_order

OFFICE_OPENS, OFFICE_CLOSES = 8 * 60, 17 * 60
"""When Swedish offices may be open at all; only used to tell that a question is asked at night or on a day off."""
OLD_YEARS = 3
"""A fact not seen for longer than this is called old beside every number that rests on it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One question in one network. ``question`` is as asked, but in the area and the group that are in force."""

    network: Network
    question: Question
    area: Area
    moment: Moment
    widening: tuple[Wider, ...]
    asked: Asked
    orders: tuple[tuple[NeedStep, ...], ...]
    """For each need of the question, what may meet it (see ``walk.need_order``)."""
    family: frozenset[NeedId]
    """All needs asked for, with everything broader and narrower."""
    is_urgent: bool
    is_office_time: bool
    notes: tuple[Reason, ...]
    succession: tuple[Hop, ...]

    @property
    def day(self) -> date:
        """The Swedish calendar day asked about."""
        return self.moment.day

    @property
    def group(self) -> Group:
        """The group asked about, as the age leaves it."""
        return self.question.group


def scope_of(question: Question, network: Network) -> Scope:
    """Make *question* ready. Its area and needs must exist in *network* (KeyError otherwise)."""
    moment = moment_of(question.at, network.calendar)
    area, succession, notes = _in_force(network.areas[question.area], network, moment.day)
    group = narrowed_by_age(question.group, question.age)
    question = replace(question, area=area.id, group=group, at=moment.at)
    widening = network.widening(area.id, moment.day)
    orders = tuple(need_order(network, need) for need in question.needs)
    family = frozenset(step.need for order in orders for step in order)
    asked = Asked(
        group,
        question.age,
        question.status,
        moment,
        draw_of(moment.day),
        frozenset(wider.area for wider in widening),
    )
    return Scope(
        network,
        question,
        area,
        moment,
        widening,
        asked,
        orders,
        family,
        any(network.needs[need].is_urgent for need in question.needs),
        _is_office_time(moment),
        notes,
        succession,
    )


def _in_force(area: Area, network: Network, day: date) -> tuple[Area, tuple[Hop, ...], tuple[Reason, ...]]:
    """Follow an area that no longer exists to the one that came after it, telling every step."""
    hops: list[Hop] = []
    notes: list[Reason] = []
    seen = {area.id}
    while area.valid_to is not None and area.valid_to < day and area.successor is not None:
        successor = network.areas.get(area.successor)
        if successor is None or successor.id in seen:
            break
        seen.add(successor.id)
        hops.append(area_succeeded(area, successor, area.provenance))
        notes.append(
            Reason(
                "area_succeeded",
                {"old": area.name, "new": successor.name, "on": area.valid_to},
                area.provenance,
            )
        )
        area = successor
    return area, tuple(hops), tuple(notes)


def _is_office_time(moment: Moment) -> bool:
    is_working_day = (
        moment.kinds[1] % 10 < SATURDAY
    )  # a day before a holiday is one of the week, a holiday is none
    return is_working_day and OFFICE_OPENS <= moment.minute < OFFICE_CLOSES


def successor_of(
    organization: Organization, network: Network, day: date
) -> tuple[Organization, tuple[Hop, ...]]:
    """Follow an organization that has ended to the one that came after it (first by id); unchanged when it lives."""
    hops: list[Hop] = []
    seen = {organization.id}
    while organization.is_historical or (organization.valid_to is not None and organization.valid_to < day):
        links = [
            link
            for link in network.links_to(organization.id, LinkKind.SUCCEEDS)
            if link.source in network.organizations and link.source not in seen
        ]
        if not links:
            break
        hops.append(linked(network, links[0]))
        organization = network.organizations[OrganizationId(links[0].source)]
        seen.add(organization.id)
    return organization, tuple(hops)


def municipality_of(scope: Scope) -> Area:
    """Return the municipality around (or at) the area asked about; the area itself when there is none."""
    for wider in scope.widening:
        area = scope.network.areas.get(wider.area)
        if area is not None and area.kind is AreaKind.MUNICIPALITY:
            return area
    return scope.area


def freshness_reasons(subject: str, known: Provenance, day: date) -> tuple[Reason, ...]:
    """Say that a fact about *subject* is undated or old, if it is."""
    on = known.last_known_on
    if on is None:
        return (Reason("undated", {"subject": subject}),)
    if (day - on).days > OLD_YEARS * 365:
        # As the source prints it: "2020" is not the first of January.
        printed = on if known.confirmed_on or not known.dated else known.dated
        return (Reason("old", {"subject": subject, "on": printed, "years": (day - on).days // 365}),)
    return ()
