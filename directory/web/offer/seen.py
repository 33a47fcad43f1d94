"""How the answers look to somebody who asks where the organization works, and how often it was asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import g, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.finding.ask import ask
from directory.graph.answer import Answer
from directory.graph.explain import say_reason
from directory.graph.facts import AreaId, AreaKind, Group, NeedId, Service
from directory.graph.matching import TIER
from directory.graph.name import name_in
from directory.graph.network import Network
from directory.graph.question import Question
from directory.maintaining.asked import FEW, asked_of
from directory.offering.sending import Sender
from directory.web.database import reading
from directory.web.offer.page import page, sender_at

QUESTIONS = 3
MONTHS = 6
"""How far back it is told how often one was asked for."""
FIRST = 5
"""How many of those to call are named."""


@dataclass(frozen=True, slots=True)
class Line:
    """One to call. ``is_own``: the organization itself."""

    name: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """One question with the answer, as far as it is about the organization. ``place`` counts from 1; 0: not there.

    ``gives``: it stands among those who give the help, also where nobody is sent to it by a number.
    """

    need: str
    area: str
    group: str
    href: str
    lines: tuple[Line, ...]
    place: int
    why_not: str
    gives: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """How often a need led to the organization; 0: fewer than are told."""

    need: str
    times: int


@needs(Permission.OFFER_READ)
def seen(organization_id: str) -> Response:
    """Ask two or three questions of today, and show where the organization stands in the answers."""
    with reading() as session:
        sender = sender_at(session, organization_id, Permission.OFFER_READ)
        network = g.snapshot.network
        return page(
            "offer/seen.html",
            sender,
            looked=[_look(one, organization_id) for one in questions_about(network, organization_id)],
            asked=_asked(session, sender, network),
            few=FEW,
            months=MONTHS,
        )


def questions_about(network: Network, organization_id: str) -> list[Question]:
    """List up to three questions, one for each service before a second one of the same."""
    services = [one for one in network.services_of(organization_id) if one.needs and one.coverage]
    now = clock.local_now().replace(second=0)
    pairs = [(at, service, need) for service in services for at, need in enumerate(service.needs)]
    found: list[Question] = []
    for _at, service, need in sorted(pairs, key=lambda pair: (pair[0], pair[1].id)):
        area = _town(network, service)
        if area is not None:
            found.append(Question((NeedId(need),), area, now, _group(service)))
    return found[:QUESTIONS]


def _town(network: Network, service: Service) -> AreaId | None:
    """Return the largest municipality that a service serves."""
    served = {one.area for one in service.coverage if one.serves}
    day = clock.today()
    for town in network.by_size:
        if not served.isdisjoint(network.wider(town, day)):
            return town
    districts = (one for one in sorted(served) if one in network.areas)
    return next((one for one in districts if network.areas[one].kind is not AreaKind.NATION), None)


def _group(service: Service) -> Group:
    taken = [
        (TIER[said], order, group) for order, (group, said) in enumerate(service.acceptance) if said in TIER
    ]
    return min(taken)[2] if taken else Group.ANY


def _look(question: Question, organization_id: str) -> Looked:
    network = g.snapshot.network
    answer = ask(question, g.snapshot)
    lines = tuple(
        Line(
            step.name_en if g.lang == "en" and step.name_en else step.name,
            step.organization is not None and step.organization.id == organization_id,
        )
        for step in answer.act_now
    )
    place = next((at for at, line in enumerate(lines, 1) if line.is_own), 0)
    group = None if question.group is Group.ANY else question.group.slug
    return Looked(
        need=name_in(network.needs[question.needs[0]], g.lang),
        area=str(network.name_of(question.area)),
        group="" if question.group is Group.ANY else question.group.value,
        href=url_for("find.answer", need=question.needs[0], area=question.area, group=group),
        lines=lines[:FIRST] if place <= FIRST else (*lines[: FIRST - 1], lines[place - 1]),
        place=place,
        why_not="" if place else _why_not(answer, organization_id),
        gives=any(one.organization and one.organization.id == organization_id for one in answer.providers),
    )


def _why_not(answer: Answer, organization_id: str) -> str:
    for miss in answer.near_misses:
        if miss.organization is not None and miss.organization.id == organization_id:
            return say_reason(miss.failed, g.lang)
    return ""


def _asked(session: Session, sender: Sender, network: Network) -> list[Asked]:
    today = sender.day.date()
    months = today.year * 12 + today.month - 1 - (MONTHS - 1)
    since = today.replace(year=months // 12, month=months % 12 + 1, day=1)
    counts: Counter[str] = Counter()
    for (_month, _record, need), times in asked_of(
        session, "organization", [sender.workplace.id], since
    ).items():
        counts[need] += times
    rows = [
        Asked(name_in(network.needs[NeedId(need)], g.lang) if NeedId(need) in network.needs else need, times)
        for need, times in counts.items()
    ]
    return sorted(rows, key=lambda one: (-one.times, one.need))
