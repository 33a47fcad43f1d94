"""Somebody signed in: the way out is on every page, takes everything along, and nothing from before works again."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pyotp
import pytest
from flask import Flask
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from directory import clock
from tests.account.people import PASSWORD, make_account
from tests.web.page import Page
from tests.web.test_cookies import APP_KEY, BASE, Browser, site

__all__ = ["site"]


def cookies_of(response: TestResponse) -> dict[str, str]:
    """Return name → value of the cookies that *response* sets to something."""
    found = {
        name: cookie.value
        for line in response.headers.getlist("Set-Cookie")
        for name, cookie in SimpleCookie(line).items()
    }
    return {name: value for name, value in found.items() if value}


def enter(browser: Browser, email: str) -> tuple[TestResponse, TestResponse]:
    """Sign in; return the replies to the password and to the code."""
    password = browser.open("/account/sign-in", email=email, password=PASSWORD)
    code = browser.open("/account/code", code=pyotp.TOTP(APP_KEY).at(clock.now()))
    assert (password.status_code, code.status_code) == (303, 303)
    return password, code


def sees_own_page(site: Flask, cookies: dict[str, str]) -> bool:
    client = site.test_client()
    for name, value in cookies.items():
        client.set_cookie(name, value, domain="kontakt.example", secure=True, path="/")
    return client.get("/account", base_url=BASE).status_code == 200


def test_the_token_from_before_the_second_factor_opens_nothing_before_and_after_it(
    site: Flask, engine: Engine
) -> None:
    account = make_account(engine, APP_KEY)
    browser = Browser(site)
    before, after = enter(browser, account.email or "")
    half, whole = cookies_of(before), cookies_of(after)
    assert not sees_own_page(site, half)
    assert not sees_own_page(site, dict.fromkeys(["__Host-signed-in"], half["__Host-signing-in"]))
    assert sees_own_page(site, whole)
    again = site.test_client()
    for name, value in half.items():
        again.set_cookie(name, value, domain="kontakt.example", secure=True, path="/")
    assert again.get("/account/code", base_url=BASE).status_code == 303, "the half session is over"


def test_signing_out_ends_the_session_and_clears_the_browser(site: Flask, engine: Engine) -> None:
    account = make_account(engine, APP_KEY)
    browser = Browser(site)
    _, entered = enter(browser, account.email or "")
    stolen = cookies_of(entered)
    assert sees_own_page(site, stolen)
    left = browser.send("/account", "/account/sign-out")
    assert left.status_code == 303
    assert {'"cache"', '"cookies"', '"storage"'} <= set(left.headers["Clear-Site-Data"].split(", "))
    assert not sees_own_page(site, stolen)
    assert browser.open("/account").status_code != 200


@pytest.mark.parametrize("address", ["/account/sign-in", "/account/password"])
def test_passwords_are_masked_and_left_to_password_managers(
    site: Flask, engine: Engine, address: str
) -> None:
    browser = Browser(site)
    if address != "/account/sign-in":
        enter(browser, make_account(engine, APP_KEY).email or "")
    page = Page(browser.open(address).text)
    fields = [
        one
        for one in page.attributes("input")
        if "password" in one.get("autocomplete", "") + one.get("type", "")
    ]
    assert fields
    for field in fields:
        assert field["type"] == "password"
        assert field["autocomplete"] in ("current-password", "new-password")
        assert "onpaste" not in field
        assert "readonly" not in field


def test_what_is_shown_to_somebody_signed_in_is_kept_by_nobody(site: Flask, engine: Engine) -> None:
    browser = Browser(site)
    enter(browser, make_account(engine, APP_KEY).email or "")
    for address in ("/account", "/", "/areas", "/account/password"):
        kept = browser.open(address).headers["Cache-Control"]
        assert "no-store" in kept, address
