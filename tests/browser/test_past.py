"""A coordinator restores, merges and takes back with the keyboard alone, at a desk and on a telephone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.server import serving
from tests.matrix.people import OWN
from tests.matrix.world import make_world

BESIDE = "m-0184"
HISTORY = f"/coordinate/history/organization/{OWN}"
MERGE = f"/coordinate/merge/organization/{OWN}/{BESIDE}"


def press(page: Page, word: str) -> None:
    """Walk with the tabulator to what begins with *word*, press it, and hold that the next page is clean."""
    said = "(document.activeElement.innerText || document.activeElement.value || '').trim()"
    for _step in range(400):
        page.keyboard.press("Tab")
        if page.evaluate(said).startswith(word) and page.evaluate("document.activeElement !== document.body"):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            assert violations(page) == [], page.url
            return
    raise AssertionError(f"no {word} on {page.url}: {page.inner_text('main')[:400]}")


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
def test_she_restores_and_merges_and_takes_it_back_by_keyboard(
    seeded_file: Path, tmp_path: Path, browser: Browser, width: int
) -> None:
    world = make_world(seeded_file, tmp_path)
    settings = {"DIRECTORY_DATABASE_URL": f"sqlite:///{world.file}", "DIRECTORY_WORKS_INSIDE": "false"}
    with serving(settings, tmp_path / "log") as address:
        context = browser.new_context(viewport={"width": width, "height": 900})
        context.add_cookies(
            [{"name": n, "value": v, "url": address} for n, v in world.cookies["C", "now"].items()]
        )
        page = context.new_page()
        page.goto(address + HISTORY)
        press(page, "Återställ hit")
        press(page, "Återställ")
        assert "Det gäller nu" in page.inner_text("main")
        page.goto(address + MERGE)
        press(page, "Se vad som händer")
        press(page, "Slå ihop")
        assert "Nu är de en" in page.inner_text("main")
        page.goto(f"{address}/organizations/{BESIDE}")
        assert page.url.endswith(f"/organizations/{OWN}")
        page.goto(f"{address}/coordinate/removed")
        press(page, "Ta tillbaka")
        assert "Allt är som det var" in page.inner_text("main")
        context.close()
