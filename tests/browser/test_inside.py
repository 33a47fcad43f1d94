"""The pages that open only to somebody: found by following every link that their roles show, and looked at.

On a telephone in the dark for all of them; at a desk, in the light, in the slow set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from werkzeug.exceptions import HTTPException

from tests.browser.axe import violations
from tests.browser.pages import INSIDE
from tests.browser.server import serving
from tests.browser.test_every_page import overflow_px
from tests.matrix.people import OWN
from tests.matrix.world import World, make_world

ROLES = "AOC"
"""An administrator, the owner of an organization, a coordinator: between them they see every page."""
FROM = (
    "/account",
    f"/offer/organizations/{OWN}",
    f"/offer/organizations/{OWN}/ways",
    f"/coordinate/history/organization/{OWN}",
    f"/coordinate/merge/organization/{OWN}/m-0184",
    "/admin/people/D",
    "/admin/people/left",
    "/admin/people/W",
    "/admin/people/below",
)
"""Two of them are accounts that have ended: other things are done to those."""
FROM_ANSWERS = (
    "/report/organizations/ngo-ssm-cr",
    "/report/services/sv-112",
    "/report/told",
    "/report/questions/new?need=boende_akut&area=0184",
)
"""Where the links of an answer lead: its page is for everybody, and is looked at with the others."""
LINK = re.compile(r'(?:href|action)="(/[^"]*)"')


@dataclass(frozen=True)
class Site:
    """The site with people in it, served; and the path of each page inside, by endpoint, with whose it is."""

    address: str
    world: World
    paths: dict[str, tuple[str, str]]


@pytest.fixture(scope="module")
def inside(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("inside")
    world = make_world(seeded_file, folder)
    settings = {"DIRECTORY_DATABASE_URL": f"sqlite:///{world.file}", "DIRECTORY_WORKS_INSIDE": "false"}
    with serving(settings, folder / "log") as address:
        yield Site(address, world, found(world))
    world.close()


def found(world: World) -> dict[str, tuple[str, str]]:
    """Return who sees which page where, by endpoint: the first of each that a link or form leads to."""
    adapter = world.app.url_map.bind("localhost")
    pages: dict[str, tuple[str, str]] = {}
    for role in ROLES:
        client, seen = world.browser(role), set[str]()
        waiting = [(path, True) for path in (*FROM, *FROM_ANSWERS)]
        while waiting:
            path, is_always = waiting.pop(0)
            try:
                endpoint, _values = adapter.match(urlsplit(path).path, method="GET")
            except HTTPException:
                continue
            if endpoint not in INSIDE | {"account.account"} or (endpoint in seen and not is_always):
                continue
            seen.add(endpoint)
            reply = client.get(path)
            if reply.status_code == 200:
                pages.setdefault(endpoint, (role, path))
                waiting += [(unescape(link), False) for link in LINK.findall(reply.text)]
    return pages


def look(inside: Site, browser: Browser, width: int, scheme: str) -> list[str]:
    """Open every page inside and list what is wrong with any of them."""
    wrong: list[str] = []
    for role in ROLES:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            locale="sv-SE",
        )
        cookies = inside.world.cookies[role, "now"]
        context.add_cookies([{"name": n, "value": v, "url": inside.address} for n, v in cookies.items()])
        page = context.new_page()
        for endpoint, (whose, path) in sorted(inside.paths.items()):
            if whose != role:
                continue
            reply = page.goto(inside.address + path)
            assert reply is not None
            if reply.status != 200:
                wrong.append(f"{endpoint} {path}: {reply.status}")
                continue
            wrong += [f"{endpoint} {path}: {line}" for line in violations(page)]
            if overflow_px(page) > 0:
                wrong.append(f"{endpoint} {path}: {overflow_px(page)} px too wide")
        context.close()
    return wrong


SEEN_BY_LINK = {"listing.held", "listing.erased", "confirm.entries", "confirm.wrong"}


def test_every_page_inside_is_reached_by_links(inside: Site) -> None:
    assert INSIDE - SEEN_BY_LINK - inside.paths.keys() == set()


def test_every_page_inside_is_clean_on_a_telephone_in_the_dark(inside: Site, browser: Browser) -> None:
    assert look(inside, browser, 390, "dark") == []


def test_what_a_contact_person_sees_of_herself_is_clean(inside: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{inside.address}/listing/{inside.world.tokens['listing-own']}")
    assert urlsplit(page.url).path == "/listing/held"
    assert violations(page) == []
    assert overflow_px(page) == 0
    page.get_by_role("button", name="Nej, ta bort mig").click()
    assert urlsplit(page.url).path == "/listing/erased"
    assert violations(page) == []
    assert overflow_px(page) == 0
    context.close()


@pytest.mark.slow
def test_every_page_inside_is_clean_at_a_desk_and_on_the_narrowest_telephone(
    inside: Site, browser: Browser
) -> None:
    assert look(inside, browser, 1280, "light") + look(inside, browser, 320, "light") == []


def test_a_page_that_no_link_leads_to_would_be_found(inside: Site) -> None:
    paths = {name: where for name, where in inside.paths.items() if name != "admin.log"}
    assert INSIDE - SEEN_BY_LINK - paths.keys() == {"admin.log"}
