"""Cookies and sessions: one that somebody else chose, cut, copied, bent or brought from another site opens nothing."""

from __future__ import annotations

from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from flask import Flask, request
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from directory.access import Permission, Role, permission_of
from directory.account.secret import new_token
from tests.attacks.besieged import make_somebody
from tests.attacks.inside import FORM, HALF, WHOLE, Browser, production, signed_in
from tests.store.small import fill
from tests.web.account.signing_in import Somebody, csrf_of

CHOSEN = new_token()
"""A token that the attacker knows: well formed, and nobody's."""


@pytest.fixture
def app(engine: Engine, tmp_path: Path) -> Flask:
    fill(engine)
    return production(engine, tmp_path)


@pytest.fixture
def anna(app: Flask, engine: Engine) -> Somebody:
    return make_somebody(engine, Role.CASEWORKER)


@pytest.mark.parametrize("name", [WHOLE, HALF, FORM])
def test_a_cookie_that_was_set_before_signing_in_opens_nothing_afterwards(
    app: Flask, anna: Somebody, name: str
) -> None:
    attacker, victim = Browser(app), Browser(app)
    planted = CHOSEN
    if name == FORM:  # one that the site itself made, for the attacker
        attacker.get("/account/sign-in")
        planted = attacker.cookie(FORM)
    victim.set_cookie(planted, name)
    victim.sign_in(anna)
    assert victim.is_signed_in()
    assert planted not in {victim.cookie(one) for one in (WHOLE, HALF, FORM)}
    attacker.set_cookie(planted, name)
    assert not attacker.is_signed_in()
    assert attacker.get("/account/code").location == "/account/sign-in"


def test_the_token_of_a_form_from_before_signing_in_sends_nothing_afterwards(
    app: Flask, anna: Somebody
) -> None:
    attacker, victim = Browser(app), Browser(app)
    token = csrf_of(attacker.get("/account/sign-in").text)
    victim.set_cookie(attacker.cookie(FORM), FORM)
    victim.sign_in(anna)
    assert victim.post("/account/sign-out", data={"csrf_token": token}).status_code == 400
    assert victim.is_signed_in()


def test_each_step_has_a_token_of_its_own_and_none_stands_in_a_page_or_an_address(
    app: Flask, anna: Somebody
) -> None:
    browser = Browser(app)
    browser.give_password(anna)
    half = browser.cookie(HALF)
    assert browser.send("/account/code", code=anna.code()).status_code == 303
    whole = browser.cookie(WHOLE)
    for path in ("/", "/account", "/areas", "/account/data", "/account/confirm", "/nowhere", "/account/code"):
        browser.get(path)
    assert half
    assert whole
    assert half != whole
    assert not browser.cookie(HALF)
    for answer in browser.answers:
        told = answer.text + answer.headers.get("Location", "") + answer.request.url
        assert half not in told
        assert whole not in told
        for line in answer.headers.getlist("Set-Cookie"):
            for name, cookie in SimpleCookie(line).items():
                assert name.startswith("__Host-")
                assert cookie["secure"]
                assert cookie["httponly"]
                assert cookie["samesite"] == "Lax"
                assert cookie["path"] == "/"
                assert not cookie["domain"]
                assert cookie["max-age"] in ("", "0"), "nothing stays when the browser is closed"


def test_half_a_session_opens_nothing_but_the_next_step(app: Flask, anna: Somebody, engine: Engine) -> None:
    new = make_somebody(engine, Role.ADMINISTRATOR, has_app=False)
    open_to_half = {"/account/code", "/account/second-factor"}
    for who in (anna, new):
        half = Browser(app)
        half.give_password(who)
        token, public, thief, dead = half.cookie(HALF), Browser(app), Browser(app), Browser(app)
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.arguments or rule.rule in open_to_half:
                continue
            thief.set_cookie(token)  # half a one, under the name of a whole one
            dead.set_cookie(CHOSEN)
            given, stolen, nobodys, ended = (one.get(rule.rule) for one in (half, thief, public, dead))
            assert given.status_code == nobodys.status_code, rule.rule
            assert stolen.status_code == ended.status_code, rule.rule
            if permission_of(app.view_functions[rule.endpoint]) is not Permission.ACCOUNT_ENTER:
                assert given.data == nobodys.data, rule.rule
                assert stolen.data == ended.data, rule.rule


def test_a_whole_session_is_not_taken_for_half_a_one(app: Flask, anna: Somebody) -> None:
    browser, other = signed_in(app, anna), Browser(app)
    other.set_cookie(browser.cookie(), HALF)
    assert other.get("/account/code").location == "/account/sign-in"


def bent(token: str) -> list[str]:
    """Return tokens that are nearly *token*."""
    return [
        *(token[:-1], token[1:], token + "A", "A" + token, token.swapcase(), token.lower(), token[::-1]),
        *(
            token + "=",
            f" {token}x",
            f'"{token}x"',
            token[:20],
            token * 2,
            token * 200,
            token.replace(token[0], "_"),
        ),
        *(
            "",
            "0",
            "null",
            "true",
            "[]",
            "{}",
            "' OR 1=1 --",
            "%00",
            token[:-1] + "%00",
            token + "%0d%0aX: y",
        ),
        *("\u00e5" * 43, "../" * 14, "x" * 4000),
    ]


