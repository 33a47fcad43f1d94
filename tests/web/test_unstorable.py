"""Characters that a database chokes on, in every form there is: refused with a sentence, and never an error of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from directory.access import Permission, permission_of
from tests.store.small import fill
from tests.web.account.signing_in import PLACES, csrf_of, make_account, signed_in_client, site_on

ALL = tuple(PLACES)
SENTENCE = "ett tecken som inte går att spara"
NAMES = ("email", "password", "code", "name", "q", "owner", "reason", "field\x00")


@pytest.fixture
def app(engine: Engine) -> Flask:
    fill(engine)
    return site_on(engine)


@pytest.fixture
def client(app: Flask, engine: Engine) -> FlaskClient:
    """A browser of somebody who has every role."""
    return signed_in_client(app, make_account(engine, *ALL))


def rules(app: Flask) -> Iterator[tuple[Rule, Permission]]:
    """Yield every route that changes something, with what it asks for."""
    for rule in app.url_map.iter_rules():
        permission = permission_of(app.view_functions[rule.endpoint])
        if "POST" in (rule.methods or ()) and permission is not None and not permission.is_reading:
            yield rule, permission


def post(client: FlaskClient, rule: Rule, form: dict[str, str]) -> TestResponse:
    path = rule.rule
    for name in rule.arguments:
        path = path.replace(f"<{name}>", "haven")
    return client.post(path, data=form)


def not_refused(app: Flask, client: FlaskClient) -> list[str]:
    """List the routes that take a NUL in some field, or answer it with an error of ours."""
    token = csrf_of(client.get("/account/password").text)
    found = []
    for number, (rule, _) in enumerate(rules(app)):
        name = NAMES[number % len(NAMES)]
        response = post(client, rule, {"csrf_token": token, name: "Solna\x00"})
        if response.status_code != 400 or SENTENCE not in response.text:
            found.append(rule.endpoint)
    return found


def test_no_form_takes_a_nul_and_none_breaks_over_it(app: Flask, client: FlaskClient) -> None:
    assert sum(1 for _ in rules(app)) > 40
    assert not_refused(app, client) == []


def test_a_form_that_took_one_would_be_found(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.web.gate.refuse_unstorable", lambda _permission: None)
    assert "account.end_others" in not_refused(app, client)


@pytest.mark.parametrize("path", ["/admin/log", "/admin/people", "/admin/invitations", "/admin/mail"])
def test_no_filter_of_a_list_takes_one_either(client: FlaskClient, path: str) -> None:
    for query in ("record=%00", "actor=a%00", "organization=%00&page=2", "%00=x"):
        response = client.get(f"{path}?{query}")
        assert (response.status_code, SENTENCE in response.text) == (400, True), query


@pytest.mark.parametrize("body", ['{"name": "a\\ud800"}', '{"name": "\\u0000"}', '{"\\udfff": "x"}'])
def test_half_a_letter_in_json_is_refused(client: FlaskClient, body: str) -> None:
    headers = {
        "X-CSRFToken": csrf_of(client.get("/account/password").text),
        "Content-Type": "application/json",
    }
    for path in ("/account/passkeys/options", "/account/passkeys", "/account/passkey/sign-in"):
        assert client.post(path, data=body, headers=headers).status_code == 400, path


@pytest.mark.parametrize("body", ["[" * 20_000, "{", '"\\ud800"', "[1]", "null", b"\xff"])
def test_what_is_no_object_is_left_to_the_view_which_refuses_it(
    client: FlaskClient, body: str | bytes
) -> None:
    headers = {
        "X-CSRFToken": csrf_of(client.get("/account/password").text),
        "Content-Type": "application/json",
    }
    assert client.post("/account/passkey/sign-in", data=body, headers=headers).status_code == 422


def test_other_letters_are_left_alone(client: FlaskClient) -> None:
    token = csrf_of(client.get("/account/password").text)
    form = {"csrf_token": token, "old": "Å😀\u200d\ufffd", "password": "نور på isen i natt 😀"}
    response = client.post("/account/password", data=form)
    assert SENTENCE not in response.text
    assert "Det gamla lösenordet stämmer inte." in response.text
