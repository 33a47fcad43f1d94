"""A coordinator reads a file in with the keyboard alone, and takes it back; each page is looked at with axe."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.server import serving
from tests.browser.test_every_page import overflow_px
from tests.interchange.table.brought import file_of
from tests.matrix.world import make_world

HEAD = ("Namn", "Tjänst", "Behov", "Målgrupp", "Kommun", "Telefon")
MOST_TABS = 90
PATIENCE_MS = 90_000


def press(page: Page, words: str) -> None:
    """Walk with the tabulator to what begins with *words*, and press Enter there."""
    for _step in range(MOST_TABS):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "(document.activeElement.innerText || document.activeElement.value || '').trim()"
        )
        if str(found).startswith(words):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{words} cannot be reached with the keyboard on {page.url}")


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
def test_a_coordinator_reads_a_file_in_by_keyboard_and_takes_it_back(
    seeded_file: Path, tmp_path: Path, browser: Browser, width: int
) -> None:
    world = make_world(seeded_file, tmp_path)
    rows = [
        ("Fyren", f"Hjälp {n}", "juridik", "alla", "Solna", f"08-465 004 {n % 100:02}") for n in range(300)
    ]
    file = tmp_path / "stod.csv"
    file.write_bytes(file_of(HEAD, *rows, ("Fyren", "X", "hokus pokus", "", "Solna", ""), encoding="cp1252"))
    settings = {"DIRECTORY_DATABASE_URL": f"sqlite:///{world.file}"}
    with serving(settings, tmp_path / "log") as address:
        context = browser.new_context(viewport={"width": width, "height": 844}, locale="sv-SE")
        context.add_cookies(
            [{"name": n, "value": v, "url": address} for n, v in world.cookies["C", "now"].items()]
        )
        page = context.new_page()

        def see(words: str) -> None:
            page.wait_for_selector(f"text={words}", timeout=PATIENCE_MS)
            assert violations(page) == []
            assert overflow_px(page) <= 0

        page.goto(f"{address}/coordinate/imports")
        page.set_input_files("input[type=file]", file)
        press(page, "Gå vidare")
        see("Vad betyder kolumnerna?")
        press(page, "Provläs")
        page.wait_for_selector("progress", timeout=PATIENCE_MS)
        see("Det här skulle filen ändra")
        assert "300 nya" in page.inner_text("main")
        press(page, "Fel (1)")
        page.wait_for_url("**show=error")
        see("hokus pokus")
        press(page, "Läs in 300 rader")
        see("Filen är inläst")
        press(page, "Ångra hela inläsningen")
        see("Inläsningen är ångrad")
        context.close()
    world.close()
