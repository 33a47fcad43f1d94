"""Passkeys over HTTP: whole sessions, who is told, throttles, and refusals in words that a script can show."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory import clock
from directory.access import Role
from directory.account.throttle import Trial
from directory.model import Account, OutgoingMail, Passkey
from directory.store.session import writing
from tests.account.authenticator import Authenticator
from tests.web.account.signing_in import (
    Somebody,
    a_client,
    csrf_of,
    give_password,
    is_signed_in,
    make_account,
    signed_in_client,
    token_of,
)

HERE = {"origin": "http://localhost", "rp_id": "localhost"}


def post(client: FlaskClient, path: str, page: str = "/account/sign-in", **body: Any) -> TestResponse:
    """Send JSON as the script does."""
    token = csrf_of(client.get(page).text)
    return client.post(path, json=body, headers={"X-CSRFToken": token})


def add(client: FlaskClient, key: Authenticator, name: str = "Min telefon") -> TestResponse:
    options = post(client, "/account/passkeys/options", "/account/passkeys/new", name=name)
    assert options.status_code == 200, options.text
    return post(client, "/account/passkeys", "/account/passkeys/new", name=name, reply=key.make(options.text))


def enter(client: FlaskClient, key: Authenticator, **more: Any) -> TestResponse:
    options = post(client, "/account/passkey/sign-in/options")
    return post(client, "/account/passkey/sign-in", reply=key.sign(options.text), **more)


@pytest.fixture
def key(app: Flask, anna: Somebody) -> Authenticator:
    """Anna's key."""
    made = Authenticator(**HERE)
    assert add(signed_in_client(app, anna), made).status_code == 200
    return made


def test_adding_ends_other_sessions_renews_this_one_and_is_told(
    app: Flask, anna: Somebody, small_engine: Engine
) -> None:
    elsewhere, client = signed_in_client(app, anna), signed_in_client(app, anna)
    before = token_of(client)
    response = add(client, Authenticator(**HERE))
    assert response.get_json() == {"next": "/account"}
    assert token_of(client) != before
    assert not is_signed_in(elsewhere)
    assert "Min telefon" in client.get("/account").text
    with Session(small_engine) as session:
        assert [row.kind for row in session.scalars(select(OutgoingMail))] == ["factor_changed"]


def test_a_key_is_password_and_second_factor_in_one(app: Flask, key: Authenticator) -> None:
    client = a_client(app)
    response = enter(client, key, next="/areas/0138")
    assert response.get_json() == {"next": "/areas/0138"}
    assert is_signed_in(client)
    assert client.get("/account/password").status_code == 200, "and confirmed just now"


def test_a_way_to_another_site_is_not_gone(app: Flask, key: Authenticator) -> None:
    for way in ("//evil.example.org", "https://evil.example.org", 5, None, ["/"]):
        assert enter(a_client(app), key, next=way).get_json() == {"next": "/account"}


def test_a_key_works_while_somebody_keeps_the_password_full(
    app: Flask, anna: Somebody, key: Authenticator
) -> None:
    attacker = a_client(app)
    for _ in range(11):
        last = give_password(attacker, anna, password="fel fel fel fel")
    assert last.status_code == 429
    client = a_client(app)
    assert enter(client, key).status_code == 200
    assert is_signed_in(client)


def test_showing_anew_opens_what_is_sensitive(app: Flask, anna: Somebody, key: Authenticator) -> None:
    client = signed_in_client(app, anna)
    with time_machine.travel(clock.now() + timedelta(minutes=21), tick=False):
        way = client.get("/account/password").location
        assert "data-passkey" in client.get(way).text
        before = token_of(client)
        options = post(client, "/account/passkey/confirm/options", way)
        path = "/account/passkey/confirm"
        response = post(client, path, way, reply=key.sign(options.text), next="/account/password")
        assert response.get_json() == {"next": "/account/password"}
        assert token_of(client) != before
        assert client.get("/account/password").status_code == 200


def test_a_key_of_somebody_else_shows_nothing(
    app: Flask, anna: Somebody, key: Authenticator, small_engine: Engine
) -> None:
    bo = make_account(small_engine, Role.CASEWORKER)
    client = signed_in_client(app, bo)
    options = post(client, "/account/passkey/confirm/options", "/account/confirm")
    reply = key.sign(options.text)
    response = post(client, "/account/passkey/confirm", "/account/confirm", reply=reply)
    assert response.status_code == 422
    assert "Nyckeln gick inte att använda" in response.get_json()["said"]


def test_sensitive_addresses_lead_to_the_code_after_ten_minutes(app: Flask, anna: Somebody) -> None:
    client = signed_in_client(app, anna)
    token = csrf_of(client.get("/account").text)
    with time_machine.travel(clock.now() + timedelta(minutes=21), tick=False):
        for path in ("/account/passkeys/options", "/account/passkeys", "/account/passkeys/remove"):
            response = client.post(path, json={}, headers={"X-CSRFToken": token})
            assert (response.status_code, response.location) == (303, f"/account/confirm?next={path}")
        assert client.get("/account/passkeys/new").location.startswith("/account/confirm")


