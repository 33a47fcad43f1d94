"""Signing in at an identity provider in a browser: there, back, and in; our own policy lets it through."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from directory import clock
from directory.access import Role
from directory.account.provider import Subject, link
from directory.db import make_engine
from directory.model import Account
from directory.settings import DEVELOPMENT_SECRET
from directory.store.session import writing
from tests.browser import axe
from tests.browser.conftest import Watch
from tests.browser.server import free_port, serving
from tests.browser.test_keyboard import tab_to
from tests.databases import settings_for
from tests.web.account.openid import CLIENT_ID, CLIENT_SECRET, Provider, provider_on_this_machine
from tests.web.account.signing_in import make_account

NAME = "Exempelstads kommun"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with provider_on_this_machine() as running:
        yield running


@pytest.fixture(scope="module")
def address(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[str]:
    """Serve a site that trusts the provider; Anna's account is linked there."""
    folder = tmp_path_factory.mktemp("provider")
    shutil.copyfile(seeded_file, folder / "kontaktnatet.db")
    url, port = f"sqlite:///{folder / 'kontaktnatet.db'}", free_port()
    engine = make_engine(settings_for(url))
    anna = make_account(engine, Role.CASEWORKER, name="Anna Prov (påhittad)", area="0138")
    with writing(engine, actor=anna.id) as session:
        link(session, session.get_one(Account, anna.id), Subject(provider.address, "anna"), clock.now())
        session.commit()
    engine.dispose()
    settings = {
        "DIRECTORY_DATABASE_URL": url,
        "DIRECTORY_SECRET_KEY": DEVELOPMENT_SECRET,
        "DIRECTORY_WORKS_INSIDE": "false",
        "DIRECTORY_OIDC_ISSUER": provider.address,
        "DIRECTORY_OIDC_CLIENT_ID": CLIENT_ID,
        "DIRECTORY_OIDC_CLIENT_SECRET": CLIENT_SECRET,
        "DIRECTORY_OIDC_NAME": NAME,
        "DIRECTORY_OIDC_IS_STRONG": "true",
        "NO_PROXY": "127.0.0.1",
    }
    with serving(settings, folder / "server.log", port=port) as served:
        yield served


@pytest.fixture
def watch(address: str) -> Watch:
    return Watch(address)


@pytest.fixture
def page(browser: Browser, watch: Watch) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, reduced_motion="reduce", locale="sv-SE"
    )
    watch.follow(context)
    yield context.new_page()
    context.close()


def press(page: Page) -> None:
    tab_to(page, "a[href*='/account/provider']")
    page.keyboard.press("Enter")


def test_somebody_goes_there_and_is_in(address: str, page: Page, watch: Watch, provider: Provider) -> None:
    provider.who, provider.mood = "anna", ""
    page.goto(f"{address}/account/sign-in?next=/areas/0138")
    expect(page.get_by_role("link", name=f"Fortsätt med {NAME}")).to_be_visible()
    assert axe.violations(page) == []
    press(page)
    page.wait_for_url(f"{address}/areas/0138")
    page.goto(f"{address}/account")
    expect(page.locator("main")).to_contain_text("Ta bort kopplingen")
    assert axe.violations(page) == []
    assert watch.said == []


def test_somebody_unknown_reads_how_to_get_in(address: str, page: Page, provider: Provider) -> None:
    provider.who, provider.mood = "nobody-here", ""
    page.goto(f"{address}/account/sign-in")
    press(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("inte kopplad till något konto")
    assert axe.violations(page) == []


def test_nonsense_is_a_page_that_leads_back(address: str, page: Page, provider: Provider) -> None:
    provider.who, provider.mood = "anna", "wrong nonce"
    page.goto(f"{address}/account/sign-in")
    press(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{NAME} svarade inte som väntat")
    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Till inloggningen").click()
    expect(page.locator("#f-email")).to_be_visible()


def test_a_link_on_another_site_waits_for_a_press_of_the_button(
    address: str, page: Page, provider: Provider
) -> None:
    provider.who, provider.mood = "anna", ""
    page.goto(f"{provider.address}/keys")
    page.set_content(f'<a href="{address}/account/provider">in</a>')
    page.get_by_role("link", name="in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Fortsätt till {NAME}")
    assert axe.violations(page) == []
    page.get_by_role("link", name=f"Fortsätt med {NAME}").click()
    page.wait_for_url(f"{address}/account")


def test_an_owner_links_by_a_form_and_our_own_policy_lets_the_browser_go_on(
    address: str, page: Page, watch: Watch, provider: Provider
) -> None:
    provider.who, provider.mood = "anna", ""
    page.goto(f"{address}/account/sign-in")
    press(page)
    page.wait_for_url(f"{address}/account")
    page.get_by_role("button", name="Ta bort kopplingen").click()
    page.goto(f"{address}/account/provider/link")
    page.get_by_role("button", name=f"Fortsätt med {NAME}").click()
    page.wait_for_url(f"{address}/account")
    expect(page.locator("main")).to_contain_text("Ta bort kopplingen")
    assert watch.said == []
