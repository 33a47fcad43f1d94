"""Lighthouse as on a slow telephone: at least 95 of 100 in all four categories."""

from __future__ import annotations

import pytest
from playwright.sync_api import Playwright

from tests.browser.chromium import find_chromium
from tests.browser.lighthouse import Scores, audit
from tests.browser.pages import HOUSING_IN_TYRESO, ONE_OF_EACH, answer_path

LEAST = 95
TRIES = 3
"""The score for speed depends on what else the machine does at that moment; the best of three counts."""


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> str:
    executable = find_chromium(playwright)
    assert executable
    return executable


def best_of(address: str, chromium: str) -> Scores:
    for _ in range(TRIES):
        scores = audit(address, chromium)
        if not scores.below(LEAST):
            break
    return scores


@pytest.mark.parametrize("path", ["/", answer_path(*HOUSING_IN_TYRESO)], ids=["ask", "answer"])
def test_asking_and_answering_are_fast_and_sound(path: str, site: str, chromium: str) -> None:
    scores = best_of(site + path, chromium)
    assert scores.below(LEAST) == {}, scores.failed


@pytest.mark.slow
@pytest.mark.parametrize("page_path", ONE_OF_EACH, ids=str)
def test_every_kind_of_page_is_fast_and_sound(page_path: object, site: str, chromium: str) -> None:
    scores = best_of(f"{site}{page_path}", chromium)
    assert scores.below(LEAST) == {}, scores.failed