def test_a_token_that_is_nearly_right_is_wrong(app: Flask, anna: Somebody) -> None:
    browser = signed_in(app, anna)
    token = browser.cookie()
    for name in (WHOLE, HALF):
        for near in bent(token):
            if near == token:
                continue
            other = Browser(app)
            other.set_cookie(near, name)
            answer = other.get("/account")
            assert answer.status_code == 403, f"{name}={near!r}: {answer.status_code}"
    assert browser.is_signed_in()


def test_two_cookies_of_one_name_give_nobody_a_session_of_the_attackers_choice(
    app: Flask, anna: Somebody, engine: Engine
) -> None:
    """A sibling host can add a cookie, but none that begins with ``__Host-``: a browser refuses it there."""
    browser = signed_in(app, anna)
    plain = Browser(app)
    for name in (
        "signed-in",
        "__Secure-signed-in",
        "__host-signed-in",
        "__Host-signed-in ",
        "__Host-Signed-In",
    ):
        answer = plain.get("/account", headers={"Cookie": f"{name}={browser.cookie()}"})
        assert answer.status_code == 403, name


ELSEWHERE = {
    "a form of another site": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Origin": "https://evil.example"},
    "a form of a sibling": {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate", "Origin": "https://x.kontakt.example"},
    "a script of another site": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Origin": "null"},
}  # fmt: skip


@pytest.mark.parametrize("how", ELSEWHERE)
def test_another_site_sends_no_form_in_somebodys_name(app: Flask, anna: Somebody, how: str) -> None:
    browser = signed_in(app, anna)
    token = csrf_of(browser.get("/account").text)
    for path in ("/account/sign-out", "/account/sessions/end-others", "/account/data", "/account/password"):
        answer = browser.post(path, data={"csrf_token": token}, headers=ELSEWHERE[how])
        assert answer.status_code == 403, path
    assert browser.is_signed_in()


def every_change(app: Flask) -> list[str]:
    """List the addresses of all forms that change something."""
    return [
        rule.rule.replace("<", "").replace(">", "")
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and (permission := permission_of(app.view_functions[rule.endpoint])) is not None
        and not permission.is_reading
    ]


def without_a_token(app: Flask, browser: Browser) -> list[str]:
    """List the forms that are taken without a token, or with a wrong or foreign one."""
    foreign = csrf_of(Browser(app).get("/account/sign-in").text)
    taken = []
    for path in every_change(app):
        for data in ({}, {"csrf_token": ""}, {"csrf_token": "x"}, {"csrf_token": foreign}):
            if browser.post(path, data=data).status_code not in (400, 403):
                taken.append(path)
    return taken


def test_no_form_is_taken_without_its_token(app: Flask, engine: Engine) -> None:
    everything = make_somebody(engine, Role.ADMINISTRATOR, Role.COORDINATOR, Role.NGO_OWNER, Role.CASEWORKER)
    assert len(every_change(app)) > 40
    assert without_a_token(app, signed_in(app, everything)) == []


def test_a_form_that_is_taken_without_its_token_would_be_found(
    app: Flask, anna: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flask_wtf.csrf.CSRFProtect.protect", lambda _self: None)
    assert "/account/sign-out" in without_a_token(app, signed_in(app, anna))


def test_no_page_can_be_framed_and_no_other_window_gets_hold_of_it(app: Flask, anna: Somebody) -> None:
    browser = signed_in(app, anna)
    for path in ("/", "/account", "/account/confirm", "/admin/log", "/nowhere", "/account/sign-in"):
        headers = browser.get(path).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"


def seen_by_the_throttle(app: Flask) -> list[str]:
    """Return where requests come from, as the program sees it, when their sender claims a hundred addresses."""
    with app.test_request_context("/"):
        pass
    seen = []
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: seen.append(request.remote_addr))
    for at in range(100):
        fields = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP", "True-Client-IP")
        Browser(app).get("/about", headers=dict.fromkeys(fields, f"192.0.2.{at}"))
    return sorted(set(map(str, seen)))


def test_who_claims_a_hundred_addresses_is_still_one(app: Flask) -> None:
    assert seen_by_the_throttle(app) == ["127.0.0.1"]


def test_a_proxy_that_nobody_counted_would_be_believed(engine: Engine, tmp_path: Path) -> None:
    """The planted fault: proxies are believed that do not stand there."""
    fill(engine)
    assert len(seen_by_the_throttle(production(engine, tmp_path, proxies=1))) == 100


METHODS = ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")


@pytest.mark.parametrize("name", METHODS)
def test_the_method_of_a_request_is_the_one_it_was_sent_with(app: Flask, anna: Somebody, name: str) -> None:
    browser = signed_in(app, anna)
    assert browser.get("/account/sign-out?_method=POST", headers={name: "POST"}).status_code == 405
    assert (
        browser.post(
            "/account?_method=DELETE", headers={name: "DELETE"}, data={"_method": "DELETE"}
        ).status_code
        == 405
    )
    assert browser.is_signed_in()


HOSTS = (
    *("evil.example", "kontakt.example.evil.example", "kontakt.example@evil.example"),
    *("kontakt.example:443@evil", "", "."),
)


@pytest.mark.parametrize("host", HOSTS)
def test_a_letter_or_a_link_never_takes_its_host_from_the_request(app: Flask, host: str) -> None:
    browser = Browser(app)
    answer: TestResponse = browser.get("/account/reset", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text
    answer = browser.get("/account/reset", headers={"X-Forwarded-Host": host or "evil.example"})
    assert answer.status_code == 200
    assert "evil" not in answer.text
