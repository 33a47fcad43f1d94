"""Nobody gets a place past the detector by spaces, capitals, hidden characters or letters that only look Latin."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.protection import TellingKind, say, telling
from directory.protection.plain import plain
from tests.protection.corpus import harmless_texts, telling_texts, towns

HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u202e\u2066\ufe0f\u061c\u3164"
FOUND = [each.text for each in telling_texts("tune", "held") if telling(each.text, towns=towns())]
LOOKALIKES = str.maketrans("aeopcxyiAEOPCXTHKMB", "аеорсхуіАЕОРСХТНКМВ")


@settings(max_examples=400, deadline=None)
@given(text=st.sampled_from(FOUND), data=st.data())
def test_a_place_is_found_behind_hidden_characters_capitals_and_spaces(
    text: str, data: st.DataObject
) -> None:
    signs = list(text)
    for position in data.draw(st.lists(st.integers(0, len(signs) - 1), max_size=6), label="hidden at"):
        signs[position] += data.draw(st.sampled_from(HIDDEN), label="hidden")
    for position in data.draw(st.lists(st.integers(0, len(signs) - 1), max_size=6), label="case at"):
        signs[position] = data.draw(st.sampled_from([str.upper, str.lower, str.swapcase]))(signs[position])
    if data.draw(st.booleans(), label="double spaces"):
        signs = [sign.replace(" ", "  ") for sign in signs]
    assert telling("".join(signs), towns=towns())


@pytest.mark.parametrize(
    "change", [str.upper, str.lower, str.title, lambda text: text.replace(" ", "\u00a0\u2003")]
)
def test_a_place_is_found_in_any_case_and_with_any_space(change: object) -> None:
    assert callable(change)
    assert [text for text in FOUND if not telling(change(text), towns=towns())] == []


def test_a_place_is_found_in_letters_that_only_look_latin() -> None:
    streets = [
        each.text
        for each in telling_texts("held")
        if each.kind in ("street", "town", "direction") and telling(each.text, towns=towns())
    ]
    assert [text for text in streets if not telling(text.translate(LOOKALIKES), towns=towns())] == []


def test_a_detector_that_does_not_see_through_disguises_would_be_caught() -> None:
    assert "gatan" not in "Stor\u200bg\u200batan 5"
    assert plain("Stor\u200bg\u200batan 5").text == plain("Ѕtоrgаtаn 5").text == "storgatan 5"


@given(st.text(max_size=300))
def test_any_text_at_all_is_read_and_every_finding_lies_in_it(text: str) -> None:
    for found in telling(text, towns=towns()):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_editor_reads_why_and_what_to_write_instead(lang: str) -> None:
    said = {say(kind, lang) for kind in TellingKind}
    assert len(said) == len(TellingKind)
    assert all(sentence.count(".") >= 2 or ";" in sentence for sentence in said)
    assert not said & {say(kind, "en" if lang == "sv" else "sv") for kind in TellingKind}


def test_the_words_of_the_detector_tell_no_place_themselves() -> None:
    assert harmless_texts("held")
    for kind in TellingKind:
        for lang in ("sv", "en"):
            assert telling(say(kind, lang), towns=towns()) == (), (kind, lang)
