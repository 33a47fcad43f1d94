"""Leaving in a moment: Shift three times, or one click, and Back does not lead here again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from directory.web.chrome import NEUTRAL_SITE
from tests.browser.conftest import Open
from tests.browser.pages import HOUSING_IN_TYRESO, answer_path


def stand_in_for_the_weather(page: Page) -> None:
    """Answer in place of the neutral site, so that no test leaves this machine."""

    def answer(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<!doctype html><title>Väder</title>")

    page.context.route(NEUTRAL_SITE + "**", answer)


@pytest.fixture
def page(open_page: Open) -> Page:
    page = open_page("/")
    stand_in_for_the_weather(page)
    page.goto(page.url.rstrip("/") + answer_path(*HOUSING_IN_TYRESO))
    return page


def press_shift(page: Page, times: int, pause_ms: int = 50) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")
        page.wait_for_timeout(pause_ms)


def test_shift_three_times_leaves(page: Page) -> None:
    press_shift(page, 2)
    assert "/answer" in page.url
    press_shift(page, 1)
    page.wait_for_url(NEUTRAL_SITE)


def test_back_does_not_lead_to_the_page_that_was_left(page: Page) -> None:
    press_shift(page, 3)
    page.wait_for_url(NEUTRAL_SITE)
    page.go_back()
    assert "/answer" not in page.url


def test_a_slow_or_interrupted_shift_is_only_typing(page: Page) -> None:
    press_shift(page, 2)
    page.keyboard.press("a")
    press_shift(page, 2)
    page.wait_for_timeout(2100)
    press_shift(page, 1)
    page.wait_for_timeout(200)
    assert "/answer" in page.url


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_one_click_leaves(open_page: Open, javascript: bool) -> None:
    page = open_page(answer_path(*HOUSING_IN_TYRESO), javascript=javascript)
    stand_in_for_the_weather(page)
    page.locator("[data-leave]").click()
    page.wait_for_url(NEUTRAL_SITE)


def test_the_neutral_site_is_not_told_where_she_was(open_page: Open) -> None:
    page = open_page(answer_path(*HOUSING_IN_TYRESO))
    referrers: list[str | None] = []

    def note(route: Route) -> None:
        referrers.append(route.request.headers.get("referer"))
        route.fulfill(status=200, content_type="text/html", body="<!doctype html><title>Väder</title>")

    page.context.route(NEUTRAL_SITE + "**", note)
    page.locator("[data-leave]").click()
    page.wait_for_url(NEUTRAL_SITE)
    assert referrers == [None]
