"""Passwords that people here choose when one must be long: guessed first by others, and found by ours."""

from __future__ import annotations

import pytest
from zxcvbn import zxcvbn
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from directory.account.guessed import GUESSED
from directory.account.password import LONGEST, SHORTEST, STRONG_ENOUGH

CHOSEN = (
    *("socialtjänsten", "socialtjansten1", "socialjouren08", "Kvinnojouren1!", "polismyndigheten"),
    *("stockholmsstad", "kommunen12345", "migrationsverket1", "handläggare2026", "kontaktnatet12"),
    *("lösenord1234", "Losenord2026!", "valkommen2026", "Sommaren2026", "hammarby1889!", "älskling12345"),
)


def strength(password: str, words: tuple[str, ...] = GUESSED) -> int:
    return int(zxcvbn(password, user_inputs=list(words))["score"])


@pytest.mark.parametrize("password", CHOSEN)
def test_the_office_the_season_and_the_town_are_guessed(password: str) -> None:
    assert SHORTEST <= len(password) <= LONGEST
    assert strength(password) < STRONG_ENOUGH


def test_without_our_words_most_of_them_would_be_taken() -> None:
    taken = [password for password in CHOSEN if strength(password, ()) >= STRONG_ENOUGH]
    assert len(taken) > len(CHOSEN) / 2


@pytest.mark.parametrize(
    "password", ["häst batteri korrekt", "tre gröna gafflar i regn", "aaaabbbbccccdddd xyq vw"]
)
def test_words_that_do_not_belong_together_stay_strong(password: str) -> None:
    assert strength(password) >= STRONG_ENOUGH


def test_every_password_of_the_breaches_that_is_long_enough_is_found() -> None:
    known = [password for password in FREQUENCY_LISTS["passwords"] if len(password) >= SHORTEST]
    assert len(FREQUENCY_LISTS["passwords"]) >= 3_000
    assert len(known) > 200
    assert [password for password in known if strength(password) >= STRONG_ENOUGH] == []


def test_each_word_stands_there_with_and_without_its_dots() -> None:
    assert {"kontaktnätet", "kontaktnatet", "lösenord", "losenord"} <= set(GUESSED)
    assert len(GUESSED) == len(set(GUESSED))
    assert all(word == word.lower() for word in GUESSED)
