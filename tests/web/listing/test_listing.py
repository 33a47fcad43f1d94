"""By the link of her letter, without an account: she sees what is held, takes it with her, or says no."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from directory.model import Contact, LedgerEntry, Ticket
from directory.store.session import writing
from tests.maintaining import network
from tests.maintaining.network import MAIL, NAME, PHONE
from tests.maintaining.test_erasing import token_for
from tests.web.account.signing_in import csrf_of, opened
from tests.web.page import Page, check


@pytest.fixture
def client(haven_site: Flask) -> FlaskClient:
    return haven_site.test_client()


@pytest.fixture
def token(haven: Engine) -> str:
    return token_for(haven, network.listed(haven))


def state(engine: Engine) -> list[tuple[object, ...]]:
    """Return every contact, ticket and entry: what a visit may not change."""
    with engine.connect() as connection:
        return [
            tuple(row)
            for model in (Contact, Ticket, LedgerEntry)
            for row in connection.execute(select(model.__table__).order_by(*model.__table__.primary_key))
        ]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_she_sees_what_is_held_by_whom_and_until_when(client: FlaskClient, token: str, lang: str) -> None:
    path = opened(client, f"/listing/{token}?lang={lang}")
    assert path == ("/listing/held" if lang == "sv" else "/listing/held?lang=en")
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"]
    page = Page(response.text)
    check(page, url="/listing")
    assert token not in response.text
    for word in (NAME, PHONE, MAIL, "Editor (påhittad)", "Owner (påhittad)"):
        assert word in page.words


def test_a_mail_scanner_that_opens_every_link_changes_nothing(
    haven: Engine, client: FlaskClient, token: str
) -> None:
    before = state(haven)
    for path in (f"/listing/{token}", "/listing/held", "/listing/object", "/listing/export"):
        for method in ("GET", "HEAD"):
            client.open(path, method=method)
    assert client.post("/listing/object").status_code == 400
    assert state(haven) == before


def test_her_no_takes_her_off_at_once_and_the_link_is_spent(
    haven: Engine, client: FlaskClient, token: str
) -> None:
    form = {"csrf_token": csrf_of(client.get(opened(client, f"/listing/{token}")).text)}
    response = client.post("/listing/object", data=form)
    assert (response.status_code, response.headers["Location"]) == (303, "/listing/erased")
    page = client.get("/listing/erased")
    check(Page(page.text), url="/listing/erased")
    with writing(haven) as session:
        assert session.scalars(select(Contact)).all() == []
    assert client.get(f"/listing/{token}").status_code == 410
    assert client.get("/listing/held").status_code == 410
    assert client.post("/listing/object", data=form).status_code == 410


def test_she_takes_all_of_it_with_her_as_a_file(client: FlaskClient, token: str) -> None:
    form = {"csrf_token": csrf_of(client.get(opened(client, f"/listing/{token}")).text)}
    response = client.post("/listing/export", data=form)
    assert response.mimetype == "application/json"
    assert response.get_json()["contact"]["email"] == MAIL
    assert client.get("/listing/held").status_code == 200


def test_a_proposal_that_was_sent_back_is_told_of_as_what_is_not_shown(
    haven: Engine, client: FlaskClient, token: str
) -> None:
    waits = network.propose(haven, network.with_post(haven, "advice"))
    hidden = "uppgifter om dig som inte visas: Dagjour"
    assert hidden in Page(client.get(opened(client, f"/listing/{token}")).text).words
    network.say_yes(haven, waits)
    page = Page(client.get("/listing/held").text)
    assert hidden not in page.words
    assert "Du står också som Dagjour" in page.words


@pytest.mark.parametrize("wrong", ["x", "a" * 43, "a" * 4000, "%C3%A5", "..%2F..", "erased%00"])
def test_a_link_that_is_none_says_so_and_nothing_else(client: FlaskClient, token: str, wrong: str) -> None:
    response = client.get(f"/listing/{wrong}")
    assert response.status_code in (404, 410)
    assert wrong not in response.text or len(wrong) < 3
    assert NAME not in response.text
