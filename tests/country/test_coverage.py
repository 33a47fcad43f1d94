"""No square of the coverage table contradicts the answer that it links to, on the network that ships."""

from __future__ import annotations

from datetime import date

import pytest

from directory.graph.answer import StepKind
from directory.graph.coverage import State, as_asked, needs_looked_at, square_of
from directory.graph.facts import Group
from directory.graph.overview import Light, cell_of, is_emergency, moments_after
from directory.graph.question import Question
from directory.graph.resolve import answer

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize("group", [Group.ANY, Group.GIRL, Group.ADULT_MAN])
def test_on_the_network_every_square_says_what_its_answer_says(snapshot, group):
    network = snapshot.network
    moments = moments_after(MONDAY, network.calendar)
    for area in ("0163", "0180", "2584", "0980", "0114"):
        for need in needs_looked_at(network):
            square = square_of(area, need, group, network, moments)
            answers = [as_asked(answer(Question((need,), area, at, group), network)) for at in moments]
            assert square.lights == tuple(cell_of(one).light for one in answers)
            certain = {
                step.id
                for one in answers
                if cell_of(one).light is Light.LIT
                for step in one.act_now
                if step.kind is StepKind.NOW and not is_emergency(step) and not step.is_adviser
            }
            assert square.number == len(certain)
            assert (square.state in (State.NONE, State.ASK)) == (not certain)
            if square.state is State.FULL:
                assert all(cell_of(one).light is Light.LIT for one in answers)
