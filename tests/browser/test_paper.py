"""The call sheet on paper: one A4, with the number on it and without what only a screen can use."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.pages import (
    ADVICE_IN_KALMAR,
    GIRL_IN_MALMO,
    HOUSING_IN_TYRESO,
    TUESDAY_MORNING,
    answer_path,
)

SHEETS = [
    pytest.param(answer_path(*HOUSING_IN_TYRESO), id="housing in Tyreso at night"),
    pytest.param(answer_path(*ADVICE_IN_KALMAR, at=TUESDAY_MORNING), id="advice in Kalmar by day"),
    pytest.param(answer_path(*HOUSING_IN_TYRESO) + "&lang=en", id="housing in Tyreso, in English"),
    pytest.param(answer_path(*GIRL_IN_MALMO, at=TUESDAY_MORNING), id="a girl in Malmo by day"),
    pytest.param(answer_path(*GIRL_IN_MALMO), id="a girl in Malmo at night"),
]


def pages_on_paper(page: Page) -> int:
    """Return how many A4 sheets the page takes when it is printed."""
    paper = page.pdf(format="A4", prefer_css_page_size=False)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", paper))


@pytest.mark.parametrize("path", SHEETS)
def test_the_answer_fits_on_one_sheet(path: str, open_page: Open) -> None:
    assert pages_on_paper(open_page(path)) == 1


def test_paper_has_the_number_and_no_menu(open_page: Open) -> None:
    page = open_page(answer_path(*HOUSING_IN_TYRESO))
    page.emulate_media(media="print")
    assert page.locator("main a[href='tel:112']:visible").count() >= 1
    assert page.locator("header nav:visible, .callbar:visible, form:visible").count() == 0


def test_a_second_sheet_would_be_counted(open_page: Open) -> None:
    page = open_page("/about")
    page.evaluate(
        "(() => { const d = document.createElement('div'); d.style.height = '1200px';"
        " document.querySelector('main').append(d) })()"
    )
    assert pages_on_paper(page) >= 2
