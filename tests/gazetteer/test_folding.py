"""Different spellings of one name come together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.gazetteer.folding import fold, foldings, spell


@given(st.text())
def test_folding_and_spelling_twice_change_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert spell(spell(text)) == spell(text)


@given(st.text())
def test_a_folded_text_has_no_double_spaces_and_no_capitals(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split()) == folded.casefold()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Åre", "are"),
        ("Upplands-Bro", "upplands bro"),
        ("UPPLANDS  bro ", "upplands bro"),
        ("Kungshamn–Smögen", "kungshamn smogen"),
        ("Malmø", "malmo"),
        ("A\u030are", "are"),
        ("Härnösand’s", "harnosands"),
        ("S:t Lars", "st lars"),
        ("Täby/Danderyd", "taby danderyd"),
        ("Straße", "strasse"),
    ],
)
def test_a_name_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_dots_and_rings_stay_in_the_spelling() -> None:
    assert spell("ÅRE-Östersund") == "åre östersund"
    assert spell("Malmø") == "malmö"


def test_a_name_is_found_under_foreign_spellings_and_in_one_word() -> None:
    assert foldings("Lilla Ån") == ("lilla an", "lilla aan", "lillaan", "lillaaan")
    assert foldings("Solna") == ("solna",)
