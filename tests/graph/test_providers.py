"""Who gives the help: inheritance downwards, exclusions, groups, ages, needs that stretch, and near misses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from directory.graph.facts import Group, LegalStatus
from directory.graph.network import Network
from directory.graph.resolve import answer
from directory.graph.walk import FIRST
from tests.graph.drawing import SATURDAY_THREE, TUESDAY_TEN, ask, drawn, network

COUNTY = """
area:boda part-of area:lan
area:alby part-of area:lan
area:lan part-of area:SE
need:akut broader need:boende
need:skyddat broader need:boende
need:boende urgent
"""


ONE = "service:s serves area:boda\nservice:s meets need:boende\nservice:s takes girl\n"


def found(net, question):
    return [provider.service.id for provider in answer(question, net).providers]


def misses(net, question):
    return {miss.service.id: miss.failed.code for miss in answer(question, net).near_misses}


def test_a_small_municipality_is_served_by_the_office_of_its_county():
    net = network(
        COUNTY
        + "service:mottagning serves area:lan\nservice:mottagning meets need:boende\nservice:mottagning takes girl"
    )
    (provider,) = answer(ask("boende", "boda", group=Group.GIRL), net).providers
    assert provider.area_hops == 1
    assert [hop.code for hop in provider.path] == ["part_of", "serves", "meets", "takes"]


def test_coverage_never_goes_upward_from_a_part():
    net = network(
        COUNTY + "service:lokal serves area:boda\nservice:lokal meets need:boende\nservice:lokal takes girl"
    )
    assert found(net, ask("boende", "alby", group=Group.GIRL)) == []
    assert found(net, ask("boende", "lan", group=Group.GIRL)) == []


def test_does_not_serve_beats_inheritance():
    net = network(
        COUNTY
        + "service:s serves area:lan\nservice:s does-not-serve area:boda\n"
        + "service:s meets need:boende\nservice:s takes girl"
    )
    assert found(net, ask("boende", "alby", group=Group.GIRL)) == ["s"]
    assert found(net, ask("boende", "boda", group=Group.GIRL)) == []
    assert misses(net, ask("boende", "boda", group=Group.GIRL)) == {"s": "does_not_serve"}


def test_an_agreement_that_ended_is_a_near_miss_with_its_date():
    net = network(
        COUNTY
        + "service:s serves area:boda until 2023-12-31\nservice:s meets need:boende\nservice:s takes girl"
    )
    (miss,) = answer(ask("boende", "boda", group=Group.GIRL), net).near_misses
    assert miss.failed.code == "agreement_not_in_force"
    assert miss.failed.params["on"] == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("said", "group", "expected"),
    [
        ("takes girl", Group.GIRL, True),
        ("takes adult woman", Group.GIRL, False),
        ("excludes boy", Group.BOY, False),
        ("takes adult woman, adult man, girl, boy", Group.TRANS, True),
        ("takes adult woman, girl", Group.TRANS, False),
        ("takes girl", Group.ANY, True),
    ],
)
def test_unknown_is_never_yes(said, group, expected):
    net = network(COUNTY + f"service:s serves area:boda\nservice:s meets need:boende\nservice:s {said}")
    result = answer(ask("boende", "boda", group=group), net)
    assert (not result.relaxed and bool(result.providers)) is expected
    if not expected:
        assert any(gap.kind.value == "refused" for gap in result.unknown) or result.relaxed


def test_a_service_for_girls_only_asks_first_about_a_child_whose_sex_was_not_said():
    net = network(COUNTY + "service:s serves area:boda\nservice:s meets need:boende\nservice:s takes girl")
    (provider,) = answer(ask("boende", "boda", group=Group.CHILD), net).providers
    assert provider.acceptance.value == "ask_first"
    assert "ask_first" in [reason.code for reason in provider.reasons]


def test_age_limits_are_inclusive_and_the_failed_step_is_told():
    net = network(
        COUNTY
        + "service:s serves area:boda\nservice:s meets need:boende\nservice:s takes adult woman\nservice:s ages 18 25"
    )
    for age, fits in ((17, False), (18, True), (25, True), (26, False)):
        question = ask("boende", "boda", group=Group.ADULT_WOMAN, age=age)
        result = answer(question, net)
        assert (not result.relaxed) is fits, age
        assert (misses(net, question) == {"s": "age"}) is (
            not fits and not result.providers
        ) or result.relaxed


def test_a_need_is_met_by_the_narrower_and_by_the_broader_and_it_is_said_which_way():
    net = network(
        COUNTY
        + "service:bred serves area:boda\nservice:bred meets need:boende\nservice:bred takes girl\n"
        + "service:smal serves area:boda\nservice:smal meets need:skyddat\nservice:smal takes girl"
    )
    stretched = {
        p.service.id: p.need_steps for p in answer(ask("boende", "boda", group=Group.GIRL), net).providers
    }
    assert stretched == {"bred": 0, "smal": -1}
    stretched = {
        p.service.id: p.need_steps for p in answer(ask("akut", "boda", group=Group.GIRL), net).providers
    }
    assert stretched == {"bred": 1}


def test_nearest_area_comes_before_freshness_and_freshness_before_the_draw():
    net = network(
        COUNTY
        + "\n".join(
            f"service:{name} serves area:{area}\nservice:{name} meets need:boende\n"
            f"service:{name} takes girl\nservice:{name} known {day}"
            for name, area, day in (
                ("lanet", "lan", "2026-11-01"),
                ("gammal", "boda", "2019-01-01"),
                ("farsk", "boda", "2026-10-01"),
            )
        )
    )
    assert found(net, ask("boende", "boda", group=Group.GIRL)) == ["farsk", "gammal", "lanet"]


def test_equals_are_drawn_anew_each_day_and_are_the_same_for_everybody():
    lines = "\n".join(
        f"service:s{i} serves area:boda\nservice:s{i} meets need:boende\nservice:s{i} takes girl"
        for i in range(8)
    )
    net = network(COUNTY + lines)
    days = [found(net, ask("boende", "boda", TUESDAY_TEN + timedelta(days=d), Group.GIRL)) for d in range(40)]
    assert all(sorted(day) == sorted(days[0]) for day in days)
    assert len({tuple(day) for day in days}) > 3
    assert found(net, ask("boende", "boda", TUESDAY_TEN + timedelta(hours=5), Group.GIRL)) == days[0]


def test_among_equals_somebody_who_is_open_comes_first():
    net = network(
        COUNTY
        + "\n".join(
            f"service:s{i} serves area:boda\nservice:s{i} meets need:boende\nservice:s{i} takes girl"
            for i in range(6)
        )
        + "\nservice:s4 open always"
    )
    assert found(net, ask("boende", "boda", SATURDAY_THREE, Group.GIRL))[0] == "s4"


def test_a_full_service_is_a_near_miss():
    net = network(
        COUNTY
        + "service:s serves area:boda\nservice:s meets need:boende\nservice:s takes girl\nservice:s capacity full"
    )
    assert misses(net, ask("boende", "boda", group=Group.GIRL)) == {"s": "full"}


def test_a_service_that_was_full_is_asked_again_when_its_word_has_run_out():
    net = network(COUNTY + ONE + "service:s capacity full")
    question = ask("boende", "boda", group=Group.GIRL)
    for until, told in ((TUESDAY_TEN, []), (TUESDAY_TEN + timedelta(hours=1), ["full"])):
        full = replace(net.services["s"], capacity_until=until)
        result = answer(question, net.with_changes(revision=1, services={"s": full}))
        assert [miss.failed.code for miss in result.near_misses] == told


@pytest.mark.parametrize(
    "period",
    [{"valid_to": date(2026, 11, 23)}, {"valid_from": date(2026, 11, 25)}, {"valid_to": date(2026, 11, 24)}],
)
def test_a_service_is_offered_in_its_period_only(period):
    net = network(COUNTY + ONE)
    net = net.with_changes(revision=1, services={"s": replace(net.services["s"], **period)})
    question = ask("boende", "boda", TUESDAY_TEN, Group.GIRL)
    in_force = period == {"valid_to": TUESDAY_TEN.date()}
    assert found(net, question) == (["s"] if in_force else [])
    assert misses(net, question) == ({} if in_force else {"s": "service_not_in_force"})


def test_a_call_sheet_holds_the_first_ten_and_each_of_them_once():
    many = "".join(
        f"service:s{i} serves area:lan\nservice:s{i} meets need:boende need:akut\nservice:s{i} takes girl\n"
        + (f"service:s{i} serves area:boda\n" if i < 6 else "")
        for i in range(14)
    )
    ids = found(network(COUNTY + many), ask("boende", "boda", group=Group.GIRL))
    assert len(ids) == len(set(ids)) == FIRST
    assert set(ids[:6]) == {f"s{i}" for i in range(6)}


def test_a_service_for_some_statuses_is_offered_with_its_limits_until_the_status_is_said():
    net = network(COUNTY + ONE + "service:s statuses no_permit")
    (provider,) = answer(ask("boende", "boda", group=Group.GIRL), net).providers
    assert "status_limits" in [reason.code for reason in provider.reasons]
    settled = answer(ask("boende", "boda", group=Group.GIRL, status=LegalStatus.RESIDENT), net)
    assert [reason.code for reason in settled.relaxed] == ["status_dropped"]
    assert [gap.kind.value for gap in settled.unknown] == ["refused"]


@pytest.mark.parametrize(("protected", "km"), [("", 40), ("service:s protected", None)])
def test_how_far_away_help_is_is_said_in_tens_and_never_of_a_protected_service(protected, km):
    facts = drawn(COUNTY + ONE.replace("boda", "alby") + protected)
    placed = tuple(replace(area, latitude=59.0, longitude=18.0) for area in facts.areas)
    net = Network.build(replace(facts, areas=placed), distance_km=lambda *_: 42.4)
    (miss,) = answer(ask("boende", "boda", group=Group.GIRL), net).near_misses
    assert (miss.failed.code, miss.failed.params.get("km")) == ("other_area", km)


def test_of_each_reason_a_few_near_misses_are_told_and_never_another_office_of_the_same_kind():
    far = "".join(
        f"service:f{i} serves area:alby\nservice:f{i} meets need:boende\nservice:f{i} takes girl\n"
        for i in range(2)
    )
    old = "".join(
        f"service:g{i} serves area:boda\nservice:g{i} meets need:boende\nservice:g{i} takes girl\n"
        f"service:g{i} ages 18 -\n"
        for i in range(5)
    )
    office = "role:soc held-by org:alby-kommun in area:alby\nservice:f0 offered-by org:alby-kommun\n"
    net = network(COUNTY + ONE + far + old + office)
    told = misses(net, ask("boende", "boda", group=Group.GIRL, age=15))
    assert sorted(told.values()) == ["age", "age", "age", "other_area"]
    assert "f0" not in told


def test_room_comes_before_the_draw_and_no_word_of_room_after_a_few_places():
    said = ("free", "few", "unknown")
    lines = "".join(
        f"service:{word} serves area:boda\nservice:{word} meets need:boende\nservice:{word} takes girl\n"
        f"service:{word} capacity {word}\n"
        for word in reversed(said)
    )
    net = network(COUNTY + lines)
    for day in range(5):
        at = TUESDAY_TEN + timedelta(days=day)
        assert found(net, ask("boende", "boda", at, Group.GIRL)) == list(said)


def test_the_month_counts_for_freshness_and_the_day_leaves_equals():
    lines = "".join(
        f"service:{name} serves area:boda\nservice:{name} meets need:boende\nservice:{name} takes girl\n"
        f"service:{name} known {day}\n"
        for name, day in (("juni", "2026-06-30"), ("juli1", "2026-07-01"), ("juli31", "2026-07-31"))
    )
    net = network(COUNTY + lines)
    told = [
        found(net, ask("boende", "boda", TUESDAY_TEN + timedelta(days=day), Group.GIRL)) for day in range(20)
    ]
    assert {ids[-1] for ids in told} == {"juni"}
    assert {ids[0] for ids in told} == {"juli1", "juli31"}


def test_what_is_given_up_is_said_step_by_step():
    net = network(
        COUNTY + "service:s serves area:boda\nservice:s meets need:skyddat\nservice:s takes adult woman"
    )
    result = answer(ask("akut", "boda", group=Group.GIRL, age=16), net)
    assert [reason.code for reason in result.relaxed] == ["need_widened", "age_dropped", "group_dropped"]
    assert [provider.service.id for provider in result.providers] == ["s"]


def test_an_old_district_leads_to_its_successor_and_it_is_told():
    net = network(
        COUNTY
        + "area:gammal became area:boda 2020-12-31\nservice:s serves area:boda\n"
        + "service:s meets need:boende\nservice:s takes girl"
    )
    result = answer(ask("boende", "gammal", group=Group.GIRL), net)
    assert result.question.area == "boda"
    assert [note.code for note in result.notes] == ["area_succeeded"]
    assert result.providers[0].path[0].code == "area_succeeded"


def test_a_changed_service_is_in_the_next_network_and_not_in_the_old_one():
    net = network(COUNTY + "service:s serves area:boda\nservice:s meets need:boende\nservice:s takes girl")
    changed = replace(net.services["s"], acceptance=())
    new = net.with_changes(revision=1, services={"s": changed})
    question = ask("boende", "boda", group=Group.GIRL)
    assert found(net, question) == ["s"]
    assert not any(
        not answer(question, new).relaxed and p.service.id == "s" for p in answer(question, new).providers
    )
    gone = net.with_changes(revision=2, services={"s": None})
    assert found(gone, question) == []
    assert "s" not in gone.services


def test_nothing_is_said_to_be_given_up_when_that_helped_nobody():
    result = answer(
        ask("ovanligt", "boda", group=Group.GIRL, age=15),
        network("need:ovanligt broader need:x\narea:boda part-of area:SE"),
    )
    assert result.providers == ()
    assert result.relaxed == ()
    assert "nobody_known" in [gap.reason.code for gap in result.unknown]
