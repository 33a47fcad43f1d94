"""Desks: for one (area, need, group), the services that anyone there can turn to, kept in ranking order.

A desk is derived, never stored. It lets a question touch only what can answer it and stop early: the cost of an
answer follows its own size and not the size of the country. One ``Row`` per service is shared by all its desks.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from typing import NewType

from directory.graph.facts import (
    Acceptance,
    AreaId,
    Capacity,
    Group,
    NeedId,
    Opening,
    OpeningException,
    Schedule,
    Service,
)
from directory.graph.hours import Moment, Week
from directory.graph.matching import MISS, tiers_of
from directory.graph.overlay import Overlay

DeskKey = tuple[AreaId, NeedId, int]
"""Area, need, and the index of the group in ``GROUPS``; ``~index`` is the desk of those who do not take that group."""

Ticket = NewType("Ticket", int)
TICKETS = 2**32
CAPACITY_RANK = {Capacity.FREE: 0, Capacity.FEW: 1, Capacity.UNKNOWN: 2, Capacity.FULL: 3}
LINEAR_RUN = 12
"""Up to this length a run of equals is measured by looking, beyond it by bisection."""

SHORT_RUN = 256
"""Up to this length copying a run of equals is quicker than counting through it."""


class Row:
    """One service as its desks see it, with everything the ranking compares worked out beforehand.

    ``tiers``: how it takes each group, in the order of ``GROUPS``; ``grade``: freshness by month, then capacity, in one
    number, lower is better (a fact without a date is the oldest); ``ticket``: its lot in the daily draw among equals;
    ``week``: its hours, quick to ask; ``is_plain``: no age, status, period or exception to look at.
    """

    __slots__ = ("grade", "is_plain", "service", "ticket", "tiers", "week")

    def __init__(self, service: Service, tiers: tuple[int, ...], grade: int, week: Week) -> None:
        self.service = service
        self.grade = grade
        self.ticket = ticket_of(service.id)
        self.tiers = tiers
        self.week = week
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

    def order(self, group: int) -> tuple[int, int, int, str]:
        """Return what a desk of *group* sorts by: tier, grade, lot, id."""
        return (self.tiers[group], self.grade, self.ticket, self.service.id)


class _Rows:
    """Makes rows that share what is alike: few sorts of hours, groups and grades serve most of a country.

    What is shared is read so often that it stays near the processor; a number of its own would be fetched from afar.
    """

    def __init__(self) -> None:
        self._tiers: dict[tuple[tuple[Group, Acceptance], ...], tuple[int, ...]] = {}
        self._grades: dict[int, int] = {}
        self._weeks: dict[tuple[Opening, ...], Week] = {}
        self._dated: dict[tuple[tuple[Opening, ...], tuple[OpeningException, ...]], Week] = {}

    def row(self, service: Service) -> Row:
        tiers = self._tiers.get(service.acceptance)
        if tiers is None:
            tiers = self._tiers[service.acceptance] = tiers_of(service)
        grade = grade_of(service)
        return Row(service, tiers, self._grades.setdefault(grade, grade), self._week(service.schedule))

    def _week(self, hours: Schedule) -> Week:
        if hours.exceptions:
            days = (hours.rows, hours.exceptions)
            dated = self._dated.get(days)
            if dated is None:
                dated = self._dated[days] = Week(*days)
            return dated
        week = self._weeks.get(hours.rows)
        if week is None:
            week = self._weeks[hours.rows] = Week(hours.rows)
        return week


def grade_of(service: Service) -> int:
    """Return what ranks before the draw: the month *service* was last known to hold, then its capacity."""
    known = service.provenance.last_known_on
    month = known.year * 12 + known.month if known else 0
    return -month * len(CAPACITY_RANK) + CAPACITY_RANK[service.capacity]


def ticket_of(name: str) -> Ticket:
    """Return the lot of *name*: a number below 2**32 that is the same in every process and on every day."""
    return Ticket(int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big"))


@lru_cache(maxsize=1024)
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
        maker = _Rows()
        for service in services:
            row = rows[service.id] = maker.row(service)
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
        maker = _Rows()

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
                row = rows[name] = maker.row(service)
                for key in desk_keys(service, row.tiers):
                    insort(own(key), row, key=_order_for(key[2]))
        emptied = {key: queue or None for key, queue in queues.items()}
        return Desks(self.rows.with_changes(rows), self.queues.with_changes(emptied))


def _order_for(group: int) -> Callable[[Row], tuple[int, int, int, str]]:
    index = group if group >= 0 else ~group
    return lambda row: row.order(index)


def in_turn(
    queue: list[Row], group: int, moment: Moment, draw: Ticket, weeks: dict[Week, bool]
) -> Iterator[tuple[Row, bool]]:
    """Yield the rows of a desk in ranking order at *moment*, each with whether somebody answers there for certain.

    Equals (same tier, same grade) are told in the order of the day's draw, those that are open first. Lazy: a long desk
    costs only as much as is taken from it. *weeks* remembers, for one question, which hours are open: few sorts of
    hours serve most of a country.
    """
    start, length = 0, len(queue)
    while start < length:
        row = queue[start]
        end = start + 1
        if end < length and queue[end].grade == row.grade and queue[end].tiers[group] == row.tiers[group]:
            end = _run_end(queue, start, group)
            middle = _first_lot(queue, start, end, draw)
            shut = []
            for one in _around(queue, start, middle, end):
                week = one.week
                is_open = weeks.get(week)
                if is_open is None:
                    is_open = weeks[week] = week.is_open(moment)
                if is_open:
                    yield one, True
                else:
                    shut.append(one)
            for one in shut:
                yield one, False
        else:
            week = row.week
            is_open = weeks.get(week)
            if is_open is None:
                is_open = weeks[week] = week.is_open(moment)
            yield row, is_open
        start = end


def _around(queue: list[Row], start: int, middle: int, end: int) -> Iterable[Row]:
    """Return the rows from *middle* to *end*, then those from *start* to *middle*; long stretches are not copied."""
    if end - start <= SHORT_RUN:
        return queue[middle:end] + queue[start:middle]
    return map(queue.__getitem__, chain(range(middle, end), range(start, middle)))


def _run_end(queue: list[Row], start: int, group: int) -> int:
    """Return the index after the run of equals that begins at *start*."""
    first = queue[start]
    tier, grade = first.tiers[group], first.grade
    stop = min(start + LINEAR_RUN, len(queue))
    for index in range(start + 1, stop):
        row = queue[index]
        if row.grade != grade or row.tiers[group] != tier:
            return index
    if stop == len(queue):
        return stop
    return bisect_left(queue, (tier, grade, TICKETS, ""), lo=stop, key=lambda row: row.order(group))


def _first_lot(queue: list[Row], start: int, end: int, draw: Ticket) -> int:
    """Return the index in [start, end) of the first row whose lot is not below *draw*; *start* if there is none."""
    found = bisect_left(queue, draw, lo=start, hi=end, key=lambda row: row.ticket)
    return found if found < end else start
