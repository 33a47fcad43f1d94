"""What must hold for every network: paths of legal edges, an order that does not depend on the order of the facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directory.graph import facts as f
from directory.graph.answer import Answer, Path, StepKind
from directory.graph.explain import say_hop, say_reason
from directory.graph.network import Network
from directory.graph.question import Question
from directory.graph.resolve import answer
from tests.graph.drawing import TUESDAY_TEN, drawn

AREAS = ("SE", "lan1", "lan2", "a", "b", "c")
NEEDS = ("boende", "akut", "vard")
BASE = """
area:lan1 part-of area:SE
area:lan2 part-of area:SE
area:a part-of area:lan1
area:b part-of area:lan1
area:c part-of area:lan2
need:akut broader need:boende
need:boende urgent
need:vard broader need:hjalp
service:larm offered-by org:sos
service:larm serves area:SE
service:larm phone 112
service:larm open always
service:larm emergency
"""
GROUPS = [group.value for group in f.NARROW_GROUPS]


@st.composite
def networks(draw):
    lines = [BASE]
    for i in range(draw(st.integers(0, 8))):
        name = f"service:s{i}"
        lines += [
            f"{name} offered-by org:o{draw(st.integers(0, 3))}",
            f"{name} serves area:{draw(st.sampled_from(AREAS))}{draw(st.sampled_from(['', ' until 2020-01-01']))}",
            f"{name} meets need:{draw(st.sampled_from(NEEDS))}",
            f"{name} {draw(st.sampled_from(['takes', 'prefers', 'asks-first', 'excludes']))} "
            + ", ".join(draw(st.lists(st.sampled_from(GROUPS), min_size=1, unique=True))),
            f"{name} known {draw(st.integers(2012, 2026))}-0{draw(st.integers(1, 9))}-01",
        ]
        if draw(st.booleans()):
            lines.append(
                f"{name} phone 08-465 004 {10 + i} {draw(st.sampled_from(['', '[memory]', '[inferred]']))}".rstrip()
            )
        if draw(st.booleans()):
            lines.append(
                f"{name} open {draw(st.sampled_from(['always', 'MO-FR 08:00-17:00', 'SA-SU 10:00-26:00']))}"
            )
        if draw(st.booleans()):
            lines.append(f"{name} ages {draw(st.sampled_from(['18 -', '- 17', '15 25']))}")
    nodes = [f"org:o{i}" for i in range(4)]
    for _ in range(draw(st.integers(0, 6))):
        one, other = draw(st.sampled_from(nodes)), draw(st.sampled_from([*nodes, "role:jour", "role:soc"]))
        if one != other:
            lines.append(f"{one} {draw(st.sampled_from(['stands-in-for', 'refers-to']))} {other} when closed")
    for role in ("soc", "jour"):
        holder = draw(st.sampled_from([*nodes, "nobody"]))
        lines.append(f"role:{role} held-by {holder} in area:{draw(st.sampled_from(AREAS))}")
    lines.append("duty:d1 need:boende role:soc decides stay acute")
    lines.append("duty:d2 need:vard role:jour delivers stay any")
    return drawn("\n".join(dict.fromkeys(lines)))


questions = st.builds(
    lambda need, area, group, age, hours: Question(
        (f.NeedId(need),), f.AreaId(area), TUESDAY_TEN + timedelta(hours=hours), group, age
    ),
    st.sampled_from(NEEDS),
    st.sampled_from(AREAS),
    st.sampled_from(list(f.Group)),
    st.none() | st.integers(0, 90),
    st.integers(0, 24 * 14),
)


def paths(result: Answer) -> list[Path]:
    entries = (*result.act_now, *result.duties, *result.providers, *result.near_misses, *result.unknown)
    return [entry.path for entry in entries]


@given(networks(), questions)
def test_every_hop_of_every_path_is_a_fact_of_the_network(facts, question):
    net = Network.build(facts)
    known = {(fact.part, fact.whole) for fact in facts.part_of}
    links = {(link.source, link.target) for link in facts.links}
    covers = {
        (service.id, fact.area) for service in facts.services for fact in service.coverage if fact.serves
    }
    for path in paths(answer(question, net)):
        for hop in path:
            if hop.code == "part_of":
                assert (hop.subject, hop.object) in known
            elif hop.code in ("stands_in_for", "refers_to"):
                assert (hop.subject, hop.object) in links
            elif hop.code == "serves":
                assert (hop.subject, hop.object) in covers
            elif hop.code.startswith("meets"):
                assert hop.object in net.services[hop.subject].needs
            elif hop.code == "holds":
                assert any(h.organization == hop.subject and h.role == hop.object for h in facts.holdings)
            assert hop.provenance is not None or hop.code in ("stay", "residence")
            for lang in ("sv", "en"):
                assert say_hop(hop, lang).strip()
                assert "{" not in say_hop(hop, lang)


@given(networks(), questions, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_never_changes_the_answer(facts, question, random):
    shuffled = {
        name: tuple(random.sample(value, len(value)))
        for name in (
            "areas",
            "part_of",
            "needs",
            "roles",
            "organizations",
            "holdings",
            "duties",
            "services",
            "links",
        )
        for value in [getattr(facts, name)]
    }
    assert answer(question, Network.build(facts)) == answer(
        question, Network.build(replace(facts, **shuffled))
    )


@given(networks(), questions)
def test_the_chain_has_no_loop_and_ends_in_the_last_resort(facts, question):
    result = answer(question, Network.build(facts))
    ids = [step.id for step in result.act_now]
    assert len(ids) == len(set(ids))
    assert result.act_now[-1].service is not None
    assert result.act_now[-1].service.is_emergency_line
    order = [list(StepKind).index(step.kind) for step in result.act_now]
    assert order == sorted(order)


@given(networks(), questions, st.integers(0, 4))
def test_removing_a_part_of_never_adds_a_candidate(facts, question, index):
    def found(some: f.Facts) -> set[str]:
        result = answer(question, Network.build(some))
        return set() if result.relaxed else {provider.service.id for provider in result.providers}

    fewer = replace(facts, part_of=tuple(fact for i, fact in enumerate(facts.part_of) if i != index))
    assert found(fewer) <= found(facts)


@given(networks(), questions)
def test_nothing_that_is_only_remembered_is_shown_as_good(facts, question):
    result = answer(question, Network.build(facts))
    for entry in (*result.act_now, *result.providers, *result.near_misses, *result.duties):
        for channel in entry.channels:
            assert not channel.is_good or channel.channel.provenance.confidence.is_verified


@given(networks(), questions)
def test_every_reason_can_be_said_in_both_languages(facts, question):
    result = answer(question, Network.build(facts))
    reasons = [
        *result.notes,
        *result.relaxed,
        *(gap.reason for gap in result.unknown),
        *(miss.failed for miss in result.near_misses),
        *(reason for entry in (*result.act_now, *result.providers) for reason in entry.reasons),
    ]
    for reason in reasons:
        for lang in ("sv", "en"):
            said = say_reason(reason, lang)
            assert said != reason.code
            assert "{" not in said


@given(networks(), questions, st.data())
def test_a_network_kept_in_step_equals_one_built_anew(facts, question, data):
    net = Network.build(facts)
    for _ in range(data.draw(st.integers(1, 4))):
        services = list(net.services.values())
        one = data.draw(st.sampled_from(services))
        change = data.draw(st.sampled_from(["needs", "coverage", "gone", "capacity"]))
        if change == "gone" and not one.is_emergency_line:
            net = net.with_changes(revision=net.revision + 1, services={one.id: None})
            continue
        new = {
            "needs": replace(one, needs=(f.NeedId(data.draw(st.sampled_from(NEEDS))),)),
            "coverage": replace(one, coverage=one.coverage[:1]),
        }.get(change, replace(one, capacity=f.Capacity.FEW))
        net = net.with_changes(revision=net.revision + 1, services={one.id: new})
    anew = Network.build(replace(facts, services=tuple(net.services.values()), revision=net.revision))
    assert answer(question, net) == answer(question, anew)
    assert sorted(net.desks.queues) == sorted(anew.desks.queues)


def test_an_edge_to_a_missing_node_is_refused_and_not_invented():
    facts = drawn(BASE)
    stray = f.PartOf(f.AreaId("a"), f.AreaId("atlantis"), f.Provenance("nowhere"))
    net = Network.build(replace(facts, part_of=(*facts.part_of, stray)))
    assert "atlantis" not in net.graph
    assert any("atlantis" in fault for fault in net.faults.dangling)


def test_a_circle_of_part_of_is_taken_out_and_told():
    net = Network.build(drawn(BASE + "area:SE part-of area:a"))
    assert any("circle" in fault for fault in net.faults.cycles)
    assert net.wider(f.AreaId("a")) == ("a",)


def test_an_answer_does_not_depend_on_the_time_zone_it_was_asked_in():
    from datetime import UTC

    net = Network.build(drawn(BASE))
    local = Question((f.NeedId("akut"),), f.AreaId("a"), TUESDAY_TEN)
    utc = replace(local, at=datetime.fromtimestamp(TUESDAY_TEN.timestamp(), UTC))
    assert answer(local, net) == answer(utc, net)
