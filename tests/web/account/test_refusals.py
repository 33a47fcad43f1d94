"""Each sign-in that was refused leaves a line in the log, which says how and why, and nothing of whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from structlog.typing import EventDict

from directory.access import Role
from tests.web.account.signing_in import (
    Somebody,
    a_client,
    csrf_of,
    give_password,
    make_account,
    send,
    signed_in_client,
)

WRONG = "fel fel fel fel"


def refusals(lines: list[EventDict]) -> list[EventDict]:
    return [line for line in lines if line["event"] == "sign_in_refused"]


def lines_of(act: Callable[[], object]) -> list[EventDict]:
    """Return the lines about refused sign-ins that *act* leaves."""
    with structlog.testing.capture_logs() as lines:
        act()
    return refusals(lines)


def test_a_wrong_password_leaves_the_same_line_whether_there_is_such_an_account_or_not(
    app: Flask, anna: Somebody
) -> None:
    nobody = Somebody("", "nobody@example.org", "", "")
    said = []
    for somebody in (anna, nobody):
        somebody.password = WRONG
        client = a_client(app)
        said.append(lines_of(lambda client=client, somebody=somebody: give_password(client, somebody)))
    assert said[0] == said[1]
    assert said[0] == [
        {"event": "sign_in_refused", "log_level": "warning", "way": "password", "reason": "refused"}
    ]


def test_too_many_passwords_are_told_apart_from_wrong_ones(app: Flask, anna: Somebody) -> None:
    anna.password = WRONG
    client = a_client(app)
    reasons = [line["reason"] for _ in range(11) for line in lines_of(lambda: give_password(client, anna))]
    assert reasons == ["refused"] * 10 + ["too-many-requests"]


def test_a_wrong_code_names_the_account_whose_password_was_right(app: Flask, anna: Somebody) -> None:
    client = a_client(app)
    give_password(client, anna)
    lines = lines_of(lambda: send(client, "/account/code", code="000000"))
    assert [(line["way"], line["reason"], line["account"]) for line in lines] == [
        ("code", "refused", anna.id)
    ]
    inside = signed_in_client(app, anna)
    lines = lines_of(lambda: send(inside, "/account/confirm", recovery="aaaa-bbbb"))
    assert [(line["way"], line["account"]) for line in lines] == [("code", anna.id)]


def with_a_key(client: FlaskClient, path: str, token: str) -> object:
    return client.post(path, json={"reply": "{}"}, headers={"X-CSRFToken": token})


def test_a_passkey_that_is_none_leaves_a_line(app: Flask, anna: Somebody) -> None:
    client = a_client(app)
    token = csrf_of(client.get("/account/sign-in").text)
    lines = lines_of(lambda: with_a_key(client, "/account/passkey/sign-in", token))
    assert [(line["way"], line["reason"]) for line in lines] == [("passkey", "refused")]
    inside = signed_in_client(app, anna)
    token = csrf_of(inside.get("/account").text)
    lines = lines_of(lambda: with_a_key(inside, "/account/passkey/confirm", token))
    assert [(line["way"], line["account"]) for line in lines] == [("passkey", anna.id)]


def test_an_answer_of_the_provider_that_nobody_asked_for_leaves_a_line(small_engine: Engine) -> None:
    from tests.web.account.signing_in import site_on

    site = site_on(small_engine, oidc_issuer="https://id.example", oidc_client_id="x", oidc_client_secret="y")
    lines = lines_of(lambda: a_client(site).get("/account/provider/back?state=made-up&code=made-up"))
    assert [(line["way"], line["reason"]) for line in lines] == [("provider", "Lost")]


def test_no_line_holds_an_address_a_password_or_a_code(app: Flask, anna: Somebody) -> None:
    def guess() -> None:
        give_password(a_client(app), anna, password=WRONG)
        client = a_client(app)
        give_password(client, anna)
        send(client, "/account/code", code="123 456")

    said = repr(lines_of(guess))
    for secret in (anna.email, "example.org", anna.name, WRONG, anna.password, "123 456", "127.0.0.1"):
        assert secret not in said


def test_whoever_is_let_in_leaves_no_such_line(app: Flask, small_engine: Engine) -> None:
    eva = make_account(small_engine, Role.COORDINATOR)
    assert lines_of(lambda: signed_in_client(app, eva)) == []


def test_a_refusal_that_is_not_noted_would_be_found(
    app: Flask, anna: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.web.account.refusals.note", lambda *_: None)
    anna.password = WRONG
    assert lines_of(lambda: give_password(a_client(app), anna)) == []
