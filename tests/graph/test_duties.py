"""Duties by area of stay and of residence, by group, by legal status and by date."""

from __future__ import annotations

from directory.graph.facts import Group, LegalStatus
from directory.graph.question import ABROAD
from directory.graph.resolve import answer
from tests.graph.drawing import TUESDAY_TEN, ask, network

TWO_TOWNS = """
area:har part-of area:SE
area:hemma part-of area:SE
need:boende urgent
role:soc held-by org:har-kommun in area:har
role:soc held-by org:hemma-kommun in area:hemma
role:migr held-by org:verket in area:SE
duty:genast need:boende role:soc decides stay acute
duty:sedan need:boende role:soc pays residence after_acute [adult woman, adult man] {resident elsewhere}
duty:utland need:boende role:soc decides stay any [adult woman, adult man] {resident not_in_sweden}
duty:papper need:boende role:migr pays nation any <no_permit>
duty:barn need:boende role:migr decides nation any [girl, boy]
"""


def duties(**fields):
    group = fields.pop("group", Group.ADULT_WOMAN)
    result = answer(ask("boende", "har", TUESDAY_TEN, group, **fields), network(TWO_TOWNS))
    return {
        line.duty.id: ("if " if line.is_conditional else "") + ",".join(o.id for o in line.organizations)
        for line in result.duties
    }


def test_the_municipality_of_stay_acts_and_the_municipality_of_residence_pays_after():
    assert duties(residence="hemma", status=LegalStatus.RESIDENT) == {
        "genast": "har-kommun",
        "sedan": "hemma-kommun",
    }


def test_a_residence_that_was_not_said_leaves_the_rule_conditional():
    assert duties(status=LegalStatus.RESIDENT) == {
        "genast": "har-kommun",
        "sedan": "if ",
        "utland": "if har-kommun",
    }


def test_somebody_resident_abroad_is_the_municipality_of_stays():
    assert duties(residence=ABROAD, status=LegalStatus.EU_CITIZEN) == {
        "genast": "har-kommun",
        "utland": "har-kommun",
    }


def test_legal_status_settles_a_rule_or_leaves_it_open():
    assert duties(residence="har", status=LegalStatus.NO_PERMIT)["papper"] == "verket"
    assert duties(residence="har")["papper"] == "if verket"
    assert "papper" not in duties(residence="har", status=LegalStatus.RESIDENT)
    assert duties(residence="har", status=LegalStatus.FOREIGN)["papper"] == "if verket"


def test_the_answer_changes_because_the_group_changed():
    assert "barn" not in duties(residence="har", status=LegalStatus.RESIDENT)
    assert duties(group=Group.GIRL, residence="har", status=LegalStatus.RESIDENT) == {
        "genast": "har-kommun",
        "barn": "verket",
    }


def test_a_rule_that_is_over_is_not_told():
    from dataclasses import replace
    from datetime import date

    from directory.graph.network import Network
    from tests.graph.drawing import drawn

    facts = drawn(TWO_TOWNS)
    over = tuple(
        replace(duty, valid_to=date(2006, 3, 30)) if duty.id == "genast" else duty for duty in facts.duties
    )
    result = answer(ask("boende", "har", TUESDAY_TEN), Network.build(replace(facts, duties=over)))
    assert "genast" not in [line.duty.id for line in result.duties]
