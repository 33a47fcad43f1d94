"""Which steps of the routine are told: those of the needs asked, and at first only what belongs to the first days."""

from __future__ import annotations

from directory.graph.facts import NeedId, Provenance, RoutineStep
from directory.graph.resolve import ACUTE_STAGES, ROUTINE_STEPS, SAFETY, answer
from tests.graph.drawing import TUESDAY_TEN, ask, network

TOWN = """
area:boda part-of area:SE
need:boende urgent
need:akut broader need:boende
need:skydd urgent
need:rad professionals
need:juridik broader need:hjalp
"""


def step(name: str, stage: int, order: int, *needs: str) -> RoutineStep:
    return RoutineStep(
        name, "manual", stage, order, name, name, tuple(map(NeedId, needs)), "", Provenance("drawn")
    )


def told(need: str, *steps: RoutineStep) -> list[str]:
    result = answer(ask(need, "boda", TUESDAY_TEN), network(TOWN, routine=steps))
    return [one.id for one in result.routine]


def test_the_steps_of_the_needs_asked_are_told_in_the_order_of_the_routine():
    steps = (
        step("c", 2, 2, "hjalp"),
        step("a", 1, 1, "juridik"),
        step("b", 2, 1, "juridik"),
        step("x", 1, 1, "boende"),
    )
    assert told("juridik", *steps) == ["a", "b", "c"]


def test_in_an_urgent_matter_safety_and_advice_are_told_and_later_stages_wait():
    steps = (
        step("skydda", 2, 1, SAFETY),
        step("radgor", 1, 1, "rad"),
        step("senare", ACUTE_STAGES + 1, 1, "boende"),
        step("tak", ACUTE_STAGES, 2, "akut"),
        step("ombud", 1, 2, "juridik"),
    )
    assert told("boende", *steps) == ["radgor", "skydda", "tak"]
    assert told("juridik", *steps) == ["ombud"]


def test_no_more_steps_are_told_than_one_can_follow_and_those_of_the_need_itself_first():
    beside = [step(f"rad{i}", 1, i, "rad") for i in range(ROUTINE_STEPS)]
    own = [step(f"tak{i}", 2, i, "boende") for i in range(2)]
    ids = told("boende", *beside, *own)
    assert len(ids) == ROUTINE_STEPS
    assert ids[-2:] == ["tak0", "tak1"]
