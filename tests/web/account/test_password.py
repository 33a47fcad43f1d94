"""Passwords: changed by who knows the old one, lost and set again by the link of a letter."""

from __future__ import annotations

import base64
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory import clock
from directory.access import Role
from directory.account import password, ticket
from directory.ledger import Act, note
from directory.membership.letters import makers
from directory.model import Account, AccountSession, OutgoingMail, Purpose
from directory.store.session import writing
from tests.web.account.signing_in import (
    Somebody,
    a_client,
    csrf_of,
    forget_used_code,
    give_password,
    is_signed_in,
    make_account,
    opened,
    send,
    sign_in,
    signed_in_client,
    token_of,
)
from tests.web.page import Page, Pages

NEW = "nio tysta moln vid sjön"
BAD = ["", "kort", "password1234", "x" * 10_000, "aaaaaaaaaaaaaaaa", "\x01" * 20]


def link_for(engine: Engine, somebody: Somebody, purpose: Purpose = Purpose.RESET) -> str:
    """Return the path in the letter that *somebody* gets."""
    with writing(engine) as session:
        token = ticket.issue(session, purpose, somebody.id, clock.now())
        session.commit()
    return f"/account/reset/{token}"


def letters(engine: Engine) -> list[OutgoingMail]:
    with Session(engine) as session:
        return list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.created_at)))


def test_anna_changes_her_password_and_goes_on_under_a_new_token(
    app: Flask, anna: Somebody, small_engine: Engine
) -> None:
    here, there = signed_in_client(app, anna), signed_in_client(app, anna)
    before = token_of(here)
    Pages(app, here).get("/account/password")
    response = send(here, "/account/password", old=anna.password, password=NEW)
    assert (response.status_code, response.location) == (303, "/account")
    assert token_of(here) not in ("", before)
    assert "Lösenordet är bytt." in here.get("/account").text
    assert not is_signed_in(there)
    assert [one.kind for one in letters(small_engine)] == ["password_changed"]
    other = a_client(app)
    assert give_password(other, anna).status_code == 422
    anna.password = NEW
    sign_in(other, anna)
    assert is_signed_in(other)


def test_a_wrong_old_password_changes_nothing_and_ten_shut_the_door(app: Flask, anna: Somebody) -> None:
    client = signed_in_client(app, anna)
    for _ in range(10):
        response = send(client, "/account/password", old="fel fel fel fel", password=NEW)
        assert response.status_code == 422
        page = Page(response.text)
        assert "Det gamla lösenordet stämmer inte." in page.words
        assert NEW not in response.text
    refused = send(client, "/account/password", old=anna.password, password=NEW)
    assert refused.status_code == 429
    assert give_password(a_client(app), anna).status_code == 303, "it is still the old one"


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_a_password_that_is_guessed_or_endless_is_refused_at_its_field(
    app: Flask, anna: Somebody, small_engine: Engine, bad: str
) -> None:
    client = signed_in_client(app, anna)
    changed = send(client, "/account/password", old=anna.password, password=bad)
    reset = send(a_client(app), link_for(small_engine, anna), password=bad)
    for response in (changed, reset):
        assert response.status_code == 422
        assert 'id="trouble-password"' in response.text
    assert give_password(a_client(app), anna).status_code == 303


def test_whoever_asks_for_a_reset_hears_the_same_whatever_they_ask_for(
    app: Flask, anna: Somebody, small_engine: Engine
) -> None:
    said = set()
    for address in (anna.email, "nobody@example.org", "no address", "", "x" * 10_000, "a\x01b@example.org"):
        response = send(a_client(app), "/account/reset", email=address)
        assert response.status_code == 303
        said.add((response.location, response.text))
    assert len(said) == 1
    page = Pages(app, a_client(app)).get("/account/reset/sent")
    assert "Om adressen hör till ett konto" in page.words
    assert {one.kind for one in letters(small_engine)} == {"reset"}
    assert {one.recipient for one in letters(small_engine)} >= {anna.email, "nobody@example.org"}


def test_a_letter_goes_to_whoever_has_an_account_and_to_nobody_else(
    anna: Somebody, small_engine: Engine, app: Flask
) -> None:
    for address in (anna.email.upper(), "nobody@example.org"):
        send(a_client(app), "/account/reset", email=address)
    from directory.mail import LetterKind

    made = {}
    for letter in letters(small_engine):
        with writing(small_engine) as session:
            made[letter.recipient] = makers("http://localhost")[LetterKind.RESET](
                session, letter, clock.now()
            )
            session.commit()
    assert made["nobody@example.org"] is None
    found = made[anna.email]
    assert found is not None
    path = found["link"].removeprefix("http://localhost")
    assert send(a_client(app), path, password=NEW).location == "/account/sign-in"


def test_three_wishes_an_hour_for_an_address_whether_it_has_an_account_or_not(
    app: Flask, anna: Somebody
) -> None:
    for address in (anna.email, "nobody@example.org"):
        for _ in range(3):
            assert send(a_client(app), "/account/reset", email=address).status_code == 303
        assert send(a_client(app), "/account/reset", email=address).status_code == 429


def test_a_link_sets_the_password_once_and_signs_nobody_in(
    app: Flask, anna: Somebody, small_engine: Engine
) -> None:
    inside = signed_in_client(app, anna)
    link, client = link_for(small_engine, anna), a_client(app)
    path = opened(client, link)
    assert path == "/account/reset/new"
    page = Pages(app, client).get(path)
    Pages(app, client).get(opened(client, link + "?lang=en"))
    assert link.rsplit("/", 1)[1] not in page.html
    response = client.post(path, data={"csrf_token": csrf_of(page.html), "password": NEW})
    assert (response.status_code, response.location) == (303, "/account/sign-in")
    assert "Lösenordet är bytt. Logga in med det nya." in client.get("/account/sign-in").text
    assert not is_signed_in(client)
    assert not is_signed_in(inside)
    assert client.get(link).status_code == 410
    assert client.get(path).status_code == 410
    assert client.post(path, data={"csrf_token": csrf_of(page.html), "password": NEW}).status_code == 400
    anna.password = NEW
    forget_used_code(app, anna)
    sign_in(client, anna)


