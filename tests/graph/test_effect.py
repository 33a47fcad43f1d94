"""Before something is changed it is said which answers become others: where, for whom, by day or by night."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from directory.graph.effect import EffectKind, Hours, compare
from directory.graph.facts import Group
from directory.graph.network import Network
from tests.graph.drawing import drawn, network

MONDAY = date(2026, 11, 23)
COUNTY = """
    area:boda part-of area:lan
    area:alby part-of area:lan
    area:lan part-of area:SE
    need:boende urgent
    need:akut broader need:boende
    need:juridik urgent
    role:soc held-by org:boda-kommun in area:boda
    role:soc held-by org:alby-kommun in area:alby
    org:boda-kommun phone 08-465 004 10
    org:alby-kommun phone 08-465 004 20
    duty:d1 need:boende role:soc decides stay acute
    service:jour offered-by org:jouren
    service:jour serves area:lan
    service:jour meets need:boende
    service:jour takes girl, boy, adult woman
    service:jour phone 08-465 004 11
    service:jour open always
    service:dag offered-by org:byran
    service:dag serves area:boda
    service:dag meets need:juridik
    service:dag takes girl, boy
    service:dag phone 08-465 004 12
    service:dag open MO-FR 08:00-16:30
"""
SECOND = """
    service:jour2 offered-by org:jouren2
    service:jour2 serves area:lan
    service:jour2 meets need:boende
    service:jour2 takes girl, boy, adult woman
    service:jour2 phone 08-465 004 13
    service:jour2 open always
"""
ALL = Hours.DAY, Hours.NIGHT


def without(name: str) -> tuple[Network, Network]:
    before = network(COUNTY)
    return before, before.with_changes(revision=1, services={name: None})


def line(seen, kind, **wanted):
    found = [
        one
        for one in seen.lines
        if one.kind is kind and all(getattr(one, name) == value for name, value in wanted.items())
    ]
    assert found, seen.lines
    return found[0]


def test_two_municipalities_lose_their_cover_for_girls_boys_and_women_when_the_only_line_goes():
    before, after = without("jour")
    seen = compare(before, after, services=["jour"], day=MONDAY)
    lost = line(seen, EffectKind.LOST_COVER)
    assert lost.places == ("alby", "boda")
    assert lost.groups == (Group.ADULT_WOMAN, Group.GIRL, Group.BOY)
    assert lost.needs == ("boende", "akut")
    assert lost.hours == ALL
    assert seen.has_loss
    assert not seen.is_partial


def test_a_line_that_comes_back_gives_the_cover_back():
    before, after = without("jour")
    gained = line(compare(after, before, services=["jour"], day=MONDAY), EffectKind.GAINED_COVER)
    assert gained.places == ("alby", "boda")


def test_what_is_open_by_day_only_is_lost_by_day_only():
    before, after = without("dag")
    seen = compare(before, after, services=["dag"], day=MONDAY)
    assert line(seen, EffectKind.LOST_COVER).hours == (Hours.DAY,)
    assert line(seen, EffectKind.LOST_COVER).places == ("boda",)


def test_another_number_of_the_first_one_is_said_as_such():
    before = network(COUNTY)
    jour = before.services["jour"]
    channel = replace(jour.channels[0], value="084650044", display="08-465 004 44")
    after = before.with_changes(revision=1, services={"jour": replace(jour, channels=(channel,))})
    seen = compare(before, after, services=["jour"], day=MONDAY)
    assert [one.kind for one in seen.lines] == [EffectKind.NUMBER_CHANGED]
    assert (seen.lines[0].was, seen.lines[0].becomes) == ("08-465 004 11", "08-465 004 44")


def test_another_holder_of_the_role_is_another_who_decides():
    facts = drawn(COUNTY)
    moved = tuple(
        replace(one, organization="jouren") if one.area == "boda" else one for one in facts.holdings
    )
    after = Network.build(replace(facts, holdings=moved))
    edge = next(one.id for one in facts.holdings if one.area == "boda")
    decides = line(
        compare(network(COUNTY), after, edges=[edge], day=MONDAY),
        EffectKind.DECIDER_CHANGED,
        places=("boda",),
    )
    assert (decides.was, decides.becomes) == ("boda-kommun", "jouren")


def test_a_second_number_that_goes_leaves_one_to_call():
    before = network(COUNTY + SECOND)
    after = before.with_changes(revision=1, services={"jour2": None})
    seen = compare(before, after, services=["jour2"], day=MONDAY)
    assert {one.kind for one in seen.lines} >= {EffectKind.FEWER_CALLS, EffectKind.FEWER}


def test_a_group_that_is_not_taken_any_more_loses_its_cover_though_the_number_stays():
    before = network(COUNTY)
    jour = before.services["jour"]
    said = tuple(pair for pair in jour.acceptance if pair[0] is not Group.GIRL)
    after = before.with_changes(revision=1, services={"jour": replace(jour, acceptance=said)})
    lost = line(compare(before, after, services=["jour"], day=MONDAY), EffectKind.LOST_COVER)
    assert lost.groups == (Group.GIRL,)
    assert lost.places == ("alby", "boda")


def test_nothing_is_said_when_no_answer_changes():
    before = network(COUNTY)
    seen = compare(before, before, services=["jour", "dag"], organizations=["boda-kommun"], day=MONDAY)
    assert seen.lines == ()
    assert seen.questions > 0


def test_when_the_budget_is_spent_it_is_said_how_much_was_looked_at():
    before, after = without("jour")
    seen = compare(before, after, services=["jour"], day=MONDAY, budget=6)
    assert seen.is_partial
    assert (seen.places, seen.all_places) == (1, 2)
    assert seen.questions <= 6


def test_the_order_of_the_facts_does_not_change_what_is_said():
    facts = drawn(COUNTY)
    backwards = Network.build(
        replace(facts, services=facts.services[::-1], areas=facts.areas[::-1], needs=facts.needs[::-1])
    )
    before, after = without("jour")
    gone = backwards.with_changes(revision=1, services={"jour": None})
    one, other = (
        compare(left, right, services=["jour"], day=MONDAY)
        for left, right in ((before, after), (backwards, gone))
    )
    assert one == other
