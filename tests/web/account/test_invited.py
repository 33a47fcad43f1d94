"""Invitations: for somebody new, for somebody who has an account, and for nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory import clock
from directory.access import Identity, Role
from directory.access.borders import NetworkBorders
from directory.account import ticket
from directory.account.identity import read_grants
from directory.membership import leaving
from directory.membership.inviting import Wanted, invite
from directory.model import Account, Grant, Purpose
from directory.store.session import writing
from tests.web.account.signing_in import (
    Somebody,
    a_client,
    csrf_of,
    give_password,
    is_signed_in,
    make_account,
    opened,
    send,
    sign_in,
    signed_in_client,
)
from tests.web.page import Page, Pages

PASSWORD = "nio tysta moln vid sjön"
EMAIL = "ny@example.org"


@pytest.fixture
def coordinator(small_engine: Engine) -> Somebody:
    return make_account(small_engine, Role.COORDINATOR, name="Karin Samordnare (påhittad)")


def invited(app: Flask, engine: Engine, by: Somebody, email: str = EMAIL, area: str = "0163") -> str:
    """Have *by* invite a caseworker; return the path in the letter."""
    now = clock.now()
    borders = NetworkBorders(app.extensions["snapshots"].current().network, clock.today())
    with writing(engine, actor=by.id) as session:
        grants = read_grants(session, by.id, clock.today())
        identity = Identity(by.id, by.name, by.email, "sv", "session", now, grants)  # type: ignore[arg-type]
        wanted = Wanted(email, "Nina Ny (påhittad)", Role.CASEWORKER, area=area)
        invitation = invite(session, identity, wanted, borders, now)
        token = ticket.issue(session, Purpose.INVITATION, invitation.id, now)
        session.commit()
    return f"/account/invitation/{token}"


def roles_of(engine: Engine, email: str) -> list[Role]:
    with Session(engine) as session:
        return list(
            session.scalars(
                select(Grant.role).join(Account, Account.id == Grant.account_id).where(Account.email == email)
            )
        )


def test_somebody_new_sees_who_invites_and_to_what_and_makes_an_account(
    app: Flask, small_engine: Engine, coordinator: Somebody
) -> None:
    link, client = invited(app, small_engine, coordinator), a_client(app)
    path = opened(client, link)
    page = Pages(app, client).get(path)
    for words in ("Karin Samordnare (påhittad)", "Handläggare", "Sollentuna"):
        assert words in page.words
    assert page.value("name") == "Nina Ny (påhittad)"
    assert link.rsplit("/", 1)[1] not in page.html
    assert "Caseworker" in Pages(app, client).get(path + "?lang=en").words
    assert roles_of(small_engine, EMAIL) == [], "looking at it does nothing"
    response = client.post(
        path, data={"csrf_token": csrf_of(page.html), "name": "Nina Nyström (påhittad)", "password": PASSWORD}
    )
    assert (response.status_code, response.location) == (303, "/account/second-factor")
    assert not is_signed_in(client), "the second factor is missing"
    assert client.get("/account/second-factor").status_code == 200
    assert roles_of(small_engine, EMAIL) == [Role.CASEWORKER]
    assert a_client(app).get(link).status_code == 410
    assert client.get(path).status_code == 410


BAD_NAMES = [
    "",
    "x" * 500,
    "Ann\u0430 Prov",
    "Anna\u202eProv",
    "Anna\u200bProv",
    "Anna\x01",
    "<script>alert(1)</script>" * 9,
]


@pytest.mark.parametrize("name", BAD_NAMES, ids=range(len(BAD_NAMES)))
def test_a_name_that_could_be_mistaken_is_refused_at_its_field(
    app: Flask, small_engine: Engine, coordinator: Somebody, name: str
) -> None:
    path = invited(app, small_engine, coordinator)
    response = send(a_client(app), path, name=name, password=PASSWORD)
    assert response.status_code == 422
    page = Page(response.text)
    assert 'id="trouble-name"' in page.html
    assert "<script>alert" not in page.html
    assert PASSWORD not in page.html
    assert roles_of(small_engine, EMAIL) == []


def test_name_and_password_are_both_said_to_be_wrong_at_once(
    app: Flask, small_engine: Engine, coordinator: Somebody
) -> None:
    response = send(a_client(app), invited(app, small_engine, coordinator), name="", password="kort")
    assert 'id="trouble-name"' in response.text
    assert 'id="trouble-password"' in response.text


def test_somebody_with_an_account_signs_in_first_comes_back_and_accepts(
    app: Flask, small_engine: Engine, coordinator: Somebody
) -> None:
    there = make_account(small_engine, email=EMAIL)
    link, client = invited(app, small_engine, coordinator), a_client(app)
    path = opened(client, link)
    assert path == "/account/invitation"
    page = Pages(app, client).get(path)
    assert "har redan ett konto" in page.words
    assert "/account/sign-in" in page.links()
    form = client.get("/account/sign-in").text
    assert Page(form).value("next") == path
    give_password(client, there, next=path)
    response = send(client, "/account/code", code=there.code())
    assert response.location == path
    page = Pages(app, client).get(path)
    assert "Rättigheten läggs till på ditt konto" in page.words
    response = client.post(path, data={"csrf_token": csrf_of(page.html)})
    assert (response.status_code, response.location) == (303, "/account")
    assert "Sollentuna" in client.get("/account").text
    assert roles_of(small_engine, EMAIL) == [Role.CASEWORKER]


def test_nobody_accepts_for_an_account_that_they_are_not_signed_in_to(
    app: Flask, small_engine: Engine, coordinator: Somebody
) -> None:
    make_account(small_engine, email=EMAIL)
    link, stranger = invited(app, small_engine, coordinator), a_client(app)
    path = opened(stranger, link)
    form = csrf_of(stranger.get("/account/sign-in").text)
    refused = stranger.post(path, data={"csrf_token": form, "name": "Nina Ny", "password": PASSWORD})
    assert refused.status_code == 422
    other = signed_in_client(app, make_account(small_engine, Role.ADMINISTRATOR))
    page = Pages(app, other).get(opened(other, link))
    assert "inbjudan gäller en annan mailadress" in page.words
    assert other.post(path, data={"csrf_token": csrf_of(page.html)}).status_code == 422
    assert roles_of(small_engine, EMAIL) == []


def test_two_browsers_of_one_invitation_make_one_account(
    app: Flask, small_engine: Engine, coordinator: Somebody
) -> None:
    link = invited(app, small_engine, coordinator)
    one, other = a_client(app), a_client(app)
    path, _ = opened(one, link), opened(other, link)
    forms = [csrf_of(client.get(path).text) for client in (one, other)]
    said = [
        client.post(path, data={"csrf_token": form, "name": "Nina Ny", "password": PASSWORD}).status_code
        for client, form in zip((one, other), forms, strict=True)
    ]
    assert said == [303, 410]
    assert roles_of(small_engine, EMAIL) == [Role.CASEWORKER]


def test_an_invitation_expires_and_falls_with_who_sent_it(
    app: Flask, small_engine: Engine, coordinator: Somebody
) -> None:
    link, client = invited(app, small_engine, coordinator), a_client(app)
    path = opened(client, link)
    form = csrf_of(client.get(path).text)
    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        assert a_client(app).get(link).status_code == 410
    with writing(small_engine, actor="above") as session:
        account = session.get_one(Account, coordinator.id)
        leaving.end_everything(session, account, clock.now(), by="above", site="http://localhost")
        session.commit()
    response = client.post(path, data={"csrf_token": form, "name": "Nina Ny", "password": PASSWORD})
    assert response.status_code == 410
    assert roles_of(small_engine, EMAIL) == []


def test_an_account_that_was_closed_is_not_opened_by_an_invitation(
    app: Flask, small_engine: Engine, coordinator: Somebody
) -> None:
    make_account(small_engine, email=EMAIL, disabled_at=clock.now())
    assert a_client(app).get(invited(app, small_engine, coordinator)).status_code == 410


def test_a_newcomer_walks_from_the_invitation_to_her_own_page(
    app: Flask, small_engine: Engine, coordinator: Somebody
) -> None:
    from tests.web.account.test_second_factor import code_for, key_on

    client = a_client(app)
    send(client, invited(app, small_engine, coordinator), name="Nina Ny (påhittad)", password=PASSWORD)
    key = key_on(client.get("/account/second-factor").text)
    send(client, "/account/second-factor", code=code_for(key))
    send(client, "/account/recovery-codes/saved", form="/account/recovery-codes")
    assert "Sollentuna" in Pages(app, client).get("/account").words
    with Session(small_engine) as session:
        made = session.scalars(select(Account.id).where(Account.email == EMAIL)).one()
    again = a_client(app)
    sign_in(again, Somebody(made, EMAIL, "Nina Ny (påhittad)", key, PASSWORD))
    assert is_signed_in(again)
