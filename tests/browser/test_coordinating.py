"""A coordinator's morning by keyboard alone, on a telephone in the dark and at a desk: approve, undo, change many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy.orm import Session

from directory import clock
from directory.ledger import Act, note
from directory.model import Changeset, ChangesetKind, ChangesetState, Channel, Organization
from directory.store.changeset import edit_to, to_json
from directory.store.session import writing
from tests.browser.server import serving
from tests.browser.test_inside import Site
from tests.browser.test_offering import Hand
from tests.matrix.people import OWN
from tests.matrix.world import make_world

NUMBER = "08-465 004 22"
SIZES = [(390, "dark"), (1280, "light")]


@pytest.fixture(scope="module")
def site(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("coordinating")
    world = make_world(seeded_file, folder)
    with writing(world.app.extensions["snapshots"].engine, actor="E") as session:
        for width, _scheme in SIZES:
            channel = session.get_one(Channel, "channel-own")
            edit = edit_to(channel, {"label": f"{width}", "display": NUMBER})
            assert edit is not None
            session.add(
                Changeset(
                    id=f"wish-{width}",
                    kind=ChangesetKind.EDIT,
                    state=ChangesetState.WAITING,
                    organization_id=OWN,
                    title=f"Nytt nummer {width}",
                    edits=to_json((edit,)),
                    made_by="E",
                    made_at=clock.now(),
                )
            )
        note(session, Act.CHANGE_PROPOSED, kind="changeset", record="wish", organization=OWN)
        session.commit()
    settings = {"DIRECTORY_DATABASE_URL": f"sqlite:///{world.file}", "DIRECTORY_WORKS_INSIDE": "false"}
    with serving(settings, folder / "log") as address:
        yield Site(address, world, {})
    world.close()


def hand_of(site: Site, browser: Browser, width: int, scheme: str) -> Hand:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    cookies = site.world.cookies["C", "now"]
    context.add_cookies(
        [{"name": name, "value": value, "url": site.address} for name, value in cookies.items()]
    )
    page = context.new_page()
    page.goto(f"{site.address}/coordinate/")
    return Hand(page, site.address)


def shown(site: Site) -> str:
    with Session(site.world.app.extensions["snapshots"].engine) as session:
        return session.get_one(Channel, "channel-own").display


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_she_approves_a_number_that_she_has_seen_and_takes_it_back(
    site: Site, browser: Browser, width: int, scheme: str
) -> None:
    hand = hand_of(site, browser, width, scheme)
    before = shown(site)
    hand.press(hand.page.locator(".desk-links").get_by_role("link", name="Förslag"))
    hand.press(hand.page.get_by_role("link", name=f"Nytt nummer {width}"))
    assert NUMBER in hand.page.inner_text("main")
    assert "Svar som ändras" in hand.page.inner_text("main")
    hand.press(hand.page.get_by_role("button", name="Godkänn"))
    assert shown(site) == NUMBER
    hand.press(hand.page.get_by_role("button", name="Ångra").first)
    assert shown(site) == before
    hand.page.context.close()


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_she_changes_one_thing_in_many_after_seeing_what_it_does(
    site: Site, browser: Browser, width: int, scheme: str
) -> None:
    hand = hand_of(site, browser, width, scheme)
    hand.press(hand.page.locator(".desk-links").get_by_role("link", name="Ändra i flera"))
    boxes = hand.page.locator("input[name=record]")
    name = boxes.first.get_attribute("value")
    hand.reach(boxes.first)
    hand.page.keyboard.press("Space")
    hand.page.locator("input[name=what]").first.focus()
    hand.page.keyboard.press("Space")
    hand.type("cadence_days", str(width % 700 or 100))
    hand.enter()
    assert "Se efter innan du ändrar" in hand.page.inner_text("h1")
    hand.press(hand.page.get_by_role("button", name="Ändra i en post"))
    assert "En post är ändrad." in hand.page.inner_text("main")
    with Session(site.world.app.extensions["snapshots"].engine) as session:
        assert session.get_one(Organization, name).cadence_days == (width % 700 or 100)
    hand.press(hand.page.get_by_role("button", name="Ångra").first)
    assert "Ändringen är ångrad." in hand.page.inner_text("main")
    hand.page.context.close()


def test_every_part_of_the_desk_stands_on_one_page_without_script(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 900}, java_script_enabled=False)
    cookies = site.world.cookies["C", "now"]
    context.add_cookies(
        [{"name": name, "value": value, "url": site.address} for name, value in cookies.items()]
    )
    page = context.new_page()
    page.goto(f"{site.address}/coordinate/?group=girl")
    headings = [one.strip() for one in page.locator("h2").all_inner_texts()]
    assert [one.split(":")[0] for one in headings] == [
        "Täckning",
        "Att göra",
        "Nätet som bild",
        "Sårbara länkar",
        "Länet i natt",
        "Senast bekräftat",
    ]
    assert page.locator(".matrix tbody tr").count() == 26
    assert page.locator(".town .t").count() == 26
    context.close()
