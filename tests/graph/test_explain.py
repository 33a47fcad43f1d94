"""How sentences are said: needs inside a sentence, own words of rows, one person of a group."""

from __future__ import annotations

import pytest

from directory.graph import sentences_en, sentences_sv
from directory.graph.answer import Hop, OpenNow, OpenState, Reason
from directory.graph.explain import say_hop, say_open, say_person, say_reason
from directory.graph.name import Name
from tests.graph.drawing import TUESDAY_TEN

HOUSING = Name("Boende", "Housing")


@pytest.mark.parametrize(
    ("reason", "sv", "en"),
    [
        (
            Reason("other_need", {"need_name": HOUSING}),
            "Ger boende, inte det som efterfrågas.",
            "Gives housing, not what is asked for.",
        ),
        (
            Reason("by_referral", {"referral": "genom en regionkoordinator"}),
            "Går inte att ringa direkt: genom en regionkoordinator.",
            "Cannot be called directly: through a regional coordinator.",
        ),
        (
            Reason("conflict", {"subject": "Noomis målgrupp", "advice": "Ask.", "advice_sv": "Fråga."}),
            "Källorna säger olika om Noomis målgrupp. Fråga.",
            "Sources differ about whom Noomi is for. Ask.",
        ),
        (Reason("ask_for", {"label": "Växel"}), "Växel", "Switchboard"),
    ],
)
def test_a_reason_is_said_in_words_of_its_language(reason, sv, en):
    assert (say_reason(reason, "sv"), say_reason(reason, "en")) == (sv, en)


def test_a_need_stands_inside_a_sentence_and_names_keep_their_letter():
    given = Hop("meets", "s", "boende", "Lyktan", HOUSING)
    assert say_hop(given, "sv") == "Lyktan ger boende"
    assert say_hop(given, "en").startswith("Lyktan")
    assert "Housing" not in say_hop(given, "en")
    law = Hop(
        "duty", "boende", "soc", HOUSING, "Socialtjänsten", params={"kind": "decides", "legal_basis": "UtlL"}
    )
    assert say_hop(law, "sv") == "Ansvar för boende: Socialtjänsten beslutar (UtlL)"
    assert "(Aliens Act (UtlL))" in say_hop(law, "en")


def test_hours_as_printed_are_said_in_the_language_of_the_reader():
    now = OpenNow(OpenState.UNKNOWN, as_printed="kvällar och helger")
    assert "kvällar och helger" in say_open(now, TUESDAY_TEN, "sv")
    assert "evenings and weekends" in say_open(now, TUESDAY_TEN, "en")


def test_one_person_of_a_group_is_one():
    assert say_person("adult woman", 32, "sv") == "kvinna, 32 år"
    assert say_person("boy", None, "en") == "boy"


def test_every_group_has_its_person_in_both_languages():
    for book in (sentences_sv, sentences_en):
        assert set(book.PERSONS) == set(book.GROUPS)
