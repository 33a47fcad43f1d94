"""One's own page: who one is, what one may do, where one is signed in, and everything that is held."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.access import Permission, Role, needs
from directory.app import create_app
from directory.model import LedgerEntry
from tests.web.account.signing_in import (
    Somebody,
    csrf_of,
    give_role,
    is_signed_in,
    make_account,
    send,
    signed_in_client,
    site_on,
    site_settings,
)
from tests.web.page import Pages


def acts(engine: Engine, record: str) -> list[str]:
    with Session(engine) as session:
        wanted = select(LedgerEntry.act).where(LedgerEntry.record == record).order_by(LedgerEntry.seq)
        return list(session.scalars(wanted))


def test_anna_sees_her_right_with_place_last_day_and_who_renews_it(app: Flask, anna: Somebody) -> None:
    page = Pages(app, signed_in_client(app, anna)).get("/account")
    assert "Handläggare" in page.words
    assert "Sollentuna" in page.words
    assert "Förnyas av samordnaren i området" in page.words
    assert anna.email in page.words
    english = Pages(app, signed_in_client(app, anna)).get("/account?lang=en")
    assert "Caseworker" in english.words


def test_somebody_without_rights_is_told_whom_to_ask(app: Flask, small_engine: Engine) -> None:
    nobody = make_account(small_engine)
    page = Pages(app, signed_in_client(app, nobody)).get("/account")
    assert "Du har inga rättigheter nu" in page.words


@pytest.mark.parametrize("role", [role for role in Role if role.is_granted])
def test_every_role_has_its_words_in_both_languages(small_engine: Engine, role: Role) -> None:
    app = site_on(small_engine)
    client = signed_in_client(app, make_account(small_engine, role))
    for lang in ("", "?lang=en"):
        assert Pages(app, client).get("/account" + lang).words


def test_work_is_shown_to_whom_it_is_for_and_only_if_it_is_there(small_engine: Engine) -> None:
    app = create_app(site_settings(small_engine))
    if "admin.log" not in app.view_functions:

        @needs(Permission.LOG_READ)
        def log() -> str:
            return ""

        app.add_url_rule("/admin/log", "admin.log", log)
    for role, is_shown in ((Role.ADMINISTRATOR, True), (Role.CASEWORKER, False)):
        page = Pages(app, signed_in_client(app, make_account(small_engine, role))).get("/account")
        assert ("/admin/log" in page.links()) is is_shown


def test_the_frame_greets_by_the_first_word_of_the_name_and_offers_signing_in_to_others(
    app: Flask, anna: Somebody
) -> None:
    client = signed_in_client(app, anna)
    page = Pages(app, client).get("/")
    assert '<span class="word">Anna</span>' in page.html
    assert "/account" in page.links()
    public = Pages(app).get("/areas?q=so")
    assert "/account/sign-in?next=/areas?q%3Dso" in public.links()
    assert "Anna" not in public.html


def test_anna_ends_the_session_that_she_does_not_know(app: Flask, anna: Somebody) -> None:
    here, there = signed_in_client(app, anna), signed_in_client(app, anna)
    page = Pages(app, here).get("/account")
    assert page.words.count("Firefox, Linux") >= 2
    wanted = [one["action"] for one in page.attributes("form") if "/sessions/" in one["action"]]
    one = next(path for path in wanted if path.endswith("/end"))
    response = here.post(one, data={"csrf_token": csrf_of(page.html)})
    assert (response.status_code, response.location) == (303, "/account")
    assert "Inloggningen är avslutad." in here.get("/account").text
    assert not is_signed_in(there)
    again = here.post(one, data={"csrf_token": csrf_of(page.html)})
    assert again.status_code == 404


def test_nobody_ends_a_session_of_somebody_else(app: Flask, anna: Somebody, small_engine: Engine) -> None:
    other = make_account(small_engine, Role.ADMINISTRATOR)
    hers, page = signed_in_client(app, anna), None
    page = hers.get("/account").text
    with Session(small_engine) as session:
        from directory.model import AccountSession

        wanted = session.scalars(select(AccountSession.id).where(AccountSession.account_id == anna.id)).one()
    assert page
    client = signed_in_client(app, other)
    for session_id in (wanted, "x", "%00", "a%00b", "é" * 300):
        response = send(client, f"/account/sessions/{session_id}/end", form="/account")
        assert response.status_code == 404, session_id
    assert is_signed_in(hers)


def test_signing_out_forgets_everything(app: Flask, anna: Somebody, small_engine: Engine) -> None:
    client = signed_in_client(app, anna)
    response = send(client, "/account/sign-out", form="/account")
    assert (response.status_code, response.location) == (303, "/account/signed-out")
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get_cookie("signed-in") is None
    assert client.get_cookie("session") is None
    Pages(app, client).get("/account/signed-out")
    assert acts(small_engine, anna.id)[-1] == "session.ended"


def test_everything_about_her_is_hers_to_take(app: Flask, anna: Somebody, small_engine: Engine) -> None:
    other = make_account(small_engine, Role.ADMINISTRATOR, name="Bo Annan (påhittad)")
    give_role(small_engine, anna.id, Role.NGO_EDITOR, organization="haven")
    client = signed_in_client(app, anna)
    page = Pages(app, client).get("/account/data")
    response = client.post("/account/data", data={"csrf_token": csrf_of(page.html)})
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == "attachment; filename=kontaktnatet-konto.json"
    assert response.headers["Cache-Control"] == "no-store"
    held = json.loads(response.text)
    assert held["account"]["email"] == anna.email
    assert {right["role"] for right in held["rights"]} == {"caseworker", "ngo_editor"}
    assert len(held["sessions"]) == 1
    assert held["second_factors"]["app"] is True
    said = [entry["act"] for entry in held["log"]]
    assert {"account.exported", "session.began", "grant.given", "account.created"} <= set(said)
    assert other.id not in response.text
    assert "argon2" not in response.text
    assert anna.key not in response.text
    assert acts(small_engine, anna.id)[-1] == "account.exported"


def test_a_file_is_not_fetched_by_a_link(app: Flask, anna: Somebody) -> None:
    client = signed_in_client(app, anna)
    assert client.post("/account/data").status_code == 400
