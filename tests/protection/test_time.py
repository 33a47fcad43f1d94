"""A text that was made to be slow to read is not."""

from __future__ import annotations

import time

import pytest

from directory.protection import telling
from tests.protection.corpus import towns

LONG = 20_000
SECONDS = 0.05
"""For a text of *LONG* letters on an idle machine; a busy one gets the best of several readings."""
HOSTILE = [
    "Boendet ligger nära Storgatan 5 i Malmö och tar emot ", "1", "0", "a", "a ", "1 ", " ", "\n", ".", "-", "///",
    "59,", "59.3", "0 8 ", "+46 ", "villa ", "stor gatan ", "postnummer a ", "nära a b c ", "malmö ", "a\u200b",
    "https://", "å", "а", "sg. ", "box ", "lat 5 ", "hus ", "nr nr nr nr ", "i i i i i i i malmö ", "6500000 ",
    ": / . ", "ﷺ",
]  # fmt: skip


def seconds(text: str) -> float:
    """Return how long *text* takes to read, the best of five."""
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        telling(text, towns=towns())
        taken.append(time.perf_counter() - started)
    return min(taken)


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_more_than_its_length(piece: str) -> None:
    telling("warm", towns=towns())
    short = seconds((piece * LONG)[: LONG // 4])
    long = seconds((piece * LONG)[:LONG])
    assert long < max(9 * short, 2 * SECONDS), f"{short:.4f} s, four times as long {long:.4f} s"
    assert long < 6 * SECONDS, "even on a machine that does other things beside"


def test_a_description_of_twenty_thousand_letters_is_read_in_fifty_milliseconds() -> None:
    assert seconds(("Vi tar emot kvinnor och barn efter beslut av socialtjänsten. " * LONG)[:LONG]) < SECONDS


def test_a_detector_that_goes_back_and_back_would_be_noticed() -> None:
    def quadratic(text: str) -> int:
        return sum(text.count("x", start) for start in range(0, len(text), 2))

    started = time.perf_counter()
    quadratic("a" * (LONG // 4))
    short = time.perf_counter() - started
    started = time.perf_counter()
    quadratic("a" * LONG)
    assert time.perf_counter() - started > 9 * short
