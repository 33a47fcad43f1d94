"""Passwords: what is taken, and that nothing tells whether an account exists."""

from __future__ import annotations

from threading import Lock, Thread
from time import perf_counter, sleep

import pytest
from argon2 import PasswordHasher

from directory.account import password
from directory.account.complaint import Refused
from tests.account.people import PASSWORD, hashed

pytestmark = pytest.mark.usefixtures("dear_hashes")


def test_the_right_password_is_right_and_every_other_is_not() -> None:
    assert password.is_right(hashed(), PASSWORD)
    for wrong in ("", PASSWORD.upper(), PASSWORD + " ", PASSWORD[:-1], "x" * 10_000, "\ud800", "\0"):
        assert not password.is_right(hashed(), wrong)


def test_the_same_letters_from_another_keyboard_are_the_same_password() -> None:
    composed, decomposed = "åtta ärliga ögon", "a\u030atta a\u0308rliga o\u0308gon"
    assert composed != decomposed
    assert password.is_right(password.hash_of(composed), decomposed)


def test_nobodys_password_is_never_right_and_takes_as_long() -> None:
    def took(stored: str | None) -> float:
        started = perf_counter()
        assert not password.is_right(stored, "not this one at all")
        return perf_counter() - started

    took(None)
    known, unknown = (sorted(took(stored) for _ in range(9))[4] for stored in (hashed(), None))
    assert 0.5 < known / unknown < 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("kort1", "för kort"),
        ("x" * 129, "för långt"),
        ("x" * 10_000, "för långt"),
        ("passwordpassword", "lätt att gissa"),
        ("qwertyuiop12", "lätt att gissa"),
        ("karin.vall@example.org", "lätt att gissa"),
        ("Kontaktnätet2026", "lätt att gissa"),
    ],
)
def test_a_password_that_others_would_guess_is_refused_with_a_reason(given: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as error:
        password.check_new(given, "Karin Vall", "karin.vall@example.org")
    assert error.value.details["field"] == "password"
    assert given not in str(error.value)


def test_three_words_in_a_row_are_taken() -> None:
    assert password.check_new(PASSWORD, "Karin Vall", "karin@example.org") == PASSWORD


def test_a_hash_of_weaker_days_is_made_anew() -> None:
    assert password.is_outdated(PasswordHasher(time_cost=1, memory_cost=8_192).hash(PASSWORD))
    assert not password.is_outdated(hashed())


def test_no_more_than_four_hashes_are_made_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, most, lock = 0, 0, Lock()

    class Slow:
        def hash(self, _given: str) -> str:
            nonlocal at_once, most
            with lock:
                at_once += 1
                most = max(most, at_once)
            sleep(0.02)
            with lock:
                at_once -= 1
            return ""

    monkeypatch.setattr(password, "_hasher", Slow())
    threads = [Thread(target=password.hash_of, args=("x",)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == password.AT_A_TIME
