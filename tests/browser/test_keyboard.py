"""A caseworker without a mouse: from the first Tab to the number to call, and on to the printer."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.pages import HOUSING_IN_TYRESO, answer_path

SENTENCE = "akut boende för tjej 16 år i Järfälla i natt"
MOST_TABS = 60
"""Far more than a person would press; only so that a lost focus ends the test."""


def focused(page: Page) -> str:
    """Return the words of what has the focus: its label, or what stands in it."""
    return str(
        page.evaluate(
            "(() => { const e = document.activeElement;"
            " return (e.getAttribute('aria-label') || e.textContent || '').trim().replace(/\\s+/g, ' ') })()"
        )
    )


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until *selector* has the focus; fail when it cannot be reached so."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by Tab; the last stop was “{focused(page)}”")


def focus_is_visible(page: Page) -> bool:
    """Say whether what has the focus is drawn with an outline or a shadow."""
    return bool(
        page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none' })()"
        )
    )


def test_the_first_tab_leads_past_the_menu(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert focus_is_visible(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#main$"))


def test_from_the_sentence_to_the_number_and_to_the_printer(open_page: Open) -> None:
    page = open_page("/")
    page.evaluate("window.print = () => { window.wasPrinted = true }")
    tab_to(page, "#q")
    assert focus_is_visible(page)
    page.keyboard.type(SENTENCE)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/answer\?"))
    assert "area=0123" in page.url
    assert "16" in page.url
    assert "J%C3%A4rf" not in page.url
    tab_to(page, "main a[href^='tel:']")
    assert focus_is_visible(page)
    page.evaluate("window.print = () => { window.wasPrinted = true }")
    tab_to(page, "[data-print]")
    page.keyboard.press("Enter")
    assert page.evaluate("window.wasPrinted") is True


def test_every_stop_of_the_answer_can_be_seen(open_page: Open) -> None:
    page = open_page(answer_path(*HOUSING_IN_TYRESO))
    stops = page.locator(
        "a[href]:visible, button:visible, input:visible:not([type=hidden]), select:visible, summary:visible"
    ).count()
    unseen = []
    for _ in range(min(stops, MOST_TABS)):
        page.keyboard.press("Tab")
        if not focus_is_visible(page):
            unseen.append(focused(page))
    assert unseen == []


def test_a_slash_leads_to_the_question_and_a_question_mark_to_the_keys(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("a/b?")
    assert page.locator("#q").input_value() == "a/b?"


def test_a_stop_that_cannot_be_seen_would_be_found(open_page: Open) -> None:
    page = open_page("/")
    page.evaluate(
        "(() => { const b = document.createElement('button'); b.id = 'planted'; b.style.outline = 'none';"
        " b.style.boxShadow = 'none'; document.body.prepend(b); b.focus() })()"
    )
    assert not focus_is_visible(page)
