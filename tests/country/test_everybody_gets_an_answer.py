"""Every municipality × need × group × {office hours, Saturday 03:00} gets a chain without loops, with a last resort."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from directory.graph.answer import Answer, StepKind
from directory.graph.explain import say_hop, say_reason
from directory.graph.facts import NARROW_GROUPS, AreaId, AreaKind, Group
from directory.graph.network import Network
from directory.graph.question import Question
from directory.graph.resolve import answer

SWEDEN = ZoneInfo("Europe/Stockholm")
MOMENTS = (datetime(2026, 11, 24, 10, 0, tzinfo=SWEDEN), datetime(2026, 11, 28, 3, 0, tzinfo=SWEDEN))
GROUPS = (Group.ANY, *NARROW_GROUPS)


def municipalities(country: Network) -> list[AreaId]:
    return sorted(area.id for area in country.areas.values() if area.kind is AreaKind.MUNICIPALITY)


def faults(result: Answer) -> Iterator[str]:
    """Yield what is wrong with the chain of an answer."""
    ids = [step.id for step in result.act_now]
    if len(ids) != len(set(ids)):
        yield "somebody is called twice"
    last = result.act_now[-1]
    if last.kind is not StepKind.LAST_RESORT or last.id not in ("sv-112", "sv-11414"):
        yield "it does not end in the last resort"
    first = result.act_now[0]
    if first.kind is StepKind.NOW and not any(
        one.is_good and one.now.state.is_open for one in first.channels
    ):
        yield "the first number is not a good one that is open"
    numbers = [one.channel.value for step in result.act_now for one in step.channels[:1]]
    if len(numbers) != len(set(numbers)):
        yield "a number comes twice"
    for entry in (*result.act_now, *result.providers, *result.duties, *result.near_misses):
        if any(one.is_good and not one.channel.provenance.confidence.is_verified for one in entry.channels):
            yield f"{entry} shows an unverified number as good"


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(MOMENTS[0], id="office hours", marks=pytest.mark.slow),
        pytest.param(MOMENTS[1], id="Saturday 03:00"),
    ],
)
def test_every_municipality_need_and_group_gets_an_answer(country, moment):
    towns = municipalities(country)
    assert len(towns) == 290
    wrong = []
    asked = 0
    for area in towns:
        for need in country.needs:
            for group in GROUPS:
                result = answer(Question((need,), area, moment, group), country)
                asked += 1
                wrong += [(area, need, group.value, fault) for fault in faults(result)]
    assert asked == 290 * len(country.needs) * len(GROUPS)
    assert wrong[:5] == []


def test_the_check_itself_finds_a_chain_that_goes_round(country):
    from dataclasses import replace

    result = answer(Question((next(iter(country.needs)),), AreaId("0163"), MOMENTS[0]), country)
    broken = replace(result, act_now=(*result.act_now[:-1], result.act_now[0]))
    assert "somebody is called twice" in list(faults(broken))
    assert "it does not end in the last resort" in list(faults(broken))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_everything_in_the_answers_of_a_county_can_be_said(country, lang):
    for area in [area for area in municipalities(country) if area.startswith("01")]:
        for need in ("boende_akut", "barnskydd", "atervandande", "vard"):
            result = answer(Question((need,), area, MOMENTS[1], Group.GIRL), country)  # type: ignore[arg-type]
            for entry in (*result.act_now, *result.duties, *result.providers, *result.near_misses):
                for hop in entry.path:
                    assert "{" not in say_hop(hop, lang)
            for reason in (*result.notes, *result.relaxed, *(gap.reason for gap in result.unknown)):
                assert say_reason(reason, lang) != reason.code
