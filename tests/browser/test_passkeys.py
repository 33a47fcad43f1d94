"""A passkey in a browser: Chromium with an authenticator in software that knows its owner."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect
from sqlalchemy import Engine

from directory.access import Role
from directory.db import make_engine
from directory.settings import DEVELOPMENT_SECRET
from tests.browser import axe
from tests.browser.conftest import Watch
from tests.browser.server import free_port, serving
from tests.browser.test_keyboard import tab_to
from tests.databases import settings_for
from tests.web.account.signing_in import Somebody, make_account


@dataclass
class Place:
    """A site of its own, under a name: browsers make no passkeys for bare addresses."""

    address: str
    engine: Engine


@pytest.fixture(scope="module")
def place(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("passkeys")
    shutil.copyfile(seeded_file, folder / "kontaktnatet.db")
    url, port = f"sqlite:///{folder / 'kontaktnatet.db'}", free_port()
    address = f"http://localhost:{port}"
    settings = {
        "DIRECTORY_DATABASE_URL": url,
        "DIRECTORY_BASE_URL": address,
        "DIRECTORY_SECRET_KEY": DEVELOPMENT_SECRET,
        "DIRECTORY_WORKS_INSIDE": "false",
    }
    engine = make_engine(settings_for(url))
    with serving(settings, folder / "server.log", port=port):
        yield Place(address, engine)
    engine.dispose()


@pytest.fixture
def anna(place: Place) -> Somebody:
    return make_account(place.engine, Role.CASEWORKER, name="Anna Prov (påhittad)", area="0138")


@pytest.fixture
def watch(place: Place) -> Watch:
    return Watch(place.address)


@pytest.fixture
def context(browser: Browser, watch: Watch) -> Iterator[BrowserContext]:
    made = browser.new_context(
        viewport={"width": 390, "height": 844}, reduced_motion="reduce", locale="sv-SE"
    )
    watch.follow(made)
    yield made
    made.close()


def phone_of(page: Page, *, knows_its_owner: bool = True) -> tuple[CDPSession, str]:
    """Put an authenticator into the browser; return what it is spoken to through, and its id."""
    spoken = page.context.new_cdp_session(page)
    spoken.send("WebAuthn.enable")
    made = spoken.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": knows_its_owner,
            }
        },
    )
    return spoken, made["authenticatorId"]


def sign_in_with_code(page: Page, place: Place, anna: Somebody) -> None:
    page.goto(f"{place.address}/account/sign-in")
    page.fill("#f-email", anna.email)
    page.fill("#f-password", anna.password)
    page.get_by_role("button", name="Fortsätt", exact=True).click()
    page.fill("#f-code", anna.code())
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.wait_for_url(re.compile(r"/account$"))


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Logga ut", exact=True).first.click()
    page.wait_for_url(re.compile(r"/account/signed-out$"))


def test_a_key_is_made_used_and_removed_by_keyboard(
    place: Place, anna: Somebody, context: BrowserContext, watch: Watch
) -> None:
    page = context.new_page()
    phone_of(page)
    sign_in_with_code(page, place, anna)

    tab_to(page, "a[href$='/account/passkeys/new']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/account/passkeys/new$"))
    assert axe.violations(page) == []
    tab_to(page, "#f-name")
    page.keyboard.type("Min telefon")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/account$"))
    expect(page.get_by_role("status")).to_contain_text("Nyckeln är tillagd")
    expect(page.locator("main")).to_contain_text("Min telefon")
    assert axe.violations(page) == []
    sign_out(page)

    page.goto(f"{place.address}/account/sign-in?next=/areas/0138")
    expect(page.get_by_role("button", name="Logga in med nyckel")).to_be_visible()
    assert axe.violations(page) == []
    tab_to(page, "[data-passkey=enter] button")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{place.address}/areas/0138")

    page.goto(f"{place.address}/account/confirm?next=/account/password")
    assert axe.violations(page) == []
    tab_to(page, "[data-passkey=confirm] button")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{place.address}/account/password")

    page.goto(f"{place.address}/account")
    page.get_by_role("button", name="Ta bort Min telefon").click()
    expect(page.get_by_role("status")).to_contain_text("Nyckeln är borttagen")
    assert watch.said == []
    assert watch.asked_outside == []


def test_a_key_that_is_gone_is_refused_in_words(
    place: Place, anna: Somebody, context: BrowserContext
) -> None:
    page = context.new_page()
    phone_of(page)
    sign_in_with_code(page, place, anna)
    page.goto(f"{place.address}/account/passkeys/new")
    page.fill("#f-name", "Min telefon")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/account$"))
    page.get_by_role("button", name="Ta bort Min telefon").click()
    sign_out(page)
    page.goto(f"{place.address}/account/sign-in")
    page.get_by_role("button", name="Logga in med nyckel").click()
    expect(page.get_by_role("alert")).to_contain_text("logga in med lösenord och kod")
    assert axe.violations(page) == []


def test_a_phone_that_does_not_know_its_owner_makes_no_key(
    place: Place, anna: Somebody, context: BrowserContext
) -> None:
    page = context.new_page()
    phone_of(page, knows_its_owner=False)
    sign_in_with_code(page, place, anna)
    page.goto(f"{place.address}/account/passkeys/new")
    page.fill("#f-name", "Min telefon")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Det blev inget av det")
    assert page.get_by_role("button", name="Skapa nyckeln").get_attribute("aria-disabled") is None


def test_a_page_that_is_too_old_and_a_site_that_is_away_are_said_in_words(
    place: Place, anna: Somebody, context: BrowserContext
) -> None:
    page = context.new_page()
    phone_of(page)
    sign_in_with_code(page, place, anna)
    page.goto(f"{place.address}/account/passkeys/new")
    page.fill("#f-name", "Min telefon")
    page.route("**/passkeys/options", lambda route: route.abort())
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("går inte att nå")
    page.unroute("**/passkeys/options")
    context.clear_cookies()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("öppen för länge")


def test_without_script_there_is_no_button_that_does_nothing(place: Place, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{place.address}/account/sign-in")
    assert page.get_by_role("button", name="Logga in med nyckel").count() == 0
    expect(page.locator("#f-password")).to_be_visible()
    context.close()
