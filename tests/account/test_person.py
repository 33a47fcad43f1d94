"""Names and addresses that could be taken for somebody else's are refused."""

from __future__ import annotations

import pytest

from directory.account.complaint import Refused
from directory.account.person import address_of, find_address, is_mixed, name_of


@pytest.mark.parametrize("typed", ["Karin@Example.org ", "karin@example.org", "ｋａｒｉｎ@example.org"])
def test_an_address_is_the_same_however_it_is_typed(typed: str) -> None:
    assert address_of(typed) == "karin@example.org" == find_address(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "karin",
        "karin@",
        "@example.org",
        "karin@example",
        "kаrin@example.org",  # a Cyrillic a
        "karin@exаmple.org",
        "karin@exämple.org",
        "karin@example.org\nBcc: x@example.org",
        "karin @example.org",
        "karin\u200b@example.org",
        "ka..rin@example.org",
        "x" * 300 + "@example.org",
        "a@" + "b." * 5_000 + "org",
    ],
)
def test_an_address_that_is_none_or_looks_like_another_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as error:
        address_of(typed)
    assert error.value.details["field"] == "email"


@pytest.mark.parametrize("typed", ["Karin  Vall", " Karin Vall\t", "Karin Vall"])
def test_a_name_has_one_form(typed: str) -> None:
    assert name_of(typed) == "Karin Vall"


@pytest.mark.parametrize(
    "name", ["Åsa Öström", "Мария Иванова", "محمد علي", "Jean-Luc d'Arc", "李 明", "Zoë"]
)
def test_names_of_every_alphabet_are_names(name: str) -> None:
    assert name_of(name) == name


@pytest.mark.parametrize(
    "typed", ["", "   ", "x" * 81, "Kаrin Vall", "Karin\u202eVall", "Ka\u200brin", "Karin\x00", "Ka\u2066rin"]
)
def test_a_name_with_invisible_or_foreign_letters_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        name_of(typed)


def test_a_word_of_two_alphabets_is_found_and_one_of_each_is_not() -> None:
    assert is_mixed("Kаrin")
    assert not is_mixed("Karin")
    assert not is_mixed("Карин")
