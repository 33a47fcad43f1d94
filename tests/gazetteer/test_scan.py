"""Sentences: which words are places, and which are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.gazetteer import Gazetteer

from .table import rows_of

_EVERYDAY = """
vill hon han boende natt en ett akut sol barn flicka kille tjej man kvinna nu vård hem ute våld hjälp stöd bor kan
var här där när hur vem vad jag vi du och eller men inte med utan från till på för av om under över efter innan
polis socialtjänst skola sjukhus pengar papper jobb lön pass hotell lägenhet gata bil telefon mamma pappa pojkvän
syster bror vän kund skuld hot rädd sjuk gravid ensam trött sova äta rymde säljer sex tvingas slagen jour tolk advokat
måndag fredag kväll morgon sommar vinter september en två tre fem tio år gammal ung första sista många
girl boy woman man child help shelter bed night home work police money passport husband street hungry alone safe
"""
_DOUBLE = "mark berg vara boden bro kil klippan ale are holm horn lagan vik"


EVERYDAY_WORDS = _EVERYDAY.split()
DOUBLE_WORDS = _DOUBLE.split()


@pytest.mark.parametrize(("sentence", "outcome"), rows_of("sentences.txt"))
def test_the_places_in_a_sentence_are_read(
    places_in: Callable[[str], str], sentence: str, outcome: str
) -> None:
    assert places_in(sentence) == outcome


@pytest.mark.parametrize("word", sorted({*EVERYDAY_WORDS, *DOUBLE_WORDS}))
def test_an_everyday_word_is_no_place(places_in: Callable[[str], str], word: str) -> None:
    for sentence in (
        word,
        f"hon {word} nu",
        f"{word.capitalize()} behövs nu",
        f"en {word}",
        f"att {word} där",
    ):
        assert places_in(sentence) == "", sentence


@pytest.mark.parametrize("word", EVERYDAY_WORDS)
def test_a_preposition_makes_no_place_of_an_everyday_word(places_in: Callable[[str], str], word: str) -> None:
    for sentence in (f"i {word}", f"till {word} nu", f"in {word}", f"from {word}"):
        assert places_in(sentence) == "", sentence


@pytest.mark.parametrize(
    "word",
    ["Rumänien", "Bulgarien", "Nigeria", "Thailand", "Norge", "Finland", "Island", "Holland", "Poland"],
)
def test_a_country_is_not_a_typo_for_a_place_in_sweden(places_in: Callable[[str], str], word: str) -> None:
    assert places_in(f"hon kommer från {word} men är i Täby") == "Täby=0160"


@given(st.lists(st.text(max_size=12), max_size=40))
def test_no_words_break_the_reading_and_no_places_overlap(gazetteer: Gazetteer, words: list[str]) -> None:
    _check(gazetteer, words)


_PIECES = """i på från till in near kommun län stadsdelen region centrum söder, Söder mark vara Berg Uppsala Stockholm
Stockholm, Göteborg Hisingen Kista Rinkeby-Kista Hammarby Upplands Väsby uplands Täby/Danderyd natt . , Lilla Edet
stokholms Malmö-kvinna ( ) akut"""


@given(st.lists(st.sampled_from(_PIECES.split()), max_size=25))
def test_places_in_any_order_do_not_overlap(gazetteer: Gazetteer, words: list[str]) -> None:
    _check(gazetteer, words)


def _check(gazetteer: Gazetteer, words: list[str]) -> None:
    spans = gazetteer.scan(words)
    ends = 0
    for span in spans:
        assert ends <= span.start < span.stop <= len(words)
        assert span.match.choices
        ends = span.stop


def test_words_from_the_middle_of_a_sentence_are_counted_from_its_start(gazetteer: Gazetteer) -> None:
    (span,) = gazetteer.scan(["flicka", "i", "Upplands", "Väsby", "kommun", "nu"])
    assert (span.start, span.stop, span.match.area) == (2, 5, "0114")


def test_of_two_towns_side_by_side_none_swallows_the_other(gazetteer: Gazetteer) -> None:
    spans = gazetteer.scan(["Linköping,", "Norrköping"])
    assert [span.match.area for span in spans] == ["0580", "0581"]


def test_a_centre_that_begins_a_longer_name_is_not_taken_by_the_place_before_it(gazetteer: Gazetteer) -> None:
    _check(gazetteer, ["i", "Söder", "centrum", "stadsdelen"])
