"""The coverage table says what the answers say: no square can contradict the answer that it links to."""

from __future__ import annotations

from datetime import date

from directory.graph.coverage import State, row_of
from directory.graph.facts import Group
from directory.graph.fragile import weak_links
from directory.graph.freshness import age_of, weakest_first
from directory.graph.overview import moments_after
from directory.graph.question import Question
from directory.graph.resolve import answer
from tests.graph.drawing import network

MONDAY = date(2026, 11, 23)
TWO = """
    area:boda part-of area:lan
    area:alby part-of area:lan
    area:lan part-of area:SE
    need:boende urgent
    need:rad urgent
    need:sprak urgent
    service:jour offered-by org:jouren
    service:jour serves area:lan
    service:jour meets need:boende
    service:jour takes girl, boy
    service:jour phone 08-465 004 11
    service:jour open always
    service:natt offered-by org:natten
    service:natt serves area:boda
    service:natt meets need:boende
    service:natt takes girl
    service:natt phone 08-465 004 12
    service:natt open always
    service:dag offered-by org:byran
    service:dag serves area:lan
    service:dag meets need:rad
    service:dag takes girl
    service:dag phone 08-465 004 13
    service:dag open MO-FR 08:00-16:30
    service:kanske offered-by org:byran
    service:kanske serves area:boda
    service:kanske meets need:sprak
    service:kanske takes girl
    service:kanske phone 08-465 004 14
    service:larm serves area:SE
    service:larm meets need:boende
    service:larm emergency
    service:larm phone 112
    service:larm open always
"""


def squares(area: str, group: Group = Group.GIRL):
    net = network(TWO)
    return {one.need: one for one in row_of(area, group, net, moments_after(MONDAY, net.calendar))}


def test_a_municipality_is_lit_around_the_clock_by_two_and_hangs_on_one_next_door():
    here, there = squares("boda"), squares("alby")
    assert (here["boende"].state, here["boende"].number) == (State.FULL, 2)
    assert (there["boende"].state, there["boende"].number) == (State.ONE, 1)


def test_what_may_answer_is_asked_and_what_nobody_knows_is_dark():
    assert squares("boda")["sprak"].state is State.ASK
    assert squares("alby")["sprak"].state is State.NONE
    assert squares("alby")["sprak"].is_gap


def test_the_emergency_lines_are_nobodys_cover():
    assert squares("boda", Group.ADULT_MAN)["boende"].state is State.NONE


def test_a_lone_link_is_counted_where_nobody_steps_in():
    net = network(TWO)
    moments = moments_after(MONDAY, net.calendar)
    rows = [one for area in ("boda", "alby") for one in row_of(area, Group.GIRL, net, moments)]
    found = {link.id: link for link in weak_links(rows, Group.GIRL, net, moments)}
    assert set(found) == {"jour", "dag"}
    assert found["jour"].broken == (("alby", "boende"),)
    assert found["dag"].areas == ("boda", "alby")
    assert found["dag"].has_one_number


def test_more_lone_links_than_can_be_tried_are_told_as_untried():
    net = network(TWO)
    moments = moments_after(MONDAY, net.calendar)
    rows = [one for area in ("boda", "alby") for one in row_of(area, Group.GIRL, net, moments)]
    assert not any(link.is_tried for link in weak_links(rows, Group.GIRL, net, moments, most_asked=0))


def test_a_path_is_as_old_as_its_weakest_hop():
    net = network(TWO + "    service:jour known 2011-05-01\n")
    found = answer(Question(("boende",), "alby", moments_after(MONDAY, net.calendar)[0], Group.GIRL), net)
    step = next(one for one in found.act_now if one.id == "jour")
    age = age_of(step.path)
    assert age is not None
    assert age.known_on == min(
        hop.provenance.last_known_on for hop in step.path if hop.provenance and hop.provenance.last_known_on
    )
    assert weakest_first(found)[0].known_on is not None
    assert weakest_first(found)[0].known_on <= age.known_on