def dead_links(engine: Engine, somebody: Somebody) -> list[str]:
    used, foreign = link_for(engine, somebody), link_for(engine, somebody, Purpose.RECOVERY)
    link_for(engine, somebody)  # the newer one stops the older
    return [
        used,
        foreign,
        used[:-1],
        used + "x",
        "/account/reset/" + "x" * 43,
        "/account/reset/" + "y" * 5_000,
        "/account/reset/%00",
        "/account/reset/%F0%9F%94%91",
        "/account/reset/' OR 1=1 --",
    ]


def test_links_that_are_used_cut_off_foreign_or_made_up_look_the_same(
    app: Flask, anna: Somebody, small_engine: Engine
) -> None:
    client, said = a_client(app), set()
    for path in dead_links(small_engine, anna):
        response = client.get(path)
        if "%00" in path:
            assert response.status_code == 404
            continue
        assert response.status_code == 410, path
        said.add(response.text)
        assert "Glömt lösenordet" in response.text
        assert 'href="/account/sign-in"' in response.text
    assert len(said) == 1


def test_a_link_expires(app: Flask, anna: Somebody, small_engine: Engine) -> None:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        path = link_for(small_engine, anna)
        client = a_client(app)
        form = opened(client, path)
        token = csrf_of(client.get(form).text)
        traveller.shift(timedelta(minutes=61))
        assert client.get(path).status_code == 410
        assert client.get(form).status_code == 410
        assert client.post(form, data={"csrf_token": token, "password": NEW}).status_code == 410


def test_the_token_of_a_link_is_in_no_address_and_not_to_be_read_in_the_cookie(
    app: Flask, anna: Somebody, small_engine: Engine
) -> None:
    link, client = link_for(small_engine, anna), a_client(app)
    token = link.rsplit("/", 1)[1]
    response = client.get(link)
    assert token not in str(response.headers)
    assert token not in response.text
    kept = client.get_cookie("session")
    assert kept is not None
    read = base64.urlsafe_b64decode(kept.value.lstrip(".").split(".")[0] + "==")
    read = zlib.decompress(read) if kept.value.startswith(".") else read
    assert b"link-reset" in read
    assert token.encode() not in read
    assert client.get("/account/reset/new?next=/account/reset/new").status_code == 200
    assert a_client(app).get("/account/reset/new").status_code == 410, "in another browser nothing was opened"


def test_a_cookie_that_was_made_up_opens_no_link(app: Flask, anna: Somebody, small_engine: Engine) -> None:
    token = link_for(small_engine, anna).rsplit("/", 1)[1]
    client = a_client(app)
    for made_up in (token, "x" * 500, "", "\x00", "💥"):
        with client.session_transaction() as kept:
            kept["link-reset"] = made_up
        assert client.get("/account/reset/new").status_code == 410


def test_sixty_links_are_enough_for_an_office(app: Flask) -> None:
    client = a_client(app)
    said = [client.get(f"/account/reset/{number}").status_code for number in range(62)]
    assert said == [410] * 60 + [429] * 2


@pytest.mark.parametrize("meanwhile", ["another password", "closed"])
def test_who_gave_the_old_password_while_it_was_changed_is_not_let_in(
    app: Flask, anna: Somebody, small_engine: Engine, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    is_right = password.is_right

    def slow(stored: str | None, given: str) -> bool:
        found = is_right(stored, given)
        with writing(small_engine, actor=anna.id) as session:
            account = session.get_one(Account, anna.id)
            note(session, Act.PASSWORD_CHANGED, kind="account", record=anna.id)
            if meanwhile == "closed":
                account.disabled_at = clock.now()
            else:
                account.password_hash = password.hash_of(NEW)
            session.commit()
        return found

    client = a_client(app)
    monkeypatch.setattr(password, "is_right", slow)
    response = give_password(client, anna)
    assert response.status_code == 422
    assert "stämmer inte överens" in response.text
    with Session(small_engine) as session:
        assert session.scalars(select(AccountSession)).all() == []


def test_an_old_hash_is_made_anew_when_its_owner_signs_in(
    app: Flask, anna: Somebody, small_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(password, "is_outdated", lambda _stored: True)
    with Session(small_engine) as session:
        before = session.get_one(Account, anna.id).password_hash
    client = a_client(app)
    assert give_password(client, anna).status_code == 303
    with Session(small_engine) as session:
        after = session.get_one(Account, anna.id).password_hash
    assert after != before
    assert password.is_right(after, anna.password)


def test_hashing_never_holds_a_lock(
    app: Flask, anna: Somebody, small_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While somebody's password is hashed, somebody else writes: with a lock held this would time out."""
    other = make_account(small_engine, Role.CASEWORKER)
    hash_of, seen = password.hash_of, []

    def slow(given: str) -> str:
        with ThreadPoolExecutor(1) as elsewhere:
            seen.append(elsewhere.submit(lambda: give_password(a_client(app), other).status_code).result())
        return hash_of(given)

    for module in ("password", "resetting"):
        monkeypatch.setattr(f"directory.web.account.{module}.hash_of", slow)
    client = signed_in_client(app, anna)
    assert send(client, "/account/password", old=anna.password, password=NEW).status_code == 303
    assert send(a_client(app), link_for(small_engine, anna), password=NEW).status_code == 303
    assert seen == [303, 303]