def test_a_removed_key_is_dead_and_the_owner_told(
    app: Flask, anna: Somebody, key: Authenticator, small_engine: Engine
) -> None:
    client = signed_in_client(app, anna)
    page = client.get("/account").text
    for given, status in (("not-a-key", 404), ("", 404), (key.name, 303)):
        response = client.post("/account/passkeys/remove", data={"csrf_token": csrf_of(page), "key": given})
        assert response.status_code == status
    assert enter(a_client(app), key).status_code == 422
    with Session(small_engine) as session:
        assert [row.kind for row in session.scalars(select(OutgoingMail))] == ["factor_changed"] * 2


def test_the_last_way_in_is_not_removed(app: Flask, anna: Somebody, small_engine: Engine) -> None:
    key, client = Authenticator(**HERE), signed_in_client(app, anna)
    add(client, key)
    with writing(small_engine, actor="test") as session:
        from directory.ledger import Act, note

        account = session.get_one(Account, anna.id)
        account.code_secret = account.password_hash = None
        note(session, Act.FACTOR_REMOVED, kind="account", record=anna.id)
        session.commit()
    page = client.get("/account").text
    client.post("/account/passkeys/remove", data={"csrf_token": csrf_of(page), "key": key.name})
    assert "enda sätt att logga in" in client.get("/account").text
    with Session(small_engine) as session:
        assert session.get(Passkey, key.name) is not None


def test_a_password_alone_brings_no_app_in_beside_a_key(
    app: Flask, anna: Somebody, key: Authenticator, small_engine: Engine
) -> None:
    with writing(small_engine, actor="test") as session:
        from directory.ledger import Act, note

        session.get_one(Account, anna.id).code_secret = None
        note(session, Act.FACTOR_REMOVED, kind="account", record=anna.id)
        session.commit()
    client = a_client(app)
    give_password(client, anna)
    assert client.get("/account/second-factor").location == "/account/sign-in"
    token = csrf_of(client.get("/account/sign-in").text)
    response = client.post("/account/second-factor", data={"csrf_token": token, "code": "123456"})
    assert response.location == "/account/sign-in"
    assert not is_signed_in(client)
    assert enter(client, key).status_code == 200


BODIES: list[bytes] = [
    b"",
    b"null",
    b"[]",
    b"5",
    b'"x"',
    b"{",
    b"\xff\xfe",
    b"[" * 30_000,
    b'{"reply": null}',
    b'{"reply": {}}',
    b'{"reply": "[]"}',
    b'{"reply": "{}", "name": []}',
    b'{"reply": "' + b"x" * 60_000 + b'"}',
]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_garbage_is_answered_in_the_same_words(app: Flask, anna: Somebody, body: bytes) -> None:
    client, inside = a_client(app), signed_in_client(app, anna)
    said = set()
    for who, path, page in (
        (client, "/account/passkey/sign-in", "/account/sign-in"),
        (inside, "/account/passkey/confirm", "/account/confirm"),
    ):
        headers = {"X-CSRFToken": csrf_of(who.get(page).text)}
        response = who.post(path, data=body, content_type="application/json", headers=headers)
        assert response.status_code == 422
        said.add(response.get_json()["said"])
    assert len(said) == 1
    headers = {"X-CSRFToken": csrf_of(inside.get("/account").text)}
    response = inside.post("/account/passkeys", data=body, content_type="application/json", headers=headers)
    assert response.status_code == 422


def test_a_body_that_is_huge_is_refused(app: Flask) -> None:
    client = a_client(app)
    headers = {"X-CSRFToken": csrf_of(client.get("/account/sign-in").text)}
    body = json.dumps({"reply": "x" * 100_000})
    response = client.post(
        "/account/passkey/sign-in", data=body, content_type="application/json", headers=headers
    )
    assert response.status_code in (413, 422)


@pytest.mark.parametrize("path", ["/account/passkey/sign-in/options", "/account/passkey/sign-in"])
def test_without_the_token_of_the_form_nothing_happens(app: Flask, path: str) -> None:
    assert a_client(app).post(path, json={}).status_code == 400


def test_trials_from_one_place_are_counted(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = a_client(app)
    headers = {"X-CSRFToken": csrf_of(client.get("/account/sign-in").text)}
    statuses = [
        client.post("/account/passkey/sign-in/options", json={}, headers=headers).status_code
        for _ in range(Trial.PASSKEY_FROM.value.most + 1)
    ]
    assert statuses.count(200) == Trial.PASSKEY_FROM.value.most
    response = client.post("/account/passkey/sign-in/options", json={}, headers=headers)
    assert response.status_code == 429
    assert "Vänta" in response.get_json()["said"]
    assert (
        client.post("/account/passkey/sign-in/options?lang=en", json={}, headers=headers)
        .get_json()["said"]
        .startswith("Too many")
    )
