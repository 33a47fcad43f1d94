"""A plain dict of arrays: as fast as Python can answer the core question when nothing but speed counts.

Flat rows in a dict, numbers instead of facts, no dates, no exceptions, no way to change anything: the practical limit.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from typing import TypeAlias

from directory.graph.desks import draw_of
from directory.graph.facts import AreaId, HolidayCalendar
from directory.graph.hours import MINUTES_A_DAY, Moment, moment_of
from tests.benchmarks.core import FIRST, Found
from tests.benchmarks.country import CoreQuestion
from tests.benchmarks.flat import GROUP_NUMBER, Flat

Queue: TypeAlias = "tuple[array[int], array[int], array[int]]"
"""The services of a desk in ranking order: what they are equal in (tier and grade), tickets, service numbers."""
GRADES = 1 << 24
"""More than there are grades on each side of 0: a tier and a grade make one number."""
Told = list[tuple[int, int, int, bool]]
"""Number of service, area, need, whether it is open."""


class PlainDict:
    """The flat rows as a dict of arrays."""

    def __init__(self, flat: Flat, calendar: HolidayCalendar) -> None:
        self._flat = flat
        self._calendar = calendar
        rows: dict[tuple[int, int, int], list[tuple[int, int, int]]] = {}
        services = flat.services
        for area, need, group, tier, service in flat.desks():
            one = services[service]
            rows.setdefault((area, need, group), []).append((tier * GRADES + one.grade, one.ticket, service))
        self._queues: dict[tuple[int, int, int], Queue] = {}
        for key, found in rows.items():
            found.sort()
            equal, tickets, numbers = zip(*found, strict=True)
            self._queues[key] = (array("q", equal), array("I", tickets), array("I", numbers))
        self._week = array("B", (one.week for one in services))
        self._around = {number: flat.around(number) for number in range(len(flat.area_names))}
        self._needs_for = {number: flat.needs_for(number) for number in range(len(flat.need_names))}
        self._open: dict[tuple[int, int], list[bytes]] = {}
        self._sheets = [
            (one.id, *flat.organizations[one.organization], one.source, one.dated) for one in services
        ]

    def ask(self, question: CoreQuestion) -> list[tuple[object, ...]]:
        """Return the first ten with organization, phone and what proves them."""
        moment = moment_of(question.at, self._calendar)
        draw = draw_of(moment.day)
        sheets = self._sheets
        return [
            (sheets[number], area, need, opened)
            for number, area, need, opened in self._first(question, moment, int(draw))
        ]

    def told(self, question: CoreQuestion) -> list[Found]:
        """Return the same as every engine can say it."""
        return [
            Found(
                sheet[0],
                sheet[1],
                sheet[2],
                AreaId(self._flat.area_names[area]),
                self._flat.need_names[need],
                opened,
                sheet[3],
                sheet[4],
            )
            for sheet, area, need, opened in self.ask(question)  # type: ignore[misc]
        ]

    def _first(self, question: CoreQuestion, moment: Moment, draw: int) -> Told:
        group = GROUP_NUMBER[question.group]
        weeks = self._open.get(moment.kinds) or self._open_on(moment)
        minute, week_of, queues = moment.minute, self._week, self._queues
        found: Told = []
        seen = set()
        for area in self._around[self._flat.areas[question.area]]:
            for need in self._needs_for[self._flat.needs[question.need]]:
                queue = queues.get((area, need, group))
                if queue is None:
                    continue
                equal, tickets, numbers = queue
                start, length = 0, len(numbers)
                while start < length:
                    end = start + 1
                    if end < length and equal[end] == equal[start]:
                        end = bisect_right(equal, equal[start], end, length)
                        middle = bisect_left(tickets, draw, start, end)
                        order = numbers[middle:end] + numbers[start:middle]
                    else:
                        order = numbers[start:end]
                    shut = []
                    for number in order:
                        if number in seen:
                            continue
                        if not weeks[week_of[number]][minute]:
                            shut.append(number)
                            continue
                        seen.add(number)
                        found.append((number, area, need, True))
                        if len(found) == FIRST:
                            return found
                    for number in shut:
                        seen.add(number)
                        found.append((number, area, need, False))
                        if len(found) == FIRST:
                            return found
                    start = end
        return found

    def _open_on(self, moment: Moment) -> list[bytes]:
        """Return, for each week, a byte a minute of a day of this kind: whether it is open."""
        minutes = [
            Moment(moment.at, moment.day, minute, moment.kinds, moment.calendar)
            for minute in range(MINUTES_A_DAY)
        ]
        tables = [bytes(week.is_open(one) for one in minutes) for week in self._flat.week_rows]
        self._open[moment.kinds] = tables
        return tables
