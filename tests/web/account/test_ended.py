"""Whose session has ended is told so on the next page: nobody is given the public's answer without knowing why."""

from __future__ import annotations

from sqlalchemy import Engine

from directory.access import Role
from directory.account import session as sessions
from directory.store.session import writing
from tests.web.account.signing_in import make_account, signed_in_client, site_on, token_of

SAID = "Du är inte inloggad längre"


def test_the_next_page_says_once_that_one_is_signed_in_no_more(engine: Engine) -> None:
    app = site_on(engine)
    somebody = make_account(engine, Role.CASEWORKER)
    client = signed_in_client(app, somebody)
    assert SAID not in client.get("/about").text
    with writing(engine, actor="x") as session:
        sessions.end_all(session, somebody.id, actor="x")
        session.commit()
    page = client.get("/about")
    assert SAID in page.text
    assert "/account/sign-in" in page.text
    assert token_of(client) == ""
    assert SAID not in client.get("/about").text


def test_whoever_never_signed_in_is_told_nothing_and_gets_no_cookie(engine: Engine) -> None:
    page = site_on(engine).test_client().get("/about")
    assert SAID not in page.text
    assert "Set-Cookie" not in page.headers


def test_while_the_database_is_away_the_cookie_stays(engine: Engine) -> None:
    app = site_on(engine)
    client = signed_in_client(app, make_account(engine, Role.CASEWORKER))
    token = token_of(client)
    app.extensions["snapshots"].look = lambda: None
    app.extensions["identities"]._known.clear()
    page = client.get("/about")
    assert "går inte att kontrollera just nu" in page.text
    assert token_of(client) == token
