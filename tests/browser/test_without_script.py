"""Everything works with scripts switched off: only forms and links."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.pages import HOUSING_IN_TYRESO, answer_path

SENTENCE = "akut boende för tjej 16 år i Järfälla i natt"


def test_a_sentence_is_answered_and_does_not_stand_in_the_address(open_page: Open) -> None:
    page = open_page("/", javascript=False)
    page.locator("#q").fill(SENTENCE)
    page.locator("#q").press("Enter")
    expect(page).to_have_url(re.compile(r"/answer\?.*area=0123"))
    assert "tjej" not in page.url
    assert page.locator("main a[href^='tel:']").count() >= 1
    assert page.locator("#q").input_value() == ""


def test_the_same_question_in_fields_has_the_same_address(open_page: Open) -> None:
    page = open_page("/", javascript=False)
    page.locator("select[name=need]").first.select_option("boende_akut")
    page.locator("[name=area]").first.fill("Järfälla")
    page.locator("form[method=get] button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(r"/answer\?need=boende_akut&area=0123$"))


def test_a_facet_can_be_changed(open_page: Open) -> None:
    page = open_page(answer_path(*HOUSING_IN_TYRESO), javascript=False)
    page.locator("a[href*='edit=where']").first.click()
    expect(page).to_have_url(re.compile(r"edit=where"))
    page.locator("#edit [name=area], form [name=area]:not([type=hidden])").first.fill("Nacka")
    page.locator("[name=area]:not([type=hidden])").first.press("Enter")
    expect(page).to_have_url(re.compile(r"/answer\?.*area=0182"))
    assert "age=28" in page.url


def test_the_page_of_the_other_language_is_one_link_away(open_page: Open) -> None:
    page = open_page(answer_path(*HOUSING_IN_TYRESO), javascript=False)
    page.locator("a[hreflang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert "area=0138" in page.url


def test_buttons_that_need_a_script_are_not_offered_without_one(open_page: Open) -> None:
    page = open_page(answer_path(*HOUSING_IN_TYRESO), javascript=False)
    assert page.locator("[data-copy]:visible, [data-print]:visible").count() == 0
    with_script = open_page(answer_path(*HOUSING_IN_TYRESO))
    assert with_script.locator("[data-copy]:visible, [data-print]:visible").count() > 0
