"""The app on the phone: set up first, changed later; recovery codes, shown once; and showing anew who one is."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory import clock
from directory.access import Role
from directory.account.code import recovery_codes_left
from directory.ledger import Act, note
from directory.model import Account, OutgoingMail, Passkey
from directory.store.session import writing
from directory.web.account.second_factor import in_fours, picture
from tests.web.account.signing_in import (
    Somebody,
    a_client,
    csrf_of,
    forget_used_code,
    give_password,
    is_signed_in,
    make_account,
    send,
    signed_in_client,
)
from tests.web.page import Pages

SHOWN_CODE = re.compile(r"<li>([a-z2-9]{4}(?:-[a-z2-9]{4})+)</li>")


def key_on(html: str) -> str:
    found = re.search(r'<p class="key num" translate="no">([A-Z2-7 ]+)</p>', html)
    assert found is not None
    return found[1].replace(" ", "")


def code_for(key: str) -> str:
    return pyotp.TOTP(key).at(clock.now())


@pytest.fixture
def newcomer(small_engine: Engine) -> Somebody:
    """Somebody who has a password and no app yet."""
    return make_account(small_engine, Role.CASEWORKER, has_app=False)


def test_a_newcomer_sets_up_the_app_and_is_in(app: Flask, newcomer: Somebody, small_engine: Engine) -> None:
    client = a_client(app)
    assert give_password(client, newcomer).location == "/account/second-factor"
    pages = Pages(app, client)
    first = pages.get("/account/second-factor")
    key = key_on(first.html)
    assert len(key) == 32
    assert "<svg" in first.html
    assert key_on(pages.get("/account/second-factor").html) == key, "a reload keeps the key"
    refused = client.post(
        "/account/second-factor", data={"csrf_token": csrf_of(first.html), "code": "000000"}
    )
    assert refused.status_code == 422
    assert key_on(refused.text) == key
    response = client.post(
        "/account/second-factor", data={"csrf_token": csrf_of(refused.text), "code": code_for(key)}
    )
    assert (response.status_code, response.location) == (303, "/account/recovery-codes")
    shown = pages.get("/account/recovery-codes")
    codes = SHOWN_CODE.findall(shown.html)
    assert len(set(codes)) == 10
    assert SHOWN_CODE.findall(pages.get("/account/recovery-codes").html) == codes, "a reload loses nothing"
    saved = send(client, "/account/recovery-codes/saved", form="/account/recovery-codes")
    assert saved.location == "/account"
    assert SHOWN_CODE.findall(pages.get("/account/recovery-codes").html) == []
    with Session(small_engine) as session:
        assert recovery_codes_left(session, newcomer.id) == 10
        stored = session.get_one(Account, newcomer.id).code_secret
    assert stored is not None
    assert key not in stored


def test_the_key_and_the_codes_are_not_readable_in_the_cookie(app: Flask, newcomer: Somebody) -> None:
    client = a_client(app)
    give_password(client, newcomer)
    key = key_on(client.get("/account/second-factor").text)
    with client.session_transaction() as held:
        assert key not in str(dict(held))
    send(client, "/account/second-factor", code=code_for(key))
    codes = SHOWN_CODE.findall(client.get("/account/recovery-codes").text)
    with client.session_transaction() as held:
        assert codes
        assert codes[0] not in str(dict(held))


def test_a_key_that_was_begun_by_somebody_else_is_not_taken(
    app: Flask, newcomer: Somebody, small_engine: Engine
) -> None:
    client = a_client(app)
    give_password(client, newcomer)
    key = key_on(client.get("/account/second-factor").text)
    with client.session_transaction() as held:
        planted = held["app_key"]
    other = make_account(small_engine, has_app=False)
    victim = a_client(app)
    give_password(victim, other)
    with victim.session_transaction() as held:
        held["app_key"] = planted
    assert key_on(victim.get("/account/second-factor").text) != key


def test_two_who_set_up_at_once_do_not_both_succeed(app: Flask, newcomer: Somebody) -> None:
    one, other = a_client(app), a_client(app)
    give_password(one, newcomer)
    give_password(other, newcomer)
    keys = [key_on(client.get("/account/second-factor").text) for client in (one, other)]
    forms = [csrf_of(client.get("/account/second-factor").text) for client in (one, other)]
    first, second = (
        client.post("/account/second-factor", data={"csrf_token": form, "code": code_for(key)})
        for client, form, key in zip((one, other), forms, keys, strict=True)
    )
    assert first.location == "/account/recovery-codes"
    assert second.location == "/account/sign-in"
    assert not is_signed_in(other)


def test_changing_the_app_gives_new_codes_and_the_old_app_is_dead(app: Flask, anna: Somebody) -> None:
    client = signed_in_client(app, anna)
    page = Pages(app, client).get("/account/second-factor/new")
    key = key_on(page.html)
    forget_used_code(app, anna)
    response = client.post(
        "/account/second-factor/new", data={"csrf_token": csrf_of(page.html), "code": anna.code()}
    )
    assert response.status_code == 422, "a code of the old app is none of the new one"
    response = client.post(
        "/account/second-factor/new", data={"csrf_token": csrf_of(response.text), "code": code_for(key)}
    )
    assert response.location == "/account/recovery-codes"
    shown = client.get("/account/recovery-codes")
    assert "Den nya appen gäller nu" in shown.text
    assert len(SHOWN_CODE.findall(shown.text)) == 10
    other = a_client(app)
    give_password(other, anna)
    forget_used_code(app, anna)
    assert send(other, "/account/code", code=anna.code()).status_code == 422
    assert send(other, "/account/code", code=code_for(key)).status_code == 303


def test_a_first_app_beside_a_passkey_ends_the_other_sessions_and_its_owner_is_told(
    app: Flask, anna: Somebody, small_engine: Engine
) -> None:
    other, client = signed_in_client(app, anna), a_client(app)
    forget_used_code(app, anna)
    give_password(client, anna)
    assert send(client, "/account/code", code=anna.code()).status_code == 303
    with writing(small_engine, actor="test") as session:
        session.get_one(Account, anna.id).code_secret = None
        session.add(
            Passkey(id="a-key", account_id=anna.id, public_key=b"k", name="Nyckel", added_at=clock.now())
        )
        note(session, Act.PASSKEY_ADDED, kind="account", record=anna.id)
        session.commit()
    page = Pages(app, client).get("/account/second-factor/new")
    response = client.post(
        "/account/second-factor/new",
        data={"csrf_token": csrf_of(page.html), "code": code_for(key_on(page.html))},
    )
    assert response.location == "/account/recovery-codes"
    assert is_signed_in(client)
    assert not is_signed_in(other)
    with Session(small_engine) as reading:
        letters = reading.scalars(select(OutgoingMail.kind).where(OutgoingMail.recipient == anna.email))
        assert list(letters) == ["factor_changed"]


def test_new_recovery_codes_take_the_place_of_the_old(app: Flask, anna: Somebody) -> None:
    client = signed_in_client(app, anna)
    pages = Pages(app, client)
    assert "0 reservkoder kvar" in pages.get("/account/recovery-codes").words
    made = []
    for _ in range(2):
        assert send(client, "/account/recovery-codes").status_code == 303
        made.append(SHOWN_CODE.findall(client.get("/account/recovery-codes").text))
        send(client, "/account/recovery-codes/saved", form="/account/recovery-codes")
    other = a_client(app)
    give_password(other, anna)
    assert send(other, "/account/code", recovery=made[0][0]).status_code == 422
    assert send(other, "/account/code", recovery=made[1][0]).status_code == 303


SENSITIVE = ("/account/password", "/account/second-factor/new")


@pytest.mark.parametrize("path", SENSITIVE)
def test_after_ten_minutes_one_shows_anew_who_one_is_and_comes_back(
    app: Flask, anna: Somebody, path: str
) -> None:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        client = signed_in_client(app, anna)
        assert client.get(path).status_code == 200
        traveller.shift(timedelta(minutes=11))
        sent = client.get(path)
        assert (sent.status_code, sent.location) == (303, f"/account/confirm?next={path}")
        page = Pages(app, client).get(sent.location)
        wrong = client.post(
            "/account/confirm",
            data={"csrf_token": csrf_of(page.html), "code": "000000", "next": page.value("next")},
        )
        assert wrong.status_code == 422
        right = client.post(
            "/account/confirm",
            data={"csrf_token": csrf_of(wrong.text), "code": anna.code(), "next": page.value("next")},
        )
        assert (right.status_code, right.location) == (303, path)
        assert client.get(path).status_code == 200


def test_five_wrong_codes_shut_this_door_too(app: Flask, anna: Somebody) -> None:
    client: FlaskClient = signed_in_client(app, anna)
    for _ in range(5):
        assert send(client, "/account/confirm", code="000000").status_code == 422
    forget_used_code(app, anna)
    refused = send(client, "/account/confirm", code=anna.code())
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) == 300


def test_a_picture_has_neither_style_nor_script_and_the_key_can_be_typed() -> None:
    drawn = picture("otpauth://totp/Kontaktn%C3%A4tet:anna?secret=ABC")
    assert "style=" not in drawn
    assert "<script" not in drawn
    assert in_fours("ABCDEFGHIJ") == "ABCD EFGH IJ"
