"""A stolen cookie is dead at the next request, in every process, whatever ended the session it was copied from.

Two applications over one database stand for two processes: each keeps its own memory of who a cookie stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory import clock
from directory.access import Identity, Role
from directory.account import ticket
from directory.account.identity import Identities
from directory.app import create_app
from directory.membership import granting, leaving
from directory.model import Account, AccountSession, Grant, Purpose
from directory.store.session import writing
from tests.web.account.signing_in import (
    Somebody,
    a_client,
    csrf_of,
    forget_used_code,
    is_signed_in,
    make_account,
    send,
    signed_in_client,
    site_on,
    site_settings,
    token_of,
    with_token,
)

NEW_PASSWORD = "nio tysta moln vid sjön"


@dataclass
class Scene:
    """Two processes, somebody at her browser, and what she does to end what was stolen."""

    engine: Engine
    one: Flask
    other: Flask
    somebody: Somebody
    client: FlaskClient


def sign_out(scene: Scene) -> None:
    page = scene.client.get("/account")
    response = scene.client.post("/account/sign-out", data={"csrf_token": csrf_of(page.text)})
    assert response.location == "/account/signed-out"
    assert '"cookies"' in response.headers["Clear-Site-Data"]


def end_from_the_list(scene: Scene) -> None:
    elsewhere = signed_in_client(scene.other, scene.somebody)
    with Session(scene.engine) as session:
        ids = session.scalars(
            select(AccountSession.id)
            .where(AccountSession.account_id == scene.somebody.id)
            .order_by(AccountSession.began_at, AccountSession.id)
        ).all()
    page = elsewhere.get("/account").text
    wanted = next(one for one in ids if f"/account/sessions/{one}/end" in page)
    assert send(elsewhere, f"/account/sessions/{wanted}/end", form="/account").status_code == 303


def end_all_others(scene: Scene) -> None:
    elsewhere = signed_in_client(scene.other, scene.somebody)
    assert send(elsewhere, "/account/sessions/end-others", form="/account").status_code == 303


def choose_a_new_password(scene: Scene) -> None:
    response = send(scene.client, "/account/password", old=scene.somebody.password, password=NEW_PASSWORD)
    assert response.status_code == 303


def reset_by_mail(scene: Scene) -> None:
    with writing(scene.engine) as session:
        token = ticket.issue(session, Purpose.RESET, scene.somebody.id, clock.now())
        session.commit()
    response = send(a_client(scene.other), f"/account/reset/{token}", password=NEW_PASSWORD)
    assert response.location == "/account/sign-in"


def replace_the_second_factor(scene: Scene) -> None:
    page = scene.client.get("/account/second-factor/new").text
    key = page.split('<p class="key num" translate="no">')[1].split("<")[0].replace(" ", "")
    scene.somebody.key = key
    forget_used_code(scene.one, scene.somebody)
    response = scene.client.post(
        "/account/second-factor/new", data={"csrf_token": csrf_of(page), "code": scene.somebody.code()}
    )
    assert response.location == "/account/recovery-codes"


def show_anew_who_one_is(scene: Scene) -> None:
    forget_used_code(scene.one, scene.somebody)
    assert send(scene.client, "/account/confirm", code=scene.somebody.code()).status_code == 303


def end_everything(scene: Scene) -> None:
    with writing(scene.engine, actor="above") as session:
        account = session.get_one(Account, scene.somebody.id)
        leaving.end_everything(session, account, clock.now(), by="above", site="http://localhost")
        session.commit()


def end_the_right(scene: Scene) -> None:
    with writing(scene.engine, actor="above") as session:
        grant = session.scalars(select(Grant).where(Grant.account_id == scene.somebody.id)).one()
        granting.end(session, grant, clock.now(), by="above", site="http://localhost")
        session.commit()


EVENTS: list[Callable[[Scene], None]] = [
    sign_out,
    end_from_the_list,
    end_all_others,
    choose_a_new_password,
    reset_by_mail,
    replace_the_second_factor,
    show_anew_who_one_is,
    end_everything,
    end_the_right,
]


@pytest.fixture
def scene(small_engine: Engine) -> Scene:
    somebody = make_account(small_engine, Role.COORDINATOR)
    one, other = site_on(small_engine), site_on(small_engine)
    return Scene(small_engine, one, other, somebody, signed_in_client(one, somebody))


def steal(scene: Scene) -> list[FlaskClient]:
    """Return a copy of the cookie in each process, which works there and is remembered there."""
    token = token_of(scene.client)
    copies = [with_token(app, token) for app in (scene.one, scene.other)]
    assert all(is_signed_in(copy) for copy in copies)
    return copies


def assert_dead(copies: list[FlaskClient]) -> None:
    """Assert that nobody is signed in with these, and that nobody greets the thief on a page for everybody."""
    for copy in copies:
        assert not is_signed_in(copy)
        page = copy.get("/")
        assert page.status_code == 200
        assert "Ditt konto" not in page.text


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_the_copy_is_dead_in_every_process(scene: Scene, event: Callable[[Scene], None]) -> None:
    copies = steal(scene)
    event(scene)
    assert_dead(copies)


@pytest.mark.parametrize(
    ("hours", "minutes_between"), [(13, 20), (3, 0)], ids=["the longest time", "too long without a request"]
)
def test_the_copy_dies_by_itself(small_engine: Engine, hours: int, minutes_between: int) -> None:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        somebody = make_account(small_engine, Role.COORDINATOR)
        one, other = site_on(small_engine), site_on(small_engine)
        client = signed_in_client(one, somebody)
        copies = [with_token(app, token_of(client)) for app in (one, other)]
        assert all(is_signed_in(copy) for copy in copies)
        for _ in range(hours * 60 // minutes_between if minutes_between else 0):
            traveller.shift(timedelta(minutes=minutes_between))
            is_signed_in(client)
        if not minutes_between:
            traveller.shift(timedelta(hours=hours))
        assert [is_signed_in(copy) for copy in (*copies, client)] == [False, False, False]


def test_whoever_goes_on_working_is_not_signed_out(small_engine: Engine) -> None:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        somebody = make_account(small_engine, Role.COORDINATOR)
        client = signed_in_client(site_on(small_engine), somebody)
        for _ in range(11):
            traveller.shift(timedelta(hours=1))
            assert is_signed_in(client)


class Forgetful(Identities):
    """A memory that never looks whether the database says that something has ended."""

    def find(self, token: str, look: Hashable | None, now: datetime) -> Identity | None:
        return super().find(token, (0, 0) if look is not None else None, now)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_a_memory_that_does_not_look_would_be_caught(scene: Scene, event: Callable[[Scene], None]) -> None:
    forgetful = Forgetful(scene.engine, idle=timedelta(minutes=120))
    copy = with_token(create_app(site_settings(scene.engine), known=forgetful), token_of(scene.client))
    assert is_signed_in(copy)
    event(scene)
    with pytest.raises(AssertionError):
        assert_dead([copy])
