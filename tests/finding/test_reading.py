"""A reading becomes a question, or says which field is missing or contradicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from directory.asking import ContradictionCode, NoteCode, Reading, Refusal, RefusalCode
from directory.clock import STOCKHOLM
from directory.errors import BadQuestion, PersonalData
from directory.finding.reading import question_from_reading, read_sentence
from directory.finding.remark import ASKED_BACK, CONTRADICTIONS, NOTES, contradictions_of, notes_of
from directory.graph.facts import Group
from directory.graph.question import ABROAD
from tests.finding.county import snapshot

NOW = datetime(2026, 11, 24, 10, 0, 42, tzinfo=STOCKHOLM)


def reading(**changes: object) -> Reading:
    plain = Reading(needs=("boende",), area=snapshot().gazetteer.find("Tyresö"))
    return replace(plain, **changes)


def complaint(**changes: object) -> BadQuestion:
    with pytest.raises(BadQuestion) as caught:
        question_from_reading(reading(**changes), snapshot(), NOW)
    return caught.value


def test_what_was_not_said_is_anybody_and_this_minute() -> None:
    asked = question_from_reading(reading(), snapshot(), NOW)
    assert (asked.needs, asked.area, asked.group, asked.at.second) == (("boende",), "0138", Group.ANY, 0)


def test_a_residence_abroad_and_an_age_are_carried_over() -> None:
    asked = question_from_reading(reading(residence=ABROAD, age=16), snapshot(), NOW)
    assert (asked.residence, asked.group, asked.age) == (ABROAD, Group.CHILD, 16)


@pytest.mark.parametrize(
    ("missing", "field"),
    [({"needs": ()}, "need"), ({"area": None}, "area"), ({"needs": ("no-such-need",)}, "need")],
)
def test_what_is_missing_is_asked_for_by_its_field(missing: dict[str, object], field: str) -> None:
    assert complaint(**missing).details["field"] == field


def test_an_ambiguous_place_is_asked_back_in_either_role() -> None:
    two = snapshot().gazetteer.find("Sjöbo")
    assert complaint(area=two).details["field"] == "area"
    error = complaint(residence=two)
    assert error.details["field"] == "residence"
    assert {choice["id"] for choice in error.details["choices"]} == {"0138", "0380"}


def test_a_refused_text_is_personal_data_and_a_long_one_is_not() -> None:
    for code in RefusalCode:
        error = complaint(refused=Refusal(code))
        assert isinstance(error, PersonalData) is (code is not RefusalCode.TOO_LONG)
        assert error.details["field"] == "sentence"
        assert error.details["sv"] == error.message != error.details["en"]


@pytest.mark.parametrize("code", list(ContradictionCode))
def test_a_contradiction_that_changes_who_is_asked_about_is_asked_back(code: ContradictionCode) -> None:
    said = reading(contradictions=(code,))
    if code in ASKED_BACK:
        assert complaint(contradictions=(code,)).details["field"] == ASKED_BACK[code]
    else:
        assert question_from_reading(said, snapshot(), NOW).needs == ("boende",)
    assert [remark.code for remark in contradictions_of(said, "en")] == [code.value]


def test_every_code_of_the_reader_has_a_sentence_in_both_languages() -> None:
    assert set(CONTRADICTIONS) == set(ContradictionCode)
    assert set(NOTES) == set(NoteCode)
    for swedish, english in (*CONTRADICTIONS.values(), *NOTES.values()):
        assert swedish.endswith(".")
        assert english.endswith(".")
        assert swedish != english
    assert [remark.code for remark in notes_of(reading(notes=tuple(NoteCode)), "sv")] == [
        code.value for code in NoteCode
    ]


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_sentence_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(BadQuestion, match="akut boende i Järfälla"):
        read_sentence(text, snapshot(), NOW)
