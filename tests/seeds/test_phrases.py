"""What the shipped rows say in their own Swedish words can be said in English too."""

from __future__ import annotations

import pytest

from directory.graph.phrase import has_phrase, phrase_in, phrases
from tests.seeds.test_content import rows

SAID = (
    ("duties", "condition"),
    ("duties", "legal_basis"),
    ("services", "referral"),
    ("links", "condition_text"),
    ("conflicts", "subject"),
    ("channels", "label"),
)


def said() -> set[str]:
    """Collect the own words of every row."""
    words = {row[column] for table, column in SAID for row in rows(table)}
    hours = {row["as_printed"] for row in rows("schedules")}
    # Bare times of the day are the same in both languages.
    return {one for one in words | {one for one in hours if any(map(str.isalpha, one))} if one}


@pytest.mark.parametrize("text", sorted(said()))
def test_the_own_words_of_a_row_have_their_english(text):
    assert has_phrase(text, "en")
    assert phrase_in(text, "en").strip()


def test_no_phrase_is_left_of_a_row_that_is_gone():
    assert set(phrases()) <= said()


def test_words_without_english_are_said_in_swedish_and_known_to_be():
    assert phrase_in("något nytt", "en") == phrase_in("något nytt", "sv") == "något nytt"
    assert not has_phrase("något nytt", "en")
    assert has_phrase("något nytt", "sv")
