"""Signing in: password, then code, and not a word about which accounts there are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.access import Role
from directory.account.code import code_now
from directory.model import Account, AccountSession, RecoveryCode, Stage
from directory.store.session import writing
from tests.web.account.signing_in import (
    Somebody,
    a_client,
    csrf_of,
    forget_used_code,
    give_password,
    is_signed_in,
    make_account,
    send,
    sign_in,
    signed_in_client,
    site_on,
    token_of,
    with_token,
)
from tests.web.page import Page, Pages

WRONG = [
    ("somebody", "not the password at all"),
    ("nobody@example.org", "not the password at all"),
    ("somebody", ""),
    ("", ""),
    ("somebody", "x" * 10_000),
    ("x" * 10_000, "x"),
    ("ann\u0430@example.org", "cyrillic a"),
    ("a\x01b", "\x01"),
    ("' OR 1=1 --", "' OR 1=1 --"),
]


def test_anna_signs_in_with_password_and_code(app: Flask, anna: Somebody) -> None:
    client = a_client(app)
    first = give_password(client, anna)
    assert (first.status_code, first.location) == (303, "/account/code")
    assert not is_signed_in(client), "the password alone signs nobody in"
    second = send(client, "/account/code", code=anna.code())
    assert (second.status_code, second.location) == (303, "/account")
    page = Pages(app, client).get("/account")
    assert "Anna Prov (påhittad)" in page.words
    assert "Firefox, Linux" in page.words
    assert token_of(client, "signing-in") == ""


def test_every_cookie_is_out_of_reach_of_scripts_and_other_sites(small_engine: Engine) -> None:
    site = site_on(small_engine, base_url="https://kontakt.example.org", trusted_hosts=("localhost",))
    somebody = make_account(small_engine, Role.CASEWORKER)
    client = a_client(site)
    https = {"base_url": "https://localhost"}
    page = client.get("/account/sign-in", **https)  # type: ignore[arg-type]
    given = {"csrf_token": csrf_of(page.text), "email": somebody.email, "password": somebody.password}
    half = client.post("/account/sign-in", data=given, **https)  # type: ignore[arg-type]
    page2 = client.get("/account/code", **https)  # type: ignore[arg-type]
    whole = client.post(
        "/account/code",
        data={"csrf_token": csrf_of(page2.text), "code": somebody.code()},
        **https,  # type: ignore[arg-type]
    )
    for response in (page, half, whole):
        for cookie in response.headers.getlist("Set-Cookie"):
            assert cookie.startswith("__Host-"), cookie
            assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; ")), cookie
            assert "Domain=" not in cookie
            is_deleted = "Max-Age=0" in cookie
            assert is_deleted or ("Expires" not in cookie and "Max-Age" not in cookie), "remembers nobody"


@pytest.mark.parametrize(("email", "password"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_address_or_password_gets_one_sentence_whatever_was_wrong(
    app: Flask, anna: Somebody, email: str, password: str
) -> None:
    address = anna.email if email == "somebody" else email
    client = a_client(app)
    response = send(client, "/account/sign-in", email=address, password=password)
    assert response.status_code == 422
    page = Page(response.text)
    assert "Mailadressen och lösenordet stämmer inte överens." in page.words
    assert len(password) < 12 or password[:40] not in response.text
    assert "\x01" not in response.text
    assert token_of(client, "signing-in") == ""


def without_what_differs(html: str, typed: str) -> str:
    return html.replace(csrf_of(html), "").replace(typed, "")


def test_a_page_does_not_tell_whether_there_is_an_account(
    app: Flask, anna: Somebody, small_engine: Engine
) -> None:
    closed = make_account(small_engine, disabled_at=anna_moment())
    said = set()
    for address in (anna.email, "nobody@example.org", closed.email):
        response = send(a_client(app), "/account/sign-in", email=address, password="wrong wrong wrong")
        said.add((response.status_code, without_what_differs(response.text, address)))
    assert len(said) == 1


def anna_moment() -> object:
    from directory import clock

    return clock.now()


def test_a_difference_would_be_seen() -> None:
    form = '<input name="csrf_token" value="t">'
    one, other = form + "no such account: a@example.org", form + "wrong password: b@example.org"
    assert without_what_differs(one, "a@example.org") != without_what_differs(other, "b@example.org")


def test_what_was_typed_is_still_there_but_for_the_password(app: Flask, anna: Somebody) -> None:
    client = a_client(app)
    response = send(
        client, "/account/sign-in", email="anna<@example.org", password="sekret sekret", next="/areas"
    )
    page = Page(response.text)
    assert page.value("email") == "anna<@example.org"
    assert page.value("next") == "/areas"
    assert "sekret" not in response.text


def test_ten_wrong_passwords_shut_the_door_for_a_while_and_tell_nobody_why(
    app: Flask, anna: Somebody
) -> None:
    for address in (anna.email, "nobody@example.org"):
        client = a_client(app)
        for _ in range(10):
            assert send(client, "/account/sign-in", email=address, password="wrong").status_code == 422
        refused = send(client, "/account/sign-in", email=address, password=anna.password)
        assert refused.status_code == 429
        assert refused.headers["Retry-After"] == "300"
        assert "Vänta 5 minuter" in refused.text
        assert address not in refused.text


def test_five_wrong_codes_shut_the_door_for_a_while(app: Flask, anna: Somebody) -> None:
    client = a_client(app)
    give_password(client, anna)
    for code in ("", "000000", "abc", "1" * 5_000, "\u0661\u0662\u0663\u0664\u0665\u0666"):
        response = send(client, "/account/code", code=code)
        assert response.status_code == 422
        assert "Koden stämmer inte" in response.text
    refused = send(client, "/account/code", code=anna.code())
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "300"
    assert not is_signed_in(client)


def test_twenty_guesses_at_once_count_as_twenty(app: Flask, anna: Somebody) -> None:
    client = a_client(app)
    give_password(client, anna)
    half, page = token_of(client, "signing-in"), client.get("/account/code")
    token, form = csrf_of(page.text), token_of(client, "session")

    def guess(number: int) -> int:
        one = app.test_client()
        one.set_cookie("signing-in", half)
        one.set_cookie("session", form)
        return one.post("/account/code", data={"csrf_token": token, "code": f"{number:06d}"}).status_code

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(guess, range(20)))
    assert said.count(422) == 5
    assert said.count(429) == 15


def test_a_code_works_once(app: Flask, anna: Somebody) -> None:
    first, second = a_client(app), a_client(app)
    give_password(first, anna)
    give_password(second, anna)
    code = anna.code()
    assert send(first, "/account/code", code=code).status_code == 303
    assert send(second, "/account/code", code=code).status_code == 422
    assert not is_signed_in(second)


def recovery_codes_of(engine: Engine, somebody: Somebody) -> list[str]:
    from directory.account.code import new_recovery_codes

    with writing(engine, actor="test") as session:
        codes = new_recovery_codes(session, session.get_one(Account, somebody.id))
        session.commit()
    return codes


def test_a_browser_that_keeps_no_cookies_is_told_so_and_not_that_the_form_is_old(
    app: Flask, anna: Somebody
) -> None:
    client = a_client(app)
    form = {
        "csrf_token": csrf_of(client.get("/account/sign-in").text),
        "email": anna.email,
        "password": "x" * 12,
    }
    without = app.test_client(use_cookies=False).post("/account/sign-in", data=form)
    assert without.status_code == 400
    assert "Tillåt kakor" in without.text
    stale = client.post("/account/sign-in", data={**form, "csrf_token": "old"})
    assert stale.status_code == 400
    assert "Tillåt kakor" not in stale.text


def test_anna_writes_her_recovery_code_where_the_code_of_the_app_goes_and_it_fits(
    app: Flask, anna: Somebody, small_engine: Engine
) -> None:
    code = recovery_codes_of(small_engine, anna)[0]
    client = a_client(app)
    give_password(client, anna)
    [field] = [
        one for one in Page(client.get("/account/code").text).attributes("input") if one.get("name") == "code"
    ]
    assert int(str(field["maxlength"])) >= len(code)
    assert send(client, "/account/code", code=code).status_code == 303
    assert is_signed_in(client)


def test_anna_without_her_phone_signs_in_with_a_recovery_code_once(
    app: Flask, anna: Somebody, small_engine: Engine
) -> None:
    code = recovery_codes_of(small_engine, anna)[0]
    client = a_client(app)
    give_password(client, anna)
    assert send(client, "/account/code", recovery=code.upper().replace("-", " ")).status_code == 303
    assert is_signed_in(client)
    other = a_client(app)
    give_password(other, anna)
    again = send(other, "/account/code", recovery=code)
    assert again.status_code == 422
    page = Page(again.text)
    assert code not in again.text
    assert {"id": "trouble-recovery"}.items() <= next(
        one for one in page.attributes("p") if one.get("id") == "trouble-recovery"
    ).items()
    with Session(small_engine) as session:
        used = session.scalars(select(RecoveryCode.used_at).where(RecoveryCode.account_id == anna.id)).all()
    assert len([one for one in used if one is not None]) == 1


def test_a_code_of_somebody_else_is_none(app: Flask, anna: Somebody, small_engine: Engine) -> None:
    other = make_account(small_engine)
    code = recovery_codes_of(small_engine, other)[0]
    client = a_client(app)
    give_password(client, anna)
    assert send(client, "/account/code", recovery=code).status_code == 422
    assert send(client, "/account/code", code=other.code()).status_code == 422


def test_nobody_reaches_the_second_step_without_the_first(app: Flask) -> None:
    client = a_client(app)
    for path in ("/account/code", "/account/second-factor"):
        assert client.get(path).location == "/account/sign-in"
        client.set_cookie("signing-in", "x" * 43)
        assert client.get(path).location == "/account/sign-in"


def test_a_half_session_opens_no_page_of_an_account(app: Flask, anna: Somebody) -> None:
    client = a_client(app)
    give_password(client, anna)
    half = token_of(client, "signing-in")
    copied = with_token(app, half)
    for one in (client, copied):
        for path in ("/account", "/account/password", "/account/data", "/account/recovery-codes"):
            assert one.get(path).status_code == 403
    assert client.get("/account/second-factor").location == "/account/code", "she has an app already"


def test_a_whole_session_is_no_half_one(app: Flask, anna: Somebody) -> None:
    client = signed_in_client(app, anna)
    other = a_client(app)
    other.set_cookie("signing-in", token_of(client))
    assert other.get("/account/code").location == "/account/sign-in"


def test_signing_in_anew_ends_the_session_before_and_gives_new_tokens(
    app: Flask, anna: Somebody, small_engine: Engine
) -> None:
    client = signed_in_client(app, anna)
    first, form = token_of(client), client.get("/account/sign-in")
    assert form.location == "/account"
    page = client.get("/account")
    response = client.post(
        "/account/sign-in",
        data={"csrf_token": csrf_of(page.text), "email": anna.email, "password": anna.password},
    )
    assert response.location == "/account/code"
    assert not is_signed_in(with_token(app, first))
    forget_used_code(app, anna)
    send(client, "/account/code", code=anna.code())
    assert token_of(client) not in ("", first)
    with Session(small_engine) as session:
        stages = list(session.scalars(select(AccountSession.stage)))
    assert stages == [Stage.WHOLE]


def test_the_token_of_the_forms_is_another_one_after_signing_in(app: Flask, anna: Somebody) -> None:
    client = a_client(app)
    before = csrf_of(client.get("/account/sign-in").text)
    sign_in(client, anna)
    response = client.post("/account/sessions/end-others", data={"csrf_token": before})
    assert response.status_code == 400
    assert "Formuläret" in response.text


@pytest.mark.parametrize("lang", ["", "?lang=en"])
def test_whoever_had_to_sign_in_comes_back(app: Flask, anna: Somebody, lang: str) -> None:
    client = a_client(app)
    refused = client.get(f"/account/data{lang}")
    assert refused.status_code == 403
    page = Page(refused.text)
    link = next(
        one["href"]
        for one in page.attributes("a")
        if "/account/sign-in" in one["href"] and "next=" in one["href"]
    )
    form = client.get(link)
    data = {
        "csrf_token": csrf_of(form.text),
        "email": anna.email,
        "password": anna.password,
        "next": Page(form.text).value("next"),
    }
    client.post("/account/sign-in" + lang, data=data)
    response = send(client, "/account/code" + lang, code=anna.code())
    assert response.location == f"/account/data{lang}"


@pytest.mark.parametrize(
    "there", ["https://attacker.example", "//attacker.example", "/\\attacker.example", "/nowhere"]
)
def test_nobody_is_sent_to_another_site(app: Flask, anna: Somebody, there: str) -> None:
    client = a_client(app)
    page = client.get("/account/sign-in", query_string={"next": there})
    assert "attacker" not in page.text
    assert Page(page.text).value("next") == ""
    give_password(client, anna, next=there)
    assert send(client, "/account/code", code=anna.code()).location == "/account"
    assert client.get("/account/sign-in", query_string={"next": there}).location == "/account"
    confirmed = client.get("/account/confirm", query_string={"next": there})
    assert "attacker" not in confirmed.text


def test_demo_accounts_and_their_codes_are_shown_while_the_program_is_developed_and_never_else(
    small_engine: Engine,
) -> None:
    demo = make_account(small_engine, Role.CASEWORKER, is_demo=True, name="Prova Påhitt (påhittad)")
    real = make_account(small_engine, Role.CASEWORKER)
    safe = {
        "secret_key": "s" * 40,
        "base_url": "https://localhost",
        "mail": "smtp",
        "mail_from": "katalog@example.org",
    }
    for environment, changes in (("test", {}), ("production", safe), ("development", {})):
        site = site_on(small_engine, environment=environment, **changes)
        client, base = a_client(site), {"base_url": str(changes.get("base_url", "http://localhost"))}
        page = client.get("/account/sign-in", **base)  # type: ignore[arg-type]
        is_shown = environment == "development"
        assert (demo.email in page.text) is is_shown, environment
        assert real.email not in page.text
        for somebody in (demo, real):
            form = client.get("/account/sign-in", **base)  # type: ignore[arg-type]
            data = {
                "csrf_token": csrf_of(form.text),
                "email": somebody.email,
                "password": somebody.password,
            }
            assert client.post("/account/sign-in", data=data, **base).status_code == 303  # type: ignore[arg-type]
            shown = client.get("/account/code", **base).text  # type: ignore[arg-type]
            codes = {code_now(somebody.key, now) for now in moments()} if is_shown else set()
            assert any(code in shown for code in codes) is (is_shown and somebody is demo)
            assert ("påhittat" in shown) is (is_shown and somebody is demo)


def moments() -> list[object]:
    from datetime import timedelta

    from directory import clock

    return [clock.now() + timedelta(seconds=step) for step in (-30, 0, 30)]


def test_a_phone_says_what_it_is_and_a_stranger_says_nothing(app: Flask, anna: Somebody) -> None:
    client = a_client(app)
    client.environ_base["HTTP_USER_AGENT"] = "<script>alert(1)</script>" * 100
    sign_in(client, anna)
    page = client.get("/account").text
    assert "Okänd webbläsare" in page
    assert "alert(1)" not in page


def test_pages_of_accounts_are_not_for_search_engines(app: Flask) -> None:
    client = a_client(app)
    for path in ("/account/sign-in", "/account/reset", "/account/signed-out"):
        assert client.get(path).headers["X-Robots-Tag"] == "noindex, nofollow"


def test_every_page_before_signing_in_keeps_the_rules_of_pages(app: Flask, anna: Somebody) -> None:
    client: FlaskClient = a_client(app)
    pages = Pages(app, client)
    for path in ("/account/sign-in", "/account/reset", "/account/reset/sent", "/account/signed-out"):
        for lang in ("", "?lang=en"):
            pages.get(path + lang)
    give_password(client, anna)
    pages.get("/account/code")
    assert "Type the code" in pages.get("/account/code?lang=en").heading
