"""Cookies: who only asks gets none; who signs in gets ones that no script, no other host and no open line can have."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from directory import clock
from directory.app import create_app
from tests.account.people import PASSWORD, make_account
from tests.databases import settings_for
from tests.web.country import Held, snapshot

BASE = "https://kontakt.example"
APP_KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LONGEST = 4096
"""Bytes of name and value together: what browsers keep (RFC 6265, 6.1)."""


def faults(response: TestResponse) -> list[str]:
    """List what is wrong with the cookies of *response*."""
    wrong = []
    for line in response.headers.getlist("Set-Cookie"):
        for name, cookie in SimpleCookie(line).items():
            wanted = {
                "a name with __Host-": name.startswith("__Host-"),
                "Secure": bool(cookie["secure"]),
                "HttpOnly": bool(cookie["httponly"]),
                "SameSite": cookie["samesite"] in ("Lax", "Strict"),
                "Path=/": cookie["path"] == "/",
                "no Domain": not cookie["domain"],
                "few bytes": len(name) + len(cookie.value) <= LONGEST,
            }
            wrong += [f"{name} lacks {what}" for what, is_there in wanted.items() if not is_there]
    return wrong


class Browser:
    """A client that sends forms with their tokens, and holds every reply against the rules above."""

    def __init__(self, site: Flask) -> None:
        self.client: FlaskClient = site.test_client()
        self.values: set[str] = set()

    def open(self, address: str, **data: str) -> TestResponse:
        return (
            self.send(address, address, **data)
            if data
            else self._seen(self.client.get(address, base_url=BASE))
        )

    def send(self, shown_at: str, address: str, **data: str) -> TestResponse:
        """Send *data* to *address* with the token of a form at *shown_at*."""
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.open(shown_at).text)
        given = {**data, "csrf_token": token[1] if token else ""}
        return self._seen(self.client.post(address, data=given, base_url=BASE))

    def _seen(self, response: TestResponse) -> TestResponse:
        assert faults(response) == []
        for line in response.headers.getlist("Set-Cookie"):
            self.values |= {cookie.value for name, cookie in SimpleCookie(line).items() if "sign" in name}
        held = {value for value in self.values if value}
        assert not [value for value in held if value in response.text], "a token stands in a page"
        assert not [value for value in held if value in response.headers.get("Location", "")], "in an address"
        return response


@pytest.fixture
def site(engine: Engine) -> Flask:
    settings = settings_for(engine.url, base_url=BASE, secret_key="a secret for tests, long enough to be one")
    return create_app(settings)


def test_signing_in_and_out_sets_cookies_that_nobody_else_can_have(site: Flask, engine: Engine) -> None:
    account = make_account(engine, APP_KEY)
    browser = Browser(site)
    assert browser.open("/account/sign-in", email=account.email or "", password=PASSWORD).status_code == 303
    code = pyotp.TOTP(APP_KEY).at(clock.now())
    assert browser.open("/account/code", code=code).status_code == 303
    assert browser.open("/account").status_code == 200
    assert len({value for value in browser.values if value}) == 2, (
        "one before the second factor, another after"
    )


def test_who_only_asks_gets_no_cookie(engine: Engine) -> None:
    settings = settings_for(engine.url, base_url=BASE)
    client = create_app(settings, snapshots=Held(snapshot())).test_client()
    for address in ("/", "/areas", "/search?q=boda", "/nowhere", "/api/v1/areas"):
        assert "Set-Cookie" not in client.get(address, base_url=BASE).headers
    assert "Set-Cookie" not in client.post("/", data={"q": "boende i Boda"}, base_url=BASE).headers


@pytest.mark.parametrize(
    ("line", "lacks"),
    [
        ("signed-in=x; Secure; HttpOnly; Path=/; SameSite=Lax", "__Host-"),
        ("__Host-signed-in=x; HttpOnly; Path=/; SameSite=Lax", "Secure"),
        ("__Host-signed-in=x; Secure; Path=/; SameSite=Lax", "HttpOnly"),
        ("__Host-signed-in=x; Secure; HttpOnly; Path=/", "SameSite"),
        ("__Host-signed-in=x; Secure; HttpOnly; Path=/; SameSite=None", "SameSite"),
        ("__Host-signed-in=x; Secure; HttpOnly; Path=/account; SameSite=Lax", "Path=/"),
        ("__Host-signed-in=x; Secure; HttpOnly; Path=/; SameSite=Lax; Domain=example", "Domain"),
        (f"__Host-signed-in={'x' * 5000}; Secure; HttpOnly; Path=/; SameSite=Lax", "few bytes"),
    ],
)
def test_a_cookie_that_somebody_else_could_have_would_be_found(line: str, lacks: str) -> None:
    response = TestResponse(iter([]), "200 OK", headers=[("Set-Cookie", line)], request=None)  # type: ignore[arg-type]
    assert any(lacks in fault for fault in faults(response))
