"""Three people keep it true: an association by the link of its mail, a caseworker after a call, a coordinator.

By keyboard alone, on a telephone or at a desk, with axe on every page; and a report takes less than ten seconds.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.axe import violations
from tests.browser.server import serving
from tests.browser.test_every_page import overflow_px
from tests.browser.test_inside import Site
from tests.matrix.world import make_world

TEN_SECONDS = 10.0
MOST_TABS = 120
ANSWER = "/answer?need=boende_akut&area=0184&group=adult-woman&at=2026-11-28T03:00"


@pytest.fixture(scope="module")
def site(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("voices")
    world = make_world(seeded_file, folder)
    settings = {"DIRECTORY_DATABASE_URL": f"sqlite:///{world.file}", "DIRECTORY_WORKS_INSIDE": "false"}
    with serving(settings, folder / "log") as address:
        yield Site(address, world, {})
    world.close()


def opened(site: Site, browser: Browser, who: str, width: int, scheme: str = "light") -> Page:
    """Return a page in a browser of somebody; an empty *who* has no account."""
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="sv-SE",
    )
    cookies = site.world.cookies[who, "now"] if who else {}
    context.add_cookies([{"name": n, "value": v, "url": site.address} for n, v in cookies.items()])
    return context.new_page()


def looked_at(page: Page, path: str) -> None:
    """Hold where the page is, that it is accessible and that it fits."""
    assert urlsplit(page.url).path == path
    assert violations(page) == []
    assert overflow_px(page) == 0


def press(page: Page, target: Locator) -> None:
    """Reach *target* by the tabulator key alone, and press Enter on it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    pytest.fail("not reached by keyboard")


@pytest.mark.slow
def test_an_association_looks_at_a_desk_at_what_is_said(site: Site, browser: Browser) -> None:
    page = opened(site, browser, "", 1280)
    page.goto(f"{site.address}/confirm/{site.world.tokens['confirm-own']}")
    looked_at(page, "/confirm/entries")
    page.get_by_role("link", name="Nej, något är fel").click()
    looked_at(page, "/confirm/wrong")
    page.get_by_role("button", name="Skicka").click()
    assert "Kryssa för vad som inte stämmer" in page.inner_text("main")
    looked_at(page, "/confirm/wrong")
    page.context.close()


def test_an_association_answers_on_a_telephone(site: Site, browser: Browser) -> None:
    page = opened(site, browser, "", 390, "dark")
    page.goto(f"{site.address}/confirm/{site.world.tokens['confirm-own']}")
    looked_at(page, "/confirm/entries")
    press(page, page.get_by_role("link", name="Nej, något är fel"))
    looked_at(page, "/confirm/wrong")
    press(page, page.get_by_role("link", name="Tillbaka"))
    press(page, page.get_by_role("button", name="Ja, allt stämmer"))
    looked_at(page, "/confirm/thanks")
    page.goto(f"{site.address}/confirm/{site.world.tokens['confirm-own']}")
    looked_at(page, "/confirm/entries")
    assert "redan besvarad" in page.inner_text("main")
    page.context.close()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_a_caseworker_tells_of_a_wrong_number_in_ten_seconds_and_follows_the_question(
    site: Site, browser: Browser, width: int, scheme: str, record_property: pytest.RecordProperty
) -> None:
    page = opened(site, browser, "W", width, scheme)
    page.goto(site.address + ANSWER)
    began = time.monotonic()
    press(page, page.get_by_role("link", name="Fel, eller ringt?").first)
    press(page, page.get_by_role("button", name="Fel nummer" if width == 390 else "Ingen svarar"))
    took = time.monotonic() - began
    record_property("seconds of a report", round(took, 2))
    print(f"\na report by keyboard took {took:.1f} s and two presses")
    assert took < TEN_SECONDS
    assert "Antecknat" in page.inner_text("main"), page.inner_text("main")
    looked_at(page, "/report/told")
    press(page, page.get_by_role("link", name="Tillbaka dit du var"))
    assert urlsplit(page.url).path == "/answer"
    page.get_by_role("link", name="Fel, eller ringt?").first.click()
    assert violations(page) == []
    assert overflow_px(page) == 0
    page.get_by_role("button", name="Nej: fullt").click()
    page.goto(site.address + ANSWER)
    press(page, page.get_by_role("link", name="Bevaka frågan"))
    looked_at(page, "/report/questions/new")
    press(page, page.get_by_role("button", name="Bevaka"))
    looked_at(page, "/report/questions")
    page.get_by_role("button", name="Sluta bevaka").first.click()
    page.context.close()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_a_coordinator_runs_a_campaign_and_rings_through_her_list(
    site: Site, browser: Browser, width: int, scheme: str
) -> None:
    page = opened(site, browser, "C", width, scheme)
    page.goto(f"{site.address}/coordinate/campaigns")
    looked_at(page, "/coordinate/campaigns")
    press(page, page.get_by_role("link", name="Starta en kampanj"))
    looked_at(page, "/coordinate/campaigns/new")
    page.get_by_label("Öppettider i sommar").check()
    page.get_by_label("Egna ord (frivilligt)").fill("Svara gärna före midsommar.")
    press(page, page.get_by_role("button", name="Visa vad som skickas"))
    looked_at(page, "/coordinate/campaigns/new")
    assert "går inte att ta tillbaka" in page.inner_text("main")
    press(page, page.get_by_role("button", name="Starta kampanjen"))
    assert "Kampanjen har börjat" in page.inner_text("main")
    assert violations(page) == []
    assert overflow_px(page) == 0
    press(page, page.get_by_role("main").get_by_role("link", name="Ringlista"))
    looked_at(page, "/coordinate/calls")
    press(page, page.get_by_role("button", name="Inget svar").first)
    looked_at(page, "/coordinate/calls")
    press(page, page.get_by_role("button", name="Stämmer").first)
    assert "bekräftad på telefon" in page.inner_text("main")
    page.context.close()
