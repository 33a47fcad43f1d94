"""Who is signed in can leave from every page that takes signing in; public pages stay without such a form."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import Engine

from directory.access import Role, may, permission_of
from tests.web.account.signing_in import (
    PLACES,
    a_client,
    csrf_of,
    is_signed_in,
    make_account,
    signed_in_client,
)
from tests.web.page import Page

OUT = 'action="/account/sign-out"'
ALL = tuple(PLACES)


def pages(app: Flask, *, for_members: bool) -> list[str]:
    """List the addresses without parts that the public may not open, or those that it may."""
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not rule.arguments
        and may((Role.PUBLIC,), permission_of(app.view_functions[rule.endpoint])) is not for_members
    )


def without_a_way_out(app: Flask, engine: Engine) -> list[str]:
    """List the pages for members that show no way out in their foot."""
    client = signed_in_client(app, make_account(engine, *ALL))
    found = []
    for path in pages(app, for_members=True):
        response = client.get(path)
        if response.status_code != 200 or response.mimetype != "text/html":
            continue
        _, _, foot = response.text.partition('<footer class="foot"')
        found.append("" if OUT in foot and "Logga ut</button>" in foot else path)
    assert len(found) >= 10, found
    return [path for path in found if path]


def test_every_page_that_takes_signing_in_has_a_way_out(app: Flask, small_engine: Engine) -> None:
    assert without_a_way_out(app, small_engine) == []


def test_a_page_without_one_would_be_found(
    app: Flask, small_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.jinja_env.globals, "is_for_members", lambda: False)
    assert "/account/password" in without_a_way_out(app, small_engine)


def test_it_truly_leads_out(app: Flask, small_engine: Engine) -> None:
    client = signed_in_client(app, make_account(small_engine, Role.ADMINISTRATOR))
    page = client.get("/account/password?lang=en").text
    foot = page.partition('<footer class="foot"')[2]
    assert "Sign out</button>" in foot
    response = client.post("/account/sign-out?lang=en", data={"csrf_token": csrf_of(foot)})
    assert (response.status_code, response.location) == (303, "/account/signed-out?lang=en")
    assert not is_signed_in(client)


def test_a_public_page_has_none_and_sets_no_cookie(app: Flask, small_engine: Engine) -> None:
    inside = signed_in_client(app, make_account(small_engine, Role.CASEWORKER))
    for client in (a_client(app), inside):
        for path in ("/", "/areas", "/about", "/search"):
            response = client.get(path)
            assert response.status_code == 200
            assert OUT not in response.text, path
            assert "Set-Cookie" not in response.headers, path


def test_whoever_is_not_signed_in_sees_no_way_out(app: Flask) -> None:
    for path in ("/account", "/account/sign-in", "/admin/people"):
        response = a_client(app).get(path)
        assert OUT not in response.text, path
        assert Page(response.text).heading
