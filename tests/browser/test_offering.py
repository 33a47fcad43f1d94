"""The five acts that keep an organization true, by keyboard alone: an editor on her telephone, an owner at her desk.

Counted: what is chosen (Enter, Space), fields, and seconds of the scripted keyboard. The counts are those of
docs/upkeep.md, and may not grow.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from directory import clock
from directory.graph.facts import Visibility
from directory.model import Contact
from directory.store.session import writing
from tests.browser.axe import violations
from tests.browser.server import serving
from tests.browser.test_every_page import overflow_px
from tests.browser.test_inside import Site
from tests.matrix.people import OWN
from tests.matrix.world import make_world

MOST_TABS = 140
START = f"/offer/organizations/{OWN}"
COUNTS = {"full": (1, 1), "tuesday": (2, 1), "july": (2, 3), "stand_in": (2, 4), "confirm": (1, 0)}
"""Act → how often something is chosen, and fields, from the first page to its confirmation."""


@pytest.fixture(scope="module")
def site(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("offering")
    world = make_world(seeded_file, folder)
    with writing(world.app.extensions["snapshots"].engine) as session:
        session.add(
            Contact(
                id="alex",
                organization_id=OWN,
                post_id="post-own",
                name="Alex Exempel (påhittad)",
                purpose="cases",
                visibility=Visibility.NETWORK,
                valid_from=clock.today(),
                valid_to=clock.today() + timedelta(days=300),
                approved_at=clock.now(),
            )
        )
        session.commit()
    settings = {"DIRECTORY_DATABASE_URL": f"sqlite:///{world.file}", "DIRECTORY_WORKS_INSIDE": "false"}
    with serving(settings, folder / "log") as address:
        yield Site(address, world, {})
    world.close()


@dataclass
class Hand:
    """Somebody at a keyboard, on the first page of her organization."""

    page: Page
    site: str
    chosen: int = 0
    fields: int = 0

    def reach(self, target: Locator) -> None:
        """Press Tab until *target* has the focus."""
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached by Tab")

    def press(self, target: Locator) -> None:
        """Choose it, and look at the page that it leads to."""
        self.reach(target)
        self.enter()

    def enter(self) -> None:
        """Press Enter where the focus is."""
        self.chosen += 1
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press("Enter")
        assert violations(self.page) == [], self.page.url
        assert overflow_px(self.page) == 0, self.page.url

    def type(self, name: str, text: str) -> None:
        """Fill a field."""
        field = self.page.locator(f"#f-{name}")
        self.reach(field)
        if field.get_attribute("type") == "date":
            field.fill(text)  # in which order day and month are typed is a matter of the machine
        elif field.evaluate("element => element.tagName") == "SELECT":
            self.page.keyboard.type(text)
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        self.fields += 1


def full(hand: Hand) -> None:
    """Mark full until Friday."""
    hand.reach(hand.page.locator("select[name=until]").first)
    hand.page.keyboard.type("till")
    hand.fields += 1
    hand.press(hand.page.locator("button[value=full]").first)


def tuesday(hand: Hand) -> None:
    """Change Tuesday's hours."""
    hand.press(hand.page.get_by_role("link", name="Ändra tider").first)
    hand.type("day-1", "10-15")
    hand.enter()


def july(hand: Hand) -> None:
    """Close for two weeks in July."""
    year = clock.today().year + 1
    hand.press(hand.page.get_by_role("link", name="Lägg till dagar"))
    hand.type("from_on", f"{year}-07-05")
    hand.type("to_on", f"{year}-07-18")
    hand.type("said", "Sommarstängt")
    hand.enter()


def stand_in(hand: Hand) -> None:
    """Say who stands in next week."""
    today = clock.today()
    monday = today + timedelta(days=7 - today.weekday())
    hand.press(hand.page.get_by_role("link", name="Säg vem som är borta"))
    people = hand.page.locator("#f-contact option").all_inner_texts()
    hand.type("contact", people[1])
    hand.type("stand_in", people[2])
    hand.type("from_on", monday.isoformat())
    hand.type("to_on", (monday + timedelta(days=6)).isoformat())
    hand.enter()


def confirm(hand: Hand) -> None:
    """Confirm everything."""
    hand.press(hand.page.get_by_role("button", name="Allt stämmer"))


ACTS: tuple[Callable[[Hand], None], ...] = (full, tuesday, july, stand_in, confirm)


@pytest.mark.parametrize(("who", "width", "scheme"), [("E", 390, "dark"), ("O", 1280, "light")])
def test_the_five_commonest_acts_are_done_by_keyboard_and_taken_back(
    site: Site, browser: Browser, who: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="sv-SE",
    )
    cookies = site.world.cookies[who, "now"]
    context.add_cookies([{"name": n, "value": v, "url": site.address} for n, v in cookies.items()])
    page = context.new_page()
    counted = {}
    for act in ACTS:
        page.goto(site.address + START)
        hand, began = Hand(page, site.address), time.perf_counter()
        act(hand)
        seconds = time.perf_counter() - began
        counted[act.__name__] = (hand.chosen, hand.fields)
        print(
            f"ACT {act.__name__}: {hand.chosen} chosen, {hand.fields} fields, {seconds:.1f} s at {width} px"
        )
        assert page.url == site.address + START
        said = page.locator(".done").inner_text()
        assert ("Sparat" in said) or ("bekräftade i dag" in said)
        if act is not confirm:
            hand.press(page.get_by_role("button", name="Ångra"))
            assert "Ångrat" in page.locator(".done").inner_text()
    assert counted == COUNTS
    context.close()
