"""The core of an answer: who, near enough, gives this help to this group — ranked, the first few, and then stop.

The order is: closeness of the area, closeness of the need, what is said of the group, the month it was last known to
hold, capacity, open at the moment asked; and among equals a draw that is new every day and the same for everybody.
Walks desks only; says nothing in words and renders nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from directory.graph.desks import CAPACITY_RANK, Desks, Row, Ticket, draw_of, first_lot, run_end
from directory.graph.facts import AreaId, Capacity, Group, LegalStatus, NeedId
from directory.graph.hours import Moment, is_open
from directory.graph.matching import GROUP_INDEX, fits_age, is_valid_on, status_fits
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
    narrower = tuple(NeedStep(term, -1) for term in network.narrower(need))
    broader = tuple(NeedStep(term, steps) for steps, term in enumerate(network.broader(need), start=1))
    return (NeedStep(need, 0), *narrower, *broader)


def candidates(
    desks: Desks,
    widening: Sequence[Wider],
    needs: Sequence[NeedStep],
    asked: Asked,
    limit: int = FIRST,
    rejected: list[Rejected] | None = None,
) -> list[Candidate]:
    """Walk the desks outward from the area and return the first *limit* candidates in ranking order, each service once.

    *rejected*, when given, is filled with those met on the way that did not fit. Touches only the desks it needs.
    """
    find = desks.queues.find
    group = GROUP_INDEX[asked.group]
    found: list[Candidate] = []
    seen: set[str] = set()
    for hops, wider in enumerate(widening):
        for need in needs:
            queue = find((wider.area, need.need, group))
            if queue is None:
                continue
            start, length = 0, len(queue)
            while start < length:
                end = run_end(queue, start, group)
                if _take(queue, start, end, Desk(hops, wider, need), asked, found, seen, limit, rejected):
                    return found
                start = end
    return found


class Desk(NamedTuple):
    """Where a run of equals stands: how far out, in which area, for which need."""

    hops: int
    wider: Wider
    need: NeedStep


def _take(
    queue: list[Row],
    start: int,
    end: int,
    desk: Desk,
    asked: Asked,
    found: list[Candidate],
    seen: set[str],
    limit: int,
    rejected: list[Rejected] | None,
) -> bool:
    """Take a run of equals: open ones first, in the order of the day's draw. Return whether enough are found."""
    if end - start == 1:
        lots: Iterable[int] = (start,)
    else:
        middle = first_lot(queue, start, end, asked.draw)
        lots = chain(range(middle, end), range(start, middle))
    shut: list[Candidate] = []
    for index in lots:
        row = queue[index]
        service = row.service
        if service.id in seen:
            continue
        if not row.is_plain:
            why = failed_step(row, desk.wider.area, asked)
            if why:
                if rejected is not None:
                    rejected.append(Rejected(row, *desk, why))
                continue
        opened = is_open(service.schedule, asked.moment)
        if opened:
            seen.add(service.id)
            found.append(Candidate(row, *desk, True))
            if len(found) == limit:
                return True
        elif len(shut) < limit:
            shut.append(Candidate(row, *desk, False))
    for candidate in shut:
        if candidate.row.service.id not in seen:
            seen.add(candidate.row.service.id)
            found.append(candidate)
            if len(found) == limit:
                return True
    return False


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
    if row.capacity == CAPACITY_RANK[Capacity.FULL] and (
        service.capacity_until is None or service.capacity_until > asked.moment.at
    ):
        return "full"
    return ""
