"""A question made ready: the area in force, office hours, and how old a fact may be before one says so."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from directory.graph.facts import Group, HolidayCalendar
from directory.graph.hours import SWEDEN
from directory.graph.resolve import answer
from directory.graph.scope import scope_of
from tests.graph.drawing import TUESDAY_TEN, ask, network

TOWN = """
area:boda part-of area:SE
area:gammal became area:boda 2020-12-31
need:boende urgent
duty:d need:boende role:soc decides stay acute
role:soc held-by org:kommun in area:boda
"""
CHRISTMAS = HolidayCalendar(
    frozenset({date(2026, 12, 24), date(2026, 12, 25)}), frozenset({date(2026, 12, 23)})
)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-24T08:00", True),
        ("2026-11-24T07:59", False),
        ("2026-11-24T16:59", True),
        ("2026-11-24T17:00", False),
        ("2026-11-28T10:00", False),  # a Saturday
        ("2026-12-24T10:00", False),  # Christmas Eve, a Thursday
        ("2026-12-23T10:00", True),  # the day before it
    ],
)
def test_offices_are_there_by_day_on_working_days(moment, expected):
    at = datetime.fromisoformat(moment).replace(tzinfo=SWEDEN)
    assert scope_of(ask("boende", "boda", at), network(TOWN, calendar=CHRISTMAS)).is_office_time is expected


def test_an_area_is_itself_on_its_last_day_and_its_successor_on_the_day_after():
    net = network(TOWN)
    last, after = (datetime(2020, 12, 31, 12, tzinfo=SWEDEN), datetime(2021, 1, 1, 12, tzinfo=SWEDEN))
    assert scope_of(ask("boende", "gammal", last), net).area.id == "gammal"
    assert scope_of(ask("boende", "gammal", after), net).area.id == "boda"


def test_a_fact_is_called_old_after_three_years():
    drawings = {
        on: TOWN
        + f"service:s serves area:boda\nservice:s meets need:boende\nservice:s takes girl\nservice:s known {on}"
        for on in ("2023-11-25", "2023-11-24")
    }
    told = {}
    for on, text in drawings.items():
        (provider,) = answer(ask("boende", "boda", TUESDAY_TEN, Group.GIRL), network(text)).providers
        told[on] = [reason.params.get("years") for reason in provider.reasons if reason.code == "old"]
    assert told == {"2023-11-25": [], "2023-11-24": [3]}


def test_a_duty_of_a_holder_whom_only_memory_knows_is_told_as_a_gap_and_not_as_a_fact():
    text = TOWN.replace(
        "role:soc held-by org:kommun in area:boda", "role:soc held-by org:kommun in area:boda [memory]"
    )
    result = answer(ask("boende", "boda", TUESDAY_TEN, Group.GIRL), network(text))
    assert result.duties[0].organizations == ()
    assert ("role_unverified", "unknown") in [(gap.reason.code, gap.kind.value) for gap in result.unknown]


def test_a_service_that_only_memory_knows_of_says_that_it_is_not_verified():
    text = TOWN + "service:s serves area:boda [memory]\nservice:s meets need:boende\nservice:s takes girl"
    (provider,) = answer(ask("boende", "boda", TUESDAY_TEN, Group.GIRL), network(text)).providers
    assert "unverified" in [reason.code for reason in provider.reasons]
    sure = network(text.replace(" [memory]", ""))
    (provider,) = answer(ask("boende", "boda", TUESDAY_TEN, Group.GIRL), sure).providers
    assert "unverified" not in [reason.code for reason in provider.reasons]


def test_the_letterbox_of_something_else_is_not_lent_to_a_duty():
    other = (
        "service:brev offered-by org:kommun\nservice:brev serves area:boda\nservice:brev meets need:arbete\n"
        "service:brev phone 08-465 004 10"
    )
    lent = answer(ask("boende", "boda", TUESDAY_TEN, Group.GIRL), network(TOWN + other))
    assert [one.channel.value for line in lent.duties for one in line.channels] == ["0846500410"]
    closed = network(TOWN + other + "\nservice:brev referral")
    assert answer(ask("boende", "boda", TUESDAY_TEN, Group.GIRL), closed).duties[0].channels == ()
