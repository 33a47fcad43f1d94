"""The whole way in and out by keyboard, on a telephone, with nothing for axe to find on any page of it."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from directory import clock
from directory.app import create_app
from directory.db import make_engine
from directory.membership.inviting import invite_administrator
from directory.membership.letters import INVITATION_PATH
from directory.settings import Settings
from directory.store.session import writing
from tests.browser.axe import violations
from tests.browser.pages import WALKED
from tests.browser.server import serving
from tests.browser.test_every_page import overflow_px
from tests.browser.test_keyboard import focus_is_visible, tab_to
from tests.databases import settings_for

FIRST, SECOND = "sju gula cyklar vid bron", "nio tysta moln vid sjön"
ADDRESS = "nina.ny@example.org"
PATIENCE_S = 90.0
"""Seconds for a letter: the worker is woken at once, and looks by itself every minute."""


@dataclass
class Walk:
    """Somebody at her telephone, with a keyboard. ``key`` is that of her app, ``codes`` those that she keeps."""

    page: Page
    site: str
    engine: Engine
    mail: Path
    key: str = ""
    codes: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(self.site + path)
        self.look()

    def look(self) -> None:
        """Hold the page that is open to the rules: axe, one column, what was looked at."""
        assert violations(self.page) == [], self.page.url
        assert overflow_px(self.page) == 0, self.page.url
        self.seen.append(urlsplit(self.page.url).path)

    def fill(self, selector: str, words: str) -> None:
        tab_to(self.page, selector)
        assert focus_is_visible(self.page)
        self.page.keyboard.type(words)

    def press(self, selector: str) -> None:
        """Come to a button or link by Tab and press Enter; look at the page that follows."""
        tab_to(self.page, selector)
        assert focus_is_visible(self.page)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def send(self) -> None:
        """Press Enter in the field that has the focus."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def code(self) -> str:
        """Return a code that works: of the half minute after this one, when this one's was used."""
        made = pyotp.TOTP(self.key)
        now = int(time.time())
        step = now // 30
        if step <= self._used:
            step = self._used + 1
            time.sleep(max(0, (step - 1) * 30 - now))
        self._used = step
        return made.at(step * 30)

    _used: int = 0

    def letter(self, subject: str) -> str:
        """Return the path of the link in the newest letter whose subject holds *subject*; wait for it."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            for file in sorted(self.mail.glob("*"), reverse=True) if self.mail.exists() else []:
                letter = message_from_bytes(file.read_bytes(), policy=policy.default)
                if subject in str(letter["Subject"]):
                    body = letter.get_body(("plain",))
                    assert body is not None
                    found = re.search(rf"{re.escape(self.site)}(/account/\S+/\S+)", body.get_content())
                    assert found is not None
                    file.unlink()
                    return found[1]
            time.sleep(0.2)
        raise AssertionError(f"no letter “{subject}” came within {PATIENCE_S:.0f} s")


@pytest.fixture
def walk(seeded_file: Path, tmp_path: Path, browser: Browser) -> Iterator[Walk]:
    database = tmp_path / "kontaktnatet.db"
    shutil.copy(seeded_file, database)
    engine = make_engine(settings_for(f"sqlite:///{database}"))
    environment = {
        "DIRECTORY_DATABASE_URL": f"sqlite:///{database}",
        "DIRECTORY_MAIL": "file",
        "DIRECTORY_MAIL_FOLDER": str(tmp_path / "mail"),
    }
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, reduced_motion="reduce", locale="sv-SE"
    )
    with serving(environment, tmp_path / "server.log") as site:
        yield Walk(context.new_page(), site, engine, tmp_path / "mail")
    context.close()
    engine.dispose()


def invite_nina(engine: Engine) -> str:
    """Return the path that ``directory account create-admin`` prints."""
    with writing(engine, actor="system") as session:
        token, _invitation = invite_administrator(session, ADDRESS, "Nina Ny (påhittad)", "sv", clock.now())
        session.commit()
    return INVITATION_PATH + token


def test_from_the_invitation_to_signing_out_and_back_in_with_a_lost_password_and_a_lost_phone(
    walk: Walk,
) -> None:
    page = walk.page
    walk.open(invite_nina(walk.engine))
    walk.fill("#f-password", FIRST)
    walk.press("main button[type=submit]")

    expect(page.locator("h1")).to_have_text("Koppla en app")
    walk.key = page.locator(".key").inner_text().replace(" ", "")
    walk.fill("#f-code", walk.code())
    walk.send()

    expect(page.locator("h1")).to_have_text("Reservkoder")
    walk.codes = page.locator(".codes li").all_inner_texts()
    assert len(walk.codes) == 10
    walk.press("main button[type=submit]")
    expect(page.locator("h1")).to_have_text("Ditt konto")
    expect(page.locator("main")).to_contain_text("Administratör")
    walk.press("main form[action$='/sign-out'] button")
    expect(page.locator("h1")).to_have_text("Du är utloggad")

    walk.press("main a[href$='/account/sign-in']")
    walk.fill("#f-email", ADDRESS)
    walk.fill("#f-password", FIRST)
    walk.send()
    walk.fill("#f-code", walk.code())
    walk.send()
    expect(page.locator("h1")).to_have_text("Ditt konto")
    for path in ("/account/password", "/account/data", "/account/confirm", "/account/second-factor/new"):
        walk.open(path)
    walk.open("/account")
    walk.press("main form[action$='/sign-out'] button")

    walk.open("/account/sign-in")
    walk.press("main a[href$='/reset']")
    walk.fill("#f-email", ADDRESS)
    walk.send()
    expect(page.locator("h1")).to_have_text("Titta i din mail")
    walk.open(walk.letter("Nytt lösenord"))
    walk.fill("#f-password", "kort")
    walk.send()
    expect(page.locator("#trouble-password")).to_be_visible()
    walk.fill("#f-password", SECOND)
    walk.send()
    expect(page.locator("main")).to_contain_text("Lösenordet är bytt.")

    walk.fill("#f-email", ADDRESS)
    walk.fill("#f-password", SECOND)
    walk.send()
    tab_to(page, "main summary")
    page.keyboard.press("Enter")
    walk.fill("#f-recovery", walk.codes[0])
    walk.send()
    expect(page.locator("h1")).to_have_text("Ditt konto")
    expect(page.locator("main")).to_contain_text("9 kvar")
    app = create_app(Settings(environment="test", database_url="sqlite://", snapshot_is_saved=False))
    addresses = app.url_map.bind("localhost")
    assert {addresses.match(path, method="GET")[0] for path in walk.seen} >= WALKED


def test_a_wrong_code_is_said_at_its_field_and_read_out_with_it(walk: Walk) -> None:
    walk.open("/account/sign-in")
    walk.fill("#f-email", "nobody@example.org")
    walk.fill("#f-password", "fel fel fel")
    walk.send()
    field_there = walk.page.locator("#f-password")
    assert field_there.get_attribute("aria-invalid") == "true"
    assert field_there.get_attribute("aria-describedby") == "trouble-password"
    assert walk.page.locator("#f-email").input_value() == "nobody@example.org"
    walk.open("/account")
    expect(walk.page.locator("main a.btn-lamp")).to_have_text("Logga in")
