"""What a network knows: what lies around, who holds what, who offers what, and what was wrong with the facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from directory.graph.facts import Area, AreaId, AreaKind, Facts, Need, NeedId, Provenance, ServiceId
from directory.graph.network import Network
from tests.graph.drawing import drawn, network

DAY = date(2026, 11, 24)
TOWN = """
area:boda part-of area:lan
area:boda part-of area:lan-gamla
area:lan part-of area:SE
role:soc held-by nobody in area:boda
role:soc held-by org:kommun in area:boda [inferred]
role:soc held-by org:ryktet in area:boda [memory]
role:soc held-by org:lanet in area:lan
service:s offered-by org:kommun
service:s serves area:boda
service:s takes girl
"""


def test_an_area_lies_in_what_it_was_part_of_on_the_day_only():
    facts = drawn(TOWN)
    ended = tuple(
        replace(fact, valid_to=date(2020, 12, 31)) if fact.whole == "lan-gamla" else fact
        for fact in facts.part_of
    )
    net = Network.build(replace(facts, part_of=ended))
    assert net.wider(AreaId("boda"), DAY) == ("boda", "lan", "SE")
    assert net.wider(AreaId("boda"), date(2020, 12, 31)) == ("boda", "lan", "lan-gamla", "SE")
    assert net.wider(AreaId("boda")) == ("boda", "lan", "lan-gamla", "SE")
    assert net.parts(AreaId("lan-gamla"), DAY) == ()
    assert net.parts(AreaId("lan-gamla")) == ("boda",)


def test_whoever_holds_a_role_comes_before_a_vacancy_and_the_best_known_first():
    held = network(TOWN).holders("soc", "boda", DAY)
    assert [one.holding.organization for one in held] == ["kommun", "ryktet", None]


def test_a_role_is_held_by_those_of_the_nearest_area_where_anybody_is_known():
    without = "\n".join(line for line in TOWN.splitlines() if "in area:boda" not in line)
    (held,) = network(without).holders("soc", "boda", DAY)
    assert held.holding.organization == "lanet"
    assert [fact.whole for fact in held.trail] == ["lan"]
    assert network(without).holders("soc", "SE", DAY) == ()


def test_a_service_that_moves_is_offered_by_its_new_organization_only():
    net = network(TOWN + "org:nya phone 08-465 004 10")
    moved = replace(net.services["s"], organization="nya")
    after = net.with_changes(revision=1, services={"s": moved})
    assert [one.id for one in net.services_of("kommun")] == ["s"]
    assert after.services_of("kommun") == ()
    assert [one.id for one in after.services_of("nya")] == ["s"]
    gone = after.with_changes(revision=2, services={"s": None})
    assert gone.services_of("nya") == ()
    assert ServiceId("s") not in gone.services


def test_needs_that_are_broader_than_each_other_are_told_and_end():
    source = drawn("need:a broader need:b\nneed:b broader need:c\nneed:c broader need:a\nneed:c urgent")
    net = Network.build(source)
    assert net.broader(NeedId("a")) == ("b", "c", "a")
    assert any(fault.startswith("broader goes round") for fault in net.faults.cycles)


def test_two_who_send_callers_to_each_other_are_a_loop_whichever_way_it_is_written():
    refers = "org:a refers-to org:b\n"
    assert network(refers + "org:b refers-to org:a").loops == {"a", "b"}
    # b stands in for a: who calls a comes to b, and is sent back.
    assert network("org:b refers-to org:a\norg:b stands-in-for org:a when closed").loops == {"a", "b"}
    assert network(refers + "org:b stands-in-for org:a when closed").loops == frozenset()


def test_an_id_that_is_used_twice_is_told():
    source = Provenance("drawn")
    areas = tuple(
        Area(AreaId("boda"), AreaKind.MUNICIPALITY, name, name, source) for name in ("Boda", "Böda")
    )
    net = Network.build(Facts(areas=areas, needs=(Need(NeedId("boende"), "Boende", "Housing"),)))
    assert net.faults.duplicates == ("area boda: the id is used more than once",)
    assert net.faults.all == net.faults.duplicates
