"""Every page, on a wide screen and two telephones, light and dark: usable, quiet, and in one column."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import Open, Watch
from tests.browser.pages import PAGES, PagePath

WIDTHS = (1280, 390, 320)
SCHEMES = ("light", "dark")
VIEWS = [(scheme, width) for width in WIDTHS for scheme in SCHEMES]


def overflow_px(page: Page) -> int:
    """Return by how many pixels the page is wider than the window: 0 when nobody has to scroll sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def shut_out(page: Page, views: list[tuple[str, int]]) -> list[str]:
    """List what keeps somebody from using the page, in each of *views* (scheme, width in pixels)."""
    found = []
    for scheme, width in views:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} px, {scheme}: {line}" for line in violations(page)]
    return found


@pytest.mark.parametrize(("number", "page_path"), enumerate(PAGES), ids=str)
def test_nobody_is_shut_out_of_the_page(number: int, page_path: PagePath, open_page: Open) -> None:
    """Each page in one light and width, the next one in another: together they see all six."""
    views = [VIEWS[number % len(VIEWS)]]
    assert shut_out(open_page(page_path.path), views) == []


@pytest.mark.slow
@pytest.mark.parametrize("page_path", PAGES, ids=str)
def test_nobody_is_shut_out_of_the_page_at_any_width_or_light(page_path: PagePath, open_page: Open) -> None:
    assert shut_out(open_page(page_path.path), VIEWS) == []


@pytest.mark.parametrize(
    "page_path",
    [
        pytest.param(each, id=str(each), marks=[pytest.mark.slow] if number % 2 else [])
        for number, each in enumerate(PAGES)
    ],
)
def test_the_page_fits_and_is_quiet(page_path: PagePath, open_page: Open, watch: Watch) -> None:
    page = open_page(page_path.path, width=320)
    page.wait_for_load_state("networkidle")
    assert overflow_px(page) == 0
    page.set_viewport_size({"width": 390, "height": 844})
    assert overflow_px(page) == 0
    # Chromium itself says it on the console when the status of a page is an error.
    said = [
        line
        for line in watch.said
        if not (page_path.status != 200 and f"server responded with a status of {page_path.status}" in line)
    ]
    assert said == []
    assert watch.asked_outside == []


def test_a_field_without_a_label_would_be_found(open_page: Open) -> None:
    page = open_page("/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input>')")
    assert any(line.startswith("label:") for line in violations(page))


def test_grey_words_on_grey_would_be_found(open_page: Open) -> None:
    page = open_page("/")
    page.evaluate(
        "const p = document.createElement('p'); p.textContent = 'Ring';"
        "p.style.color = '#888'; p.style.background = '#999'; document.querySelector('main').append(p)"
    )
    assert any(line.startswith("color-contrast:") for line in violations(page))


def test_something_too_wide_would_be_found(open_page: Open) -> None:
    page = open_page("/", width=320)
    page.evaluate(
        "const p = document.createElement('p'); p.textContent = 'Ring'; p.style.minWidth = '400px';"
        "document.querySelector('main').append(p)"
    )
    assert overflow_px(page) > 0


def test_a_request_to_somebody_else_would_be_found(open_page: Open, watch: Watch) -> None:
    page = open_page("/")
    page.evaluate("fetch('https://example.org/who-looks').catch(() => null)")
    page.evaluate("const i = new Image(); i.src = 'https://example.org/pixel'; document.body.append(i)")
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in line for line in watch.said)


def test_an_error_in_a_script_would_be_found(open_page: Open, watch: Watch) -> None:
    page = open_page("/")
    page.evaluate("setTimeout(() => { throw new Error('planted') }, 0)")
    page.wait_for_timeout(100)
    assert any("planted" in line for line in watch.said)
