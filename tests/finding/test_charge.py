"""Duties gathered by who has them, without mixing what is sure with what depends."""

from __future__ import annotations

from directory.finding.charge import charges_of
from directory.graph.facts import Group
from directory.graph.resolve import answer
from tests.graph.drawing import TUESDAY_TEN, ask, network

TOWN = """
area:har part-of area:SE
need:boende urgent
role:soc held-by org:kommun in area:har
duty:a need:boende role:soc decides stay acute
duty:b need:boende role:soc decides stay any
duty:c need:boende role:soc decides stay any <no_permit>
duty:d need:boende role:soc pays stay acute
"""


def test_one_body_with_two_rules_is_told_once_and_what_depends_stands_apart():
    result = answer(ask("boende", "har", TUESDAY_TEN, Group.GIRL), network(TOWN))
    told = [
        (charge.kind.value, charge.is_conditional, [line.duty.id for line in charge.lines])
        for charge in charges_of(result.duties)
    ]
    assert told == [("decides", False, ["a", "b"]), ("pays", False, ["d"]), ("decides", True, ["c"])]


def test_a_law_named_by_two_rules_is_named_once():
    result = answer(ask("boende", "har", TUESDAY_TEN, Group.GIRL), network(TOWN))
    assert charges_of(result.duties)[0].legal_bases == ("SoL",)
