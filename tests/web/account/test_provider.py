"""Signing in at an identity provider: a real one on this machine, in good and in bad moods."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import requests
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from directory import clock
from directory.access import Role
from directory.account import provider as core
from directory.account.provider import Subject
from directory.ledger import Act, note
from directory.ledger.reading import all_entries
from directory.model import Account, AccountSession, OutgoingMail, ProviderLink
from directory.settings import Settings
from directory.store.session import writing
from directory.web.account import openid as ours
from tests.web.account.openid import (
    CLIENT_ID,
    CLIENT_SECRET,
    EXPIRED,
    MOODS_OF_HTTP,
    MOODS_OF_SIGNATURE,
    MOODS_OF_TOKEN,
    Provider,
    provider_on_this_machine,
)
from tests.web.account.signing_in import (
    Somebody,
    a_client,
    csrf_of,
    is_signed_in,
    make_account,
    opened,
    send,
    sign_in,
    signed_in_client,
    site_on,
    token_of,
)
from tests.web.account.test_invited import EMAIL, invited, roles_of

NAME = "Exempelstads kommun"


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with provider_on_this_machine() as running:
        yield running


def site_with(engine: Engine, provider: Provider, **changes: object) -> Flask:
    return site_on(
        engine,
        **{
            "oidc_issuer": provider.address,
            "oidc_client_id": CLIENT_ID,
            "oidc_client_secret": CLIENT_SECRET,
            "oidc_name": NAME,
            "oidc_is_strong": True,
            **changes,
        },
    )


@pytest.fixture
def app(small_engine: Engine, provider: Provider) -> Flask:
    """A site that trusts the provider with both factors."""
    return site_with(small_engine, provider)


def link(engine: Engine, account: Somebody, provider: Provider, who: str = "anna") -> None:
    with writing(engine, actor=account.id) as session:
        core.link(session, session.get_one(Account, account.id), Subject(provider.address, who), clock.now())
        session.commit()


def go(client: FlaskClient, path: str = "/account/provider") -> str:
    """Press the button and sign in there; return the address that the provider sends the browser back to."""
    left = client.get(path)
    assert left.status_code == 303, left.text
    back = requests.get(left.location, allow_redirects=False, timeout=10).headers["Location"]
    return back.removeprefix("http://localhost")


def go_to_link(client: FlaskClient) -> str:
    """Press the button that links, and sign in there; return the address that the provider sends the browser to."""
    left = client.post(
        "/account/provider/link", data={"csrf_token": csrf_of(client.get("/account/provider/link").text)}
    )
    assert left.status_code == 200, left.text
    there = left.headers["Refresh"].removeprefix("0; url=")
    assert str(escape(there)) in left.text, "and a link, for a browser that does not go by itself"
    back = requests.get(there, allow_redirects=False, timeout=10).headers["Location"]
    return back.removeprefix("http://localhost")


def walk(client: FlaskClient, path: str = "/account/provider") -> TestResponse:
    """Go there and come back."""
    return client.get(go(client, path))


def sessions_in(engine: Engine) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(AccountSession)) or 0


def acts_of(engine: Engine, account: Somebody) -> list[str]:
    with engine.connect() as connection:
        return [entry.act for entry in all_entries(connection, record=account.id)]


def letters(engine: Engine) -> list[str]:
    with Session(engine) as session:
        return [row.kind for row in session.scalars(select(OutgoingMail))]


def test_somebody_linked_is_in_at_once_when_the_provider_is_strong(
    app: Flask, anna: Somebody, small_engine: Engine, provider: Provider
) -> None:
    link(small_engine, anna, provider)
    client = a_client(app)
    page = client.get("/account/sign-in?next=/areas/0138")
    assert f"Fortsätt med {NAME}" in page.text
    response = walk(client, "/account/provider?next=/areas/0138")
    assert (response.status_code, response.location) == (303, "/areas/0138")
    assert is_signed_in(client)
    assert provider.last["scope"] == "openid", "nothing else is asked for"
    assert "at-" not in str(client.get_cookie("session")), "no token of the provider is kept"


def test_a_provider_that_is_not_strong_is_followed_by_our_own_code(
    small_engine: Engine, anna: Somebody, provider: Provider
) -> None:
    app = site_with(small_engine, provider, oidc_is_strong=False)
    link(small_engine, anna, provider)
    client = a_client(app)
    response = walk(client)
    assert (response.status_code, response.location) == (303, "/account/code")
    assert not is_signed_in(client)
    assert send(client, "/account/code", code=anna.code()).status_code == 303
    assert is_signed_in(client)


def test_somebody_unknown_and_somebody_shut_out_read_the_same(
    app: Flask, anna: Somebody, small_engine: Engine, provider: Provider
) -> None:
    unknown = walk(a_client(app))
    link(small_engine, anna, provider)
    with writing(small_engine, actor="test") as session:
        session.get_one(Account, anna.id).disabled_at = clock.now()
        note(session, Act.ACCOUNT_DISABLED, kind="account", record=anna.id)
        session.commit()
    shut_out = walk(a_client(app))
    assert unknown.status_code == shut_out.status_code == 403
    assert unknown.text == shut_out.text
    assert "Be samordnaren" in unknown.text
    assert sessions_in(small_engine) == 0


def test_the_same_mail_address_opens_nothing(
    app: Flask, anna: Somebody, small_engine: Engine, provider: Provider
) -> None:
    provider.claims = {"email": anna.email, "email_verified": True, "preferred_username": anna.email}
    assert walk(a_client(app)).status_code == 403
    assert sessions_in(small_engine) == 0


def test_the_same_subject_of_another_issuer_opens_nothing(
    app: Flask, anna: Somebody, small_engine: Engine, provider: Provider
) -> None:
    with writing(small_engine, actor=anna.id) as session:
        elsewhere = Subject("https://login.example.com", "anna")
        core.link(session, session.get_one(Account, anna.id), elsewhere, clock.now())
        session.commit()
    assert walk(a_client(app)).status_code == 403


def test_an_owner_links_and_unlinks_and_is_told(
    app: Flask, anna: Somebody, small_engine: Engine, provider: Provider
) -> None:
    elsewhere, client = signed_in_client(app, anna), signed_in_client(app, anna)
    assert f"Koppla {NAME}" in client.get("/account").text
    assert client.get("/account/provider/link").status_code == 200
    response = client.get(go_to_link(client))
    assert (response.status_code, response.location) == (303, "/account")
    page = client.get("/account").text
    assert f"Ditt konto är kopplat till {NAME}" in page
    assert "Ta bort kopplingen" in page
    assert not is_signed_in(elsewhere), "a new way in ends every other session"
    assert is_signed_in(_entered(app))
    response = client.post("/account/provider/unlink", data={"csrf_token": csrf_of(page)})
    assert response.status_code == 303
    assert walk(a_client(app)).status_code == 403
    acts = acts_of(small_engine, anna)
    assert Act.PROVIDER_LINKED in acts
    assert Act.PROVIDER_UNLINKED in acts
    assert letters(small_engine).count("factor_changed") == 2


def _entered(app: Flask) -> FlaskClient:
    client = a_client(app)
    walk(client)
    return client


def test_a_sign_in_that_is_linked_elsewhere_is_not_linked_twice(
    app: Flask, anna: Somebody, small_engine: Engine, provider: Provider
) -> None:
    bo = make_account(small_engine, Role.CASEWORKER)
    link(small_engine, bo, provider)
    client = signed_in_client(app, anna)
    response = client.get(go_to_link(client))
    assert response.status_code == 422
    assert "redan kopplad" in response.text
    link(small_engine, anna, provider, "anna-2")
    provider.who = "anna-3"
    assert client.get(go_to_link(client)).status_code == 422


def test_linking_asks_anew_after_ten_minutes(app: Flask, anna: Somebody, provider: Provider) -> None:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        client = signed_in_client(app, anna)
        traveller.shift(timedelta(minutes=21))
        assert client.get("/account/provider/link").location.startswith("/account/confirm")
        form = {"csrf_token": csrf_of(client.get("/account").text)}
        assert client.post("/account/provider/link", data=form).location.startswith("/account/confirm")
    assert provider.asked == []


def test_linking_begins_by_a_form_of_ours_and_never_by_an_address(
    app: Flask, anna: Somebody, provider: Provider
) -> None:
    client = signed_in_client(app, anna)
    response = client.get("/account/provider?for=link", headers={"Sec-Fetch-Site": "same-origin"})
    assert (response.status_code, response.location) == (303, "/account/provider/link")
    assert client.post("/account/provider/link").status_code == 400
    assert client.post("/account/provider/link", data={"csrf_token": "made-up"}).status_code == 400
    assert provider.asked == []


def test_an_answer_for_another_session_links_nothing(
    app: Flask, anna: Somebody, small_engine: Engine, provider: Provider
) -> None:
    bo = make_account(small_engine, Role.CASEWORKER)
    client = signed_in_client(app, anna)
    back = go_to_link(client)
    client.set_cookie("signed-in", token_of(signed_in_client(app, bo)))
    assert client.get(back).status_code == 400
    with Session(small_engine) as session:
        assert session.scalars(select(ProviderLink)).all() == []


def test_the_last_way_in_is_not_removed(app: Flask, small_engine: Engine, provider: Provider) -> None:
    eva = make_account(small_engine, Role.CASEWORKER, has_app=False, password_hash=None)
    link(small_engine, eva, provider)
    client = _entered(app)
    page = client.get("/account")
    assert page.status_code == 200
    client.post("/account/provider/unlink", data={"csrf_token": csrf_of(page.text)})
    assert "enda sätt att logga in" in client.get("/account").text
    assert is_signed_in(_entered(app))


def test_somebody_shows_anew_who_they_are_at_the_provider(
    app: Flask, small_engine: Engine, provider: Provider
) -> None:
    eva = make_account(small_engine, Role.CASEWORKER, has_app=False, password_hash=None)
    link(small_engine, eva, provider)
    client = _entered(app)
    with time_machine.travel(clock.now() + timedelta(minutes=21), tick=False):
        way = client.get("/account/password").location
        assert way.startswith("/account/confirm")
        page = client.get(way).text
        assert f"Visa med {NAME}" in page
        assert "f-code" not in page, "who has no app is asked for no code"
        path = "/account/provider?for=confirm&next=/account/password"
        for moment in (None, time.time() - 600, True):
            provider.claims = {"auth_time": moment}
            assert walk(client, path).status_code == 403, "an old sign-in there is not enough"
            assert client.get("/account/password").status_code == 303
        provider.claims, provider.who = {"auth_time": time.time()}, "somebody-else"
        assert walk(client, path).status_code == 400
        provider.who, before = "anna", token_of(client)
        response = walk(client, path)
        assert (response.status_code, response.location) == (303, "/account/password")
        assert (provider.last["prompt"], provider.last["max_age"]) == ("login", "0")
        assert client.get("/account/password").status_code == 200
        assert token_of(client) != before


def test_an_invitation_is_accepted_without_a_password(
    app: Flask, small_engine: Engine, provider: Provider
) -> None:
    coordinator = make_account(small_engine, Role.COORDINATOR)
    path = invited(app, small_engine, coordinator)
    client = a_client(app)
    assert f"Fortsätt med {NAME}" in client.get(opened(client, path)).text
    response = walk(client, "/account/provider?for=accept")
    assert response.status_code == 303
    assert is_signed_in(client)
    assert Role.CASEWORKER in roles_of(small_engine, EMAIL)
    with Session(small_engine) as session:
        made = session.scalars(select(Account).where(Account.email == EMAIL)).one()
        assert (made.password_hash, made.code_secret, made.name) == (None, None, "Nina Ny (påhittad)")
    assert a_client(app).get(path).status_code == 410
    assert is_signed_in(_entered(app))


def test_an_invitation_accepted_at_a_weaker_provider_goes_on_to_an_app(
    small_engine: Engine, provider: Provider
) -> None:
    app = site_with(small_engine, provider, oidc_is_strong=False)
    path = invited(app, small_engine, make_account(small_engine, Role.COORDINATOR))
    client = a_client(app)
    client.get(path)
    assert walk(client, "/account/provider?for=accept").location == "/account/second-factor"
    assert not is_signed_in(client)


def test_nobody_accepts_without_an_invitation_or_with_somebody_elses_account(
    app: Flask, anna: Somebody, small_engine: Engine, provider: Provider
) -> None:
    assert walk(a_client(app), "/account/provider?for=accept").status_code == 400
    link(small_engine, anna, provider)
    path = invited(app, small_engine, make_account(small_engine, Role.COORDINATOR))
    client = a_client(app)
    client.get(path)
    assert walk(client, "/account/provider?for=accept").status_code == 422
    assert client.get(path).status_code == 303, "the invitation was not used up"
    assert roles_of(small_engine, EMAIL) == []


def test_a_way_that_begins_on_another_site_waits_for_a_press_of_our_button(
    app: Flask, provider: Provider
) -> None:
    client = a_client(app)
    for site in ("cross-site", "same-site", "none"):
        headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
        page = client.get("/account/provider?next=/areas", headers=headers)
        assert page.status_code == 200
        assert "/account/provider?for=enter&amp;next=/areas" in page.text
    assert provider.asked == []
    here = client.get("/account/provider", headers={"Sec-Fetch-Site": "same-origin"})
    assert here.location.startswith(provider.address)


def test_a_path_of_another_site_is_not_gone_to(
    app: Flask, anna: Somebody, small_engine: Engine, provider: Provider
) -> None:
    link(small_engine, anna, provider)
    assert walk(a_client(app), "/account/provider?next=//evil.example.org").location == "/account"


NONSENSE = [
    *MOODS_OF_HTTP,
    *MOODS_OF_TOKEN,
    *EXPIRED,
    *MOODS_OF_SIGNATURE,
    "answer of another issuer",
]


def come(client: FlaskClient) -> TestResponse:
    """Walk as far as the provider lets one."""
    left = client.get("/account/provider")
    if left.status_code != 303:
        return left
    back = requests.get(left.location, allow_redirects=False, timeout=10).headers["Location"]
    return client.get(back.removeprefix("http://localhost"))


@pytest.mark.parametrize("mood", NONSENSE)
def test_nonsense_opens_nothing_and_is_said_in_a_sentence(
    app: Flask,
    anna: Somebody,
    small_engine: Engine,
    provider: Provider,
    mood: str,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    link(small_engine, anna, provider)
    link(small_engine, make_account(small_engine, Role.CASEWORKER), provider, "bosse")
    provider.mood = mood
    client = a_client(app)
    response = come(client)
    assert response.status_code == 502
    assert f"{NAME} svarade inte som väntat" in response.text
    assert sessions_in(small_engine) == 0
    assert not is_signed_in(client)
    assert len(provider.asked) <= 5, "no redirect is followed, nothing is tried again and again"
    said = caplog.text + "".join(capfd.readouterr())
    for secret in (CLIENT_SECRET, "eyJ", "anna", "bosse", provider.last.get("state", "-state-")):
        assert secret not in said
    provider.mood = ""
    assert walk(client).status_code == 303, "and nothing of it is remembered"


def test_a_provider_that_is_slow_is_given_up(
    app: Flask, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ours.PATIENCE_S == 5
    monkeypatch.setattr(ours, "PATIENCE_S", 0.3)
    provider.mood, provider.slow_s = "discovery slow", 8.0
    began = time.monotonic()
    assert a_client(app).get("/account/provider").status_code == 502
    assert time.monotonic() - began < 6.0


def test_a_provider_that_is_away_is_said_so(small_engine: Engine, provider: Provider) -> None:
    app = site_with(small_engine, provider, oidc_issuer="http://127.0.0.1:9")
    assert a_client(app).get("/account/provider").status_code == 502


def test_a_person_whom_the_provider_turns_away_reads_so(app: Flask, provider: Provider) -> None:
    provider.mood = "access denied"
    response = walk(a_client(app))
    assert response.status_code == 400
    assert "släppte inte in dig" in response.text


STRAY = [
    "",
    "?",
    "?code=x",
    "?state=x",
    "?code=x&state=x",
    "?error=access_denied",
    "?error=<script>&state=%00",
    "?state=" + "x" * 5000,
    "?code[]=1&state[]=2",
]


@pytest.mark.parametrize("query", STRAY)
def test_an_answer_that_nobody_asked_for_begins_nothing(app: Flask, provider: Provider, query: str) -> None:
    response = a_client(app).get(f"/account/provider/back{query}")
    assert response.status_code == 400
    assert "Börja om" in response.text
    assert "script&gt;" not in response.text
    assert provider.asked == []


def test_an_answer_works_in_the_browser_that_left_and_once(
    app: Flask, anna: Somebody, small_engine: Engine, provider: Provider
) -> None:
    link(small_engine, anna, provider)
    client, other = a_client(app), a_client(app)
    back = go(client)
    assert other.get(back).status_code == 400, "of another browser"
    go(other)
    assert other.get(back).status_code == 400, "of another attempt"
    kept = client.get_cookie("session")
    assert kept is not None
    assert client.get(back).status_code == 303
    assert client.get(back).status_code == 400, "used"
    thief = a_client(app)
    thief.set_cookie("session", kept.value)
    assert thief.get(back).status_code == 502, "the code was used up at the provider, too"
    assert not is_signed_in(thief)


def test_an_answer_that_comes_after_a_quarter_of_an_hour_is_too_late(
    app: Flask, anna: Somebody, small_engine: Engine, provider: Provider
) -> None:
    link(small_engine, anna, provider)
    client = a_client(app)
    back = go(client)
    with time_machine.travel(clock.now() + timedelta(minutes=16), tick=False):
        assert client.get(back).status_code == 400


def test_the_level_that_was_asked_for_is_required_back(
    small_engine: Engine, anna: Somebody, provider: Provider
) -> None:
    app = site_with(small_engine, provider, oidc_acr="loa3 loa4")
    link(small_engine, anna, provider)
    for acr in (None, "loa2", ["loa3"], ""):
        provider.claims = {"acr": acr}
        response = walk(a_client(app))
        assert response.status_code == 403
        assert "intygade för lite" in response.text
    assert provider.last["acr_values"] == "loa3 loa4"
    provider.claims = {"acr": "loa4"}
    assert walk(a_client(app)).status_code == 303


def test_keys_that_were_exchanged_are_asked_for_anew(
    app: Flask, anna: Somebody, small_engine: Engine, provider: Provider
) -> None:
    link(small_engine, anna, provider)
    assert walk(a_client(app)).status_code == 303
    provider.key = type(provider.key).generate_key(2048, {"kid": "two", "use": "sig"})
    assert walk(a_client(app)).status_code in (303, 502)


def test_the_language_is_kept_on_the_way(app: Flask, provider: Provider) -> None:
    client = a_client(app)
    response = walk(client, "/account/provider?lang=en")
    assert "You are not linked to any account here" in response.text
    assert provider.last["ui_locales"] == "en"
    assert urlsplit(provider.last["redirect_uri"]).query == ""


def test_a_session_at_the_provider_ends_by_our_own_limits(
    app: Flask, anna: Somebody, small_engine: Engine, provider: Provider
) -> None:
    link(small_engine, anna, provider)
    client = a_client(app)
    walk(client)
    with time_machine.travel(clock.now() + timedelta(hours=3), tick=False):
        assert not is_signed_in(client)
        response = client.get("/account/provider")
        assert response.location.startswith(provider.address), "and the provider is asked anew"


def test_without_a_provider_there_is_no_such_page(small_engine: Engine, anna: Somebody) -> None:
    app = site_on(small_engine)
    client = a_client(app)
    assert client.get("/account/provider").status_code == 404
    assert client.get("/account/provider/back?code=x&state=y").status_code == 404
    assert "Fortsätt med" not in client.get("/account/sign-in").text
    sign_in(client, anna)
    assert client.get("/account/provider/link").status_code == 404


def test_places_that_the_server_does_not_call(provider: Provider) -> None:
    given = Settings(oidc_issuer="https://idp.example.org", oidc_client_id="x", oidc_client_secret="y")
    for address in (
        "http://idp.example.org/keys",
        "https://127.0.0.1/keys",
        "https://localhost/keys",
        "https://[::1]/keys",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/",
        "https://user:password@idp.example.org/",
        "file:///etc/passwd",
        "ftp://idp.example.org/",
        "",
        None,
        5,
    ):
        assert not ours.is_callable(address, given), address
    assert ours.is_callable("https://idp.example.org/keys", given)
    assert ours.is_callable("https://keys.example.org/keys", given)


@pytest.mark.parametrize("mood", ["wrong issuer", "wrong audience", "wrong nonce", "unsigned", "wrong key"])
def test_a_check_that_is_left_out_would_be_found(
    app: Flask,
    anna: Somebody,
    small_engine: Engine,
    provider: Provider,
    mood: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def believe(_self: object, token: dict[str, str], **_checks: object) -> dict[str, object]:
        body = token["id_token"].split(".")[1]
        return dict(json.loads(base64.urlsafe_b64decode(body + "==")))

    link(small_engine, anna, provider)
    monkeypatch.setattr(ours._Provider, "parse_id_token", believe)
    provider.mood = mood
    client = a_client(app)
    assert come(client).status_code == 303, "planted"
    assert is_signed_in(client)
