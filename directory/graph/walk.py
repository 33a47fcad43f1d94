"""The core of an answer: who, near enough, gives this help to this group — ranked, the first few, and then stop.

The order is: closeness of the area, closeness of the need, what is said of the group, the month it was last known to
hold, capacity, open at the moment asked; and among equals a draw that is new every day and the same for everybody.
Walks desks only; says nothing in words and renders nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from directory.graph.desks import Desks, Row, Ticket, draw_of, in_turn
from directory.graph.facts import AreaId, Capacity, Group, LegalStatus, NeedId
from directory.graph.hours import Moment, Week
from directory.graph.matching import GROUP_INDEX, capacity_at, fits_age, is_valid_on, status_fits
from directory.graph.network import Network, Wider

FIRST = 10
"""How many candidates are looked for: a call sheet, not a result list."""


class NeedStep(NamedTuple):
    """A need to look for, and how far it was stretched: 0 the very need, below 0 narrower, above 0 broader."""

    need: NeedId
    steps: int


class Candidate(NamedTuple):
    """A service found at a desk: where, for which need, and whether somebody answers there for certain."""

    row: Row
    hops: int
    """0: serves the very area; 1: the area around it …"""
    wider: Wider
    need: NeedStep
    is_open: bool


class Rejected(NamedTuple):
    """A service that stood at a desk and did not fit after all: which step failed (a reason code)."""

    row: Row
    hops: int
    wider: Wider
    need: NeedStep
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the walk needs to know of a question."""

    group: Group
    age: int | None
    status: LegalStatus | None
    moment: Moment
    draw: Ticket
    around: frozenset[AreaId] = frozenset()
    """The area asked about and everything it is part of: a *does not serve* of any of them counts."""

    @classmethod
    def at(
        cls, moment: Moment, group: Group, age: int | None = None, status: LegalStatus | None = None
    ) -> Asked:
        """Make ready to ask at *moment*, with the draw of its day."""
        return cls(group, age, status, moment, draw_of(moment.day))


def need_order(network: Network, need: NeedId) -> tuple[NeedStep, ...]:
    """List what may meet *need*: itself, then what is narrower, then what is broader, nearest first."""

    def need_steps(term: NeedId) -> tuple[NeedStep, ...]:
        narrower = tuple(NeedStep(one, -1) for one in network.narrower(term))
        broader = tuple(NeedStep(one, steps) for steps, one in enumerate(network.broader(term), start=1))
        return (NeedStep(term, 0), *narrower, *broader)

    return network.memo.of(need_steps, need)


def candidates(
    desks: Desks,
    widening: Sequence[Wider],
    needs: Sequence[NeedStep],
    asked: Asked,
    limit: int = FIRST,
    rejected: list[Rejected] | None = None,
) -> list[Candidate]:
    """Walk the desks outward from the area; return the first *limit* candidates in ranking order, each service once.

    *rejected*, when given, is filled with those met on the way that did not fit. Touches only the desks it needs.
    """
    find = desks.queues.find
    group = GROUP_INDEX[asked.group]
    moment, draw = asked.moment, asked.draw
    found: list[Candidate] = []
    seen: set[Row] = set()
    weeks: dict[Week, bool] = {}
    for hops, wider in enumerate(widening):
        area = wider.area
        for need in needs:
            queue = find((area, need.need, group))
            if queue is None:
                continue
            for row, opened in in_turn(queue, group, moment, draw, weeks):
                if row in seen:
                    continue
                if not row.is_plain:
                    why = failed_step(row, area, asked)
                    if why:
                        if rejected is not None:
                            rejected.append(Rejected(row, hops, wider, need, why))
                        continue
                seen.add(row)
                found.append(Candidate(row, hops, wider, need, opened))
                if len(found) == limit:
                    return found
    return found


def failed_step(row: Row, area: AreaId, asked: Asked) -> str:
    """Return the reason code of the step at which *row* does not fit, or an empty text when it fits.

    A *does not serve* of any area around the place beats inheritance.
    """
    service = row.service
    day = asked.moment.day
    if not is_valid_on(day, service.valid_from, service.valid_to):
        return "service_not_in_force"
    here = [fact for fact in service.coverage if is_valid_on(day, fact.valid_from, fact.valid_to)]
    if any(not fact.serves and fact.area in asked.around for fact in here):
        return "does_not_serve"
    if not any(fact.area == area for fact in here):
        return "agreement_not_in_force"
    if not fits_age(service, asked.age):
        return "age"
    if status_fits(service.statuses, asked.status) is False:
        return "status"
    if capacity_at(service, asked.moment.at) is Capacity.FULL:
        return "full"
    return ""
