"""The rows of the desks laid flat: what a table, or a plain dict of arrays, would hold. Made from the facts alone.

Service numbers follow the order of ids, so that a number breaks a tie as an id does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from directory.graph.desks import CAPACITY_RANK, draw_of, ticket_of
from directory.graph.facts import Acceptance, Facts, HolidayCalendar, Schedule, Service
from directory.graph.hours import Moment, Week, moment_of
from tests.benchmarks.country import GROUPS, CoreQuestion

TIERS = {Acceptance.PREFERS: 0, Acceptance.ACCEPTS: 1, Acceptance.ASK_FIRST: 2}
GROUP_NUMBER = {group: number for number, group in enumerate(GROUPS)}


class FlatService(NamedTuple):
    """What is told of one service."""

    id: str
    name: str
    organization: int
    week: int
    grade: int
    ticket: int
    source: str
    dated: str


class Desk(NamedTuple):
    """One row of the flat table: *service* stands at (area, need, group)."""

    area: int
    need: int
    group: int
    tier: int
    service: int


@dataclass(frozen=True, slots=True)
class Asking:
    """A question in numbers, as an engine is asked it: classes of (area, need), nearest first, and the moment.

    ``areas`` and ``needs`` run in parallel, one pair a class; ``open_weeks`` the numbers of the weeks that are open.
    """

    areas: list[int]
    needs: list[int]
    group: int
    open_weeks: list[int]
    draw: int


class Flat:
    """A country in numbers: services, organizations, areas and needs, and how they lie to each other."""

    def __init__(self, facts: Facts) -> None:
        self.area_names = [area.id for area in facts.areas]
        self.need_names = [need.id for need in facts.needs]
        self.areas = {name: number for number, name in enumerate(self.area_names)}
        self.needs = {name: number for number, name in enumerate(self.need_names)}
        self.organizations = [
            (organization.name, organization.channels[0].display) for organization in facts.organizations
        ]
        self._organizations = {
            organization.id: number for number, organization in enumerate(facts.organizations)
        }
        self._wholes = {self.areas[fact.part]: self.areas[fact.whole] for fact in facts.part_of}
        self._broader = {need.id: need.broader for need in facts.needs}
        self._weeks: dict[Schedule, int] = {}
        self._sources = sorted(facts.services, key=lambda service: service.id)
        self.services = [self._service(service) for service in self._sources]
        self.week_rows = [Week(schedule.rows) for schedule in self._weeks]

    def _service(self, service: Service) -> FlatService:
        week = self._weeks.setdefault(service.schedule, len(self._weeks))
        known = service.provenance.last_known_on or date.min
        if service.organization is None:
            raise AssertionError(f"{service.id} has no organization; the made-up country gives each one")
        return FlatService(
            service.id,
            service.name,
            self._organizations[service.organization],
            week,
            -(known.year * 12 + known.month) * len(CAPACITY_RANK) + CAPACITY_RANK[service.capacity],
            ticket_of(service.id),
            service.provenance.source,
            service.provenance.dated,
        )

    def desks(self) -> Iterator[Desk]:
        """Yield every row of the flat table, in the order of services."""
        for number, service in enumerate(self._sources):
            groups = [
                (GROUP_NUMBER[group], TIERS[said]) for group, said in service.acceptance if said in TIERS
            ]
            for fact in service.coverage:
                for need in service.needs:
                    for group, tier in groups:
                        yield Desk(self.areas[fact.area], self.needs[need], group, tier, number)

    def around(self, area: int) -> list[int]:
        """List *area* and what it lies in, nearest first."""
        found = [area]
        while found[-1] in self._wholes:
            found.append(self._wholes[found[-1]])
        return found

    def needs_for(self, need: int) -> list[int]:
        """List what may meet *need*: itself, what is narrower by id, what is broader."""
        name = self.need_names[need]
        narrower = sorted(one for one, broader in self._broader.items() if broader == name)
        above = self._broader[name]
        return [need, *(self.needs[one] for one in narrower), *([self.needs[above]] if above else [])]

    def asking(self, question: CoreQuestion, calendar: HolidayCalendar) -> Asking:
        """Return *question* in numbers."""
        moment = moment_of(question.at, calendar)
        needs = self.needs_for(self.needs[question.need])
        areas = self.around(self.areas[question.area])
        return Asking(
            [area for area in areas for _ in needs],
            [need for _ in areas for need in needs],
            GROUP_NUMBER[question.group],
            self.open_weeks(moment),
            int(draw_of(moment.day)),
        )

    def open_weeks(self, moment: Moment) -> list[int]:
        """List the numbers of the weeks in which somebody answers for certain at *moment*."""
        return [number for number, week in enumerate(self.week_rows) if week.is_open(moment)]
