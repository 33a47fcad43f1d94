"""What is said when something cannot be done: who is not signed in, forms too old, a database that is away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from directory import clock
from directory.access import Permission, needs
from directory.settings import Settings
from tests.web.account.signing_in import Somebody, a_client, csrf_of, send, signed_in_client
from tests.web.country import Held, snapshot
from tests.web.page import Page, Pages

OWN_PAGES = ("/account", "/account/password", "/account/data", "/account/recovery-codes", "/account/confirm")


@pytest.mark.parametrize("path", OWN_PAGES)
def test_whoever_is_not_signed_in_is_told_so_and_led_there(app: Flask, path: str) -> None:
    page = Pages(app).get(path, 403)
    assert page.heading == "Den här sidan kräver att du loggar in"
    assert f"/account/sign-in?next={path}" in page.links()
    english = Pages(app).get(path + "?lang=en", 403)
    assert english.heading == "This page needs you to sign in"


def test_a_form_sent_by_nobody_leads_back_to_no_form(app: Flask) -> None:
    response = a_client(app).post("/account/sign-out")
    assert response.status_code == 403
    page = Page(response.text)
    assert "/account/sign-in" in page.links()
    assert not [link for link in page.links() if "next=" in link]


def test_a_page_of_another_site_gets_no_invitation_to_sign_in(app: Flask) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
    page = Pages(app).get("/areas", 403, headers=headers)
    assert page.heading == "Den här sidan är inte öppen för dig"


def test_a_form_that_was_open_too_long_says_so(app: Flask, anna: Somebody) -> None:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        client = a_client(app)
        token = csrf_of(client.get("/account/sign-in").text)
        traveller.shift(timedelta(hours=13))
        data = {"csrf_token": token, "email": anna.email, "password": anna.password}
        response = client.post("/account/sign-in", data=data)
    assert response.status_code == 400
    page = Page(response.text)
    assert page.heading == "Formuläret hann bli för gammalt"
    assert "det du skrev finns kvar" in page.words


@pytest.mark.parametrize("form", [{}, {"csrf_token": "made up"}, {"csrf_token": ""}], ids=str)
def test_a_form_without_its_token_does_nothing(app: Flask, anna: Somebody, form: dict[str, str]) -> None:
    client = signed_in_client(app, anna)
    for path in (
        "/account/sign-out",
        "/account/password",
        "/account/sessions/end-others",
        "/account/confirm",
    ):
        assert client.post(path, data=form).status_code == 400, path
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize(
    "error",
    [OperationalError("SELECT secret", {}, Exception("gone")), InterfaceError("x", {}, Exception("gone"))],
    ids=["operational", "interface"],
)
def test_a_database_that_is_away_is_said_to_be_away(
    app: Flask, anna: Somebody, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    client = a_client(app)
    token = csrf_of(client.get("/account/sign-in").text)
    monkeypatch.setattr("directory.account.throttle.take", fail)
    response = client.post(
        "/account/sign-in", data={"csrf_token": token, "email": anna.email, "password": anna.password}
    )
    assert response.status_code == 503
    assert "Det går inte att spara just nu" in response.text
    assert "secret" not in response.text
    assert "112" in response.text


def test_without_any_database_the_forms_are_honest_and_the_rest_goes_on(settings: Settings) -> None:
    from directory.app import create_app

    site = create_app(settings, snapshots=Held(snapshot()))
    client = a_client(site)
    assert client.get("/").status_code == 200
    response = send(client, "/account/sign-in", email="a@example.org", password="x")
    assert response.status_code == 503


def test_the_second_of_two_is_told_that_somebody_was_faster(app: Flask) -> None:
    @needs(Permission.ABOUT_READ)
    def overtaken() -> str:
        raise StaleDataError("UPDATE expected to match 1 row")

    app.add_url_rule("/overtaken", "overtaken", overtaken)
    page = Pages(app).get("/overtaken", 409)
    assert page.heading == "Någon annan hann före"
    assert "UPDATE" not in page.html
