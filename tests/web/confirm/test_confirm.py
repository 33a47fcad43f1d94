"""By the link of the mail: GET shows and changes nothing, one press says yes, and every other end is a clear page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.clock import now
from directory.model import Channel, Confirmation, Grant, Inquiry, LedgerEntry, Report, Ticket
from tests.maintaining.test_inquiry import asked, change, leave, letters, made, mailbox, token_of
from tests.web.account.signing_in import csrf_of, opened
from tests.web.page import Page, check
from tests.web.voiced import Voices


@pytest.fixture
def voices(engine: Engine) -> Voices:
    return Voices(engine)


@pytest.fixture
def client(voices: Voices) -> FlaskClient:
    return voices.site.test_client()


@pytest.fixture
def token(voices: Voices) -> str:
    asked(voices.engine)
    return token_of(made(voices.engine, letters(voices.engine)[0]))


def page_of(client: FlaskClient, token: str, lang: str = "sv") -> Page:
    path = opened(client, f"/confirm/{token}" + ("" if lang == "sv" else f"?lang={lang}"))
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"]
    assert token not in response.text
    page = Page(response.text)
    check(page, url="/confirm/entries")
    return page


def csrf(client: FlaskClient) -> dict[str, str]:
    return {"csrf_token": csrf_of(client.get("/confirm/entries").text)}


def state(engine: Engine) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [
            tuple(row)
            for model in (Channel, Confirmation, Inquiry, LedgerEntry, Report, Ticket)
            for row in connection.execute(select(model.__table__).order_by(*model.__table__.primary_key))
        ]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_an_owner_sees_what_is_said_but_nothing_restricted(
    client: FlaskClient, token: str, lang: str
) -> None:
    words = page_of(client, token, lang).words
    assert "Haven" in words
    assert "Advice" in words
    assert words.count("070-174 06 42") == 2, (
        "the public number and that of the network, not the restricted one"
    )


def test_a_general_mailbox_sees_what_everybody_does(voices: Voices, client: FlaskClient) -> None:
    mailbox(voices.engine)
    leave(voices.engine, "owner", "editor")
    asked(voices.engine)
    link = token_of(made(voices.engine, letters(voices.engine)[0]))
    assert page_of(client, link).words.count("070-174 06 42") == 1


def test_a_mail_scanner_that_opens_every_link_changes_nothing(
    voices: Voices, client: FlaskClient, token: str
) -> None:
    before = state(voices.engine)
    for path in (f"/confirm/{token}", "/confirm/entries", "/confirm/wrong", "/confirm/thanks"):
        for method in ("GET", "HEAD"):
            assert client.open(path, method=method).status_code < 400
    for path in ("/confirm/entries", "/confirm/wrong"):
        assert client.post(path).status_code == 400, "a form without its token"
    assert state(voices.engine) == before


def test_one_press_says_yes_and_the_link_then_says_that_it_is_answered(
    voices: Voices, client: FlaskClient, token: str
) -> None:
    page_of(client, token)
    form = csrf(client)
    response = client.post("/confirm/entries", data=form)
    assert (response.status_code, response.headers["Location"]) == (303, "/confirm/thanks")
    check(Page(client.get("/confirm/thanks").text), url="/confirm/thanks")
    with Session(voices.engine) as session:
        assert session.scalars(select(Confirmation)).one().how == "mail_link"
    page = page_of(client, token)
    assert "Frågan är redan besvarad" in page.words
    assert "070-174 06 42" not in page.words
    assert client.post("/confirm/entries", data=csrf_again(client, form)).status_code == 200
    with Session(voices.engine) as session:
        assert len(session.scalars(select(Confirmation)).all()) == 1


def csrf_again(client: FlaskClient, form: dict[str, str]) -> dict[str, str]:
    """Return the token of a form that was open before."""
    client.get("/confirm/entries")
    return form


def test_what_is_wrong_becomes_a_report_and_nothing_is_confirmed(
    voices: Voices, client: FlaskClient, token: str
) -> None:
    page_of(client, token)
    check(Page(client.get("/confirm/wrong").text), url="/confirm/wrong")
    form = csrf(client)
    empty = client.post("/confirm/wrong", data=form)
    assert empty.status_code == 422
    assert "Kryssa för vad som inte stämmer" in empty.text
    data = {**form, "wrong": ["wrong_number:haven:night", "wrong_hours:"]}
    assert client.post("/confirm/wrong", data=data).headers["Location"] == "/confirm/noted"
    check(Page(client.get("/confirm/noted").text), url="/confirm/noted")
    with Session(voices.engine) as session:
        assert {(one.trouble, one.channel_id) for one in session.scalars(select(Report))} == {
            ("wrong_number", "haven:night"),
            ("wrong_hours", ""),
        }
        assert session.scalars(select(Confirmation)).all() == []


def test_the_number_of_a_restricted_way_cannot_be_named(
    voices: Voices, client: FlaskClient, token: str
) -> None:
    page_of(client, token)
    data = {**csrf(client), "wrong": "wrong_number:shelter:phone"}
    assert client.post("/confirm/wrong", data=data).status_code == 422


def test_who_has_left_is_told_so(voices: Voices, client: FlaskClient, token: str) -> None:
    change(voices.engine, lambda session: setattr(session.get_one(Grant, "grant-owner"), "ended_at", now()))
    page = page_of(client, token)
    assert "hör inte till verksamheten längre" in page.words
    assert "Haven" not in page.words


@pytest.mark.parametrize("wrong", ["x", "a" * 43, "a" * 4000, "%C3%A5", "..%2F.."])
def test_a_link_that_is_none_says_so(client: FlaskClient, token: str, wrong: str) -> None:
    assert client.get(f"/confirm/{wrong}").status_code in (404, 410)
    assert client.get("/confirm/entries").status_code == 410
    assert client.post("/confirm/entries").status_code == 400
