"""A desk tells its rows in ranking order however long a run of equals is, and asks no more of it than is taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from directory.graph import facts as f
from directory.graph.desks import SHORT_RUN, Desks, Row, draw_of, grade_of, in_turn
from directory.graph.hours import SWEDEN, Moment, Week, moment_of
from directory.graph.matching import GROUP_INDEX

AT_NIGHT = datetime(2026, 11, 28, 3, 0, tzinfo=SWEDEN)
WOMAN = GROUP_INDEX[f.Group.ADULT_WOMAN]
ALWAYS = f.Schedule((f.Opening(frozenset(range(9)), 0, 1440),))
OFFICE = f.Schedule((f.Opening(frozenset(range(5)), 480, 1020),))
KNOWN = f.Provenance("drawn", on=date(2026, 1, 1))
OLDER = f.Provenance("drawn", on=date(2025, 1, 1))


def offered(number: int, **changes: Any) -> f.Service:
    fields: dict[str, Any] = {
        "id": f.ServiceId(f"s{number}"),
        "name": f"Service {number}",
        "organization": None,
        "needs": (f.NeedId("boende"),),
        "acceptance": ((f.Group.ADULT_WOMAN, f.Acceptance.ACCEPTS),),
        "coverage": (f.Coverage(f.AreaId("lan"), KNOWN),),
        "provenance": KNOWN,
        "schedule": ALWAYS if number % 3 else OFFICE,
    }
    return f.Service(**{**fields, **changes})


def desk(services: list[f.Service]) -> list[Row]:
    queue = Desks.build(services).queues.find((f.AreaId("lan"), f.NeedId("boende"), WOMAN))
    assert queue is not None
    return queue


def by_the_book(queue: list[Row], moment: Moment) -> list[tuple[str, bool]]:
    """Sort the whole desk as the ranking is written down."""
    draw = draw_of(moment.day)

    def rank(row: Row) -> tuple[Any, ...]:
        return (row.tiers[WOMAN], row.grade, not row.week.is_open(moment), row.ticket < draw, row.ticket)

    return [(row.service.id, row.week.is_open(moment)) for row in sorted(queue, key=rank)]


@pytest.mark.parametrize("length", [1, 2, 12, 13, SHORT_RUN, SHORT_RUN + 1, 3 * SHORT_RUN])
def test_equals_are_told_open_first_and_from_the_draw_of_the_day_on(length: int) -> None:
    moment = moment_of(AT_NIGHT, f.HolidayCalendar())
    queue = desk([offered(number) for number in range(length)])
    told = [
        (row.service.id, is_open) for row, is_open in in_turn(queue, WOMAN, moment, draw_of(moment.day), {})
    ]
    assert told == by_the_book(queue, moment)


def test_runs_of_every_length_follow_each_other_in_ranking_order() -> None:
    moment = moment_of(AT_NIGHT, f.HolidayCalendar())
    prefers = ((f.Group.ADULT_WOMAN, f.Acceptance.PREFERS),)
    services = [
        *(offered(number) for number in range(2 * SHORT_RUN)),
        *(offered(number, acceptance=prefers) for number in range(2 * SHORT_RUN, 2 * SHORT_RUN + 5)),
        *(offered(number, provenance=OLDER) for number in range(1000, 1000 + SHORT_RUN)),
        offered(5000, capacity=f.Capacity.FREE),
    ]
    queue = desk(services)
    told = [
        (row.service.id, is_open) for row, is_open in in_turn(queue, WOMAN, moment, draw_of(moment.day), {})
    ]
    assert told == by_the_book(queue, moment)
    assert told[5][0] == "s5000"


def test_each_sort_of_hours_is_asked_about_once_in_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = moment_of(AT_NIGHT, f.HolidayCalendar())
    queue = desk([offered(number) for number in range(400)])
    asked: list[Week] = []
    is_open = Week.is_open

    def counted(self: Week, moment: Moment) -> bool:
        asked.append(self)
        return is_open(self, moment)

    monkeypatch.setattr(Week, "is_open", counted)
    assert len(list(in_turn(queue, WOMAN, moment, draw_of(moment.day), {}))) == 400
    assert len(asked) == len(set(asked)) == 2


def test_services_that_are_equal_share_one_grade() -> None:
    rows = desk([offered(number) for number in range(40)])
    assert {row.grade for row in rows} == {grade_of(rows[0].service)}
    assert all(row.grade is rows[0].grade for row in rows)
