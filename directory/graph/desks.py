"""Desks: for one (area, need, group), the services that anyone there can turn to, kept in ranking order.

A desk is derived, never stored. It lets a question touch only what can answer it and stop early: the cost of an
answer follows its own size and not the size of the country. One ``Row`` per service is shared by all its desks.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from hashlib import blake2b
from typing import NewType

from directory.graph.facts import AreaId, Capacity, NeedId, Service
from directory.graph.matching import MISS, tiers_of
from directory.graph.overlay import Overlay

DeskKey = tuple[AreaId, NeedId, int]
"""Area, need, and the index of the group in ``GROUPS``; ``~index`` is the desk of those who do not take that group."""

Ticket = NewType("Ticket", int)
TICKETS = 2**32
CAPACITY_RANK = {Capacity.FREE: 0, Capacity.FEW: 1, Capacity.UNKNOWN: 2, Capacity.FULL: 3}
LINEAR_RUN = 12
"""Up to this length a run of equals is measured by looking, beyond it by bisection."""


class Row:
    """One service as its desks see it, with everything the ranking compares worked out beforehand.

    ``month``: months since year 0 of the last confirmation or source, 0 when undated; ``key``: one number per tier that
    sorts by (tier, newest month, capacity); ``ticket``: the service's lot in the daily draw among equals;
    ``is_plain``: no age, status, period or exception to look at.
    """

    __slots__ = ("capacity", "is_plain", "month", "service", "ticket", "tiers")

    def __init__(self, service: Service) -> None:
        known = service.provenance.last_known_on
        self.service = service
        self.month = known.year * 12 + known.month if known else 0
        self.capacity = CAPACITY_RANK[service.capacity]
        self.ticket = ticket_of(service.id)
        self.tiers = _shared(tiers_of(service))
        self.is_plain = (
            service.age_min is None
            and service.age_max is None
            and not service.statuses
            and service.valid_to is None
            and service.valid_from is None
            and service.capacity is not Capacity.FULL
            and all(
                fact.serves and fact.valid_from is None and fact.valid_to is None for fact in service.coverage
            )
        )

    def order(self, group: int) -> tuple[int, int, int, int, str]:
        """Return what a desk of *group* sorts by: tier, freshness, capacity, lot, id."""
        return (self.tiers[group], -self.month, self.capacity, self.ticket, self.service.id)


_TIERS: dict[tuple[int, ...], tuple[int, ...]] = {}


def _shared(tiers: tuple[int, ...]) -> tuple[int, ...]:
    return _TIERS.setdefault(tiers, tiers)


def ticket_of(name: str) -> Ticket:
    """Return the lot of *name*: a number below 2**32 that is the same in every process and on every day."""
    return Ticket(int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big"))


def draw_of(day: date) -> Ticket:
    """Return where the draw starts on *day*: equals are told in order of their lots from here on, around once."""
    return ticket_of(day.isoformat())


def desk_keys(service: Service, tiers: tuple[int, ...]) -> Iterator[DeskKey]:
    """Yield every desk at which *service* stands, with or without taking that group."""
    areas = sorted({fact.area for fact in service.coverage})
    for area in areas:
        for need in service.needs:
            for index, tier in enumerate(tiers):
                yield (area, need, index if tier != MISS else ~index)


class Desks:
    """All desks of one network: rows by service id, and queues of rows in ranking order by desk key.

    Never changes once built; ``with_services`` makes a changed copy at the cost of the desks it touches.
    """

    __slots__ = ("queues", "rows")

    def __init__(self, rows: Overlay[str, Row], queues: Overlay[DeskKey, list[Row]]) -> None:
        self.rows = rows
        self.queues = queues

    @classmethod
    def build(cls, services: Iterable[Service]) -> Desks:
        """Set up the desks of *services*, whose ids are unique."""
        rows: dict[str, Row] = {}
        queues: dict[DeskKey, list[Row]] = {}
        for service in services:
            row = rows[service.id] = Row(service)
            for key in desk_keys(service, row.tiers):
                queues.setdefault(key, []).append(row)
        for (_, _, group), queue in queues.items():
            if len(queue) > 1:
                queue.sort(key=_order_for(group))
        return cls(Overlay(rows), Overlay(queues))

    def with_services(self, changed: Mapping[str, Service | None]) -> Desks:
        """Return desks in which the *changed* services are as given (None: gone). These desks stay as they are."""
        rows: dict[str, Row | None] = {}
        queues: dict[DeskKey, list[Row] | None] = {}

        def own(key: DeskKey) -> list[Row]:
            queue = queues.get(key)
            if queue is None:
                queue = queues[key] = list(self.queues.find(key) or ())
            return queue

        for name, service in changed.items():
            old = self.rows.find(name)
            rows[name] = None
            if old is not None:
                for key in desk_keys(old.service, old.tiers):
                    own(key).remove(old)
            if service is not None:
                row = rows[name] = Row(service)
                for key in desk_keys(service, row.tiers):
                    insort(own(key), row, key=_order_for(key[2]))
        emptied = {key: queue or None for key, queue in queues.items()}
        return Desks(self.rows.with_changes(rows), self.queues.with_changes(emptied))


def _order_for(group: int) -> Callable[[Row], tuple[int, int, int, int, str]]:
    index = group if group >= 0 else ~group
    return lambda row: row.order(index)


def run_end(queue: list[Row], start: int, group: int) -> int:
    """Return the index after the run of equals that begins at *start*: same tier, month and capacity."""
    first = queue[start]
    tier, month, capacity = first.tiers[group], first.month, first.capacity
    stop = min(start + LINEAR_RUN, len(queue))
    for index in range(start + 1, stop):
        row = queue[index]
        if row.month != month or row.capacity != capacity or row.tiers[group] != tier:
            return index
    if stop == len(queue):
        return stop
    limit = (tier, -month, capacity, TICKETS, "")
    return bisect_left(queue, limit, lo=stop, key=lambda row: row.order(group))


def first_lot(queue: list[Row], start: int, end: int, draw: Ticket) -> int:
    """Return the index in [start, end) of the first row whose lot is not below *draw*; *start* if there is none."""
    found = bisect_left(queue, draw, lo=start, hi=end, key=lambda row: row.ticket)
    return found if found < end else start
