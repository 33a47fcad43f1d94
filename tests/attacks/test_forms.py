"""Forms and links bent on purpose: each is answered with a sentence or a plain no, and leads nowhere else."""

from __future__ import annotations

import io
from pathlib import Path
from time import process_time
from urllib.parse import quote, urljoin, urlsplit

import pytest
from flask import Flask
from sqlalchemy import Engine, delete, update
from werkzeug.test import TestResponse

from directory import clock
from directory.access import Role
from directory.account import ticket
from directory.db import for_writing
from directory.model import Account, Purpose, Throttle
from directory.store.session import writing
from directory.web.account import signing_in
from tests.attacks.besieged import BASE, make_somebody
from tests.attacks.inside import Browser, production, signed_in
from tests.store.small import fill
from tests.web.account.signing_in import Somebody, csrf_of

SPELLINGS = (
    *("//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example"),
    *("\\/evil.example", "/\\/evil.example", "/%2fevil.example", "/%2f%2fevil.example", "%2f%2fevil.example"),
    *(
        "/%5cevil.example",
        "https://evil.example",
        "https:evil.example",
        "https:/evil.example",
        "https:///evil.example",
    ),
    *("hTTps://evil.example", "/\tevil.example", "/\t/evil.example", "\t//evil.example", "/\n/evil.example"),
    *("/\r/evil.example", " //evil.example", "/\x00/evil.example", "\x01//evil.example", "/%09/evil.example"),
    *("/%0d%0aLocation:https://evil.example", "//evil.example/..", "/.//evil.example", "/..//evil.example"),
    *("/areas/..//evil.example", "./\\evil.example", "//kontakt.example@evil.example", "@evil.example"),
    *("https://kontakt.example@evil.example", "//kontakt.example:443@evil.example", "/@evil.example"),
    *(
        "//evil.example%23.kontakt.example",
        "https://kontakt.example.evil.example",
        "\u2044\u2044evil.example",
    ),
    *("\uff0f\uff0fevil.example", "/\uff3cevil.example", "/\u3002evil.example", "//evil\u3002example"),
    *("javascript:location='//evil.example'", "data:text/html,<script>location='//evil.example'</script>"),
    *("/account/sign-in?next=//evil.example#@evil.example", "/areas#//evil.example", "//[::1]@evil.example"),
)


@pytest.fixture
def app(engine: Engine, tmp_path: Path) -> Flask:
    fill(engine)
    return production(engine, tmp_path)


@pytest.fixture
def anna(app: Flask, engine: Engine) -> Somebody:
    return make_somebody(engine, Role.CASEWORKER)


def leads_away(answer: TestResponse) -> bool:
    """Whether a browser that follows *answer* would leave the site, reading its address as browsers do."""
    location = answer.headers.get("Location", "")
    read = "".join(letter for letter in location if letter > " ").replace("\\", "/")
    return bool(read) and urlsplit(urljoin(BASE, read)).netloc != "kontakt.example"


def led_by(app: Flask, here: Browser, given: str) -> list[TestResponse]:
    """Sign in, when one is signed in already, and confirm, with *given* as the page to go on to."""
    raw = quote(given.encode("utf-8", "surrogatepass"), safe="")
    return [here.get(f"/account/sign-in?next={raw}"), here.get(f"/account/confirm?next={raw}")]


def walked_by(app: Flask, who: Somebody, given: str) -> list[TestResponse]:
    """Walk the whole way in, with *given* in the form; return all answers."""
    with for_writing(app.extensions["snapshots"].engine).begin() as connection:
        connection.execute(update(Account).values(code_step=0))
        connection.execute(delete(Throttle))
    browser = Browser(app)
    browser.sign_in(who, next=given)
    return browser.answers


def test_no_spelling_of_an_address_leads_to_another_site(app: Flask, anna: Somebody) -> None:
    assert len(SPELLINGS) >= 40
    here = signed_in(app, anna)
    for at, given in enumerate(SPELLINGS):
        walked = walked_by(app, anna, given) if at % 12 == 0 else []
        for answer in [*led_by(app, here, given), *walked]:
            assert not leads_away(answer), f"{given!r}: {answer.headers['Location']}"
            assert answer.status_code < 400 or "\0" in given, f"{given!r}: {answer.status_code}"


def test_a_page_that_leads_wherever_it_is_told_would_be_found(
    app: Flask, anna: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing_in, "own_path", lambda given: given)
    here = signed_in(app, anna)
    assert leads_away(here.get("/account/sign-in?next=//evil.example"))
    assert leads_away(here.get("/account/sign-in?next=https://evil.example"))


HUGE = {
    "10 kB": "x" * 10_000,
    "nul": "a\0b" * 20,
    "half a sign": "\ud800abc" * 9,
    "wide": "\u1e9b\u0323" * 5_000,
}


@pytest.mark.parametrize("what", HUGE)
def test_a_monstrous_password_or_address_is_a_wrong_one_and_nothing_else(
    app: Flask, anna: Somebody, what: str
) -> None:
    browser = Browser(app)
    token = csrf_of(browser.get("/account/sign-in").text)
    for fields in (
        {"email": anna.email, "password": HUGE[what]},
        {"email": HUGE[what], "password": anna.password},
    ):
        body = "&".join(
            f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}"
            for name, value in {"csrf_token": token, **fields}.items()
        )
        began = process_time()
        kind = "application/x-www-form-urlencoded"
        answer = browser.post("/account/sign-in", data=body, content_type=kind)
        assert answer.status_code in (400, 413, 422)
        assert process_time() - began < 5
        assert HUGE[what][:50] not in answer.text or fields["email"] == HUGE[what]


def test_a_name_of_a_hundred_thousand_letters_is_refused(app: Flask, engine: Engine) -> None:
    who = make_somebody(engine, Role.ADMINISTRATOR)
    browser = signed_in(app, who)
    page = csrf_of(browser.get("/admin/invitations").text)
    for length, status in ((100_000, 413), (10_000, 422)):
        data = {
            "csrf_token": page,
            "name": "å" * (length // 2),
            "email": "a@example.org",
            "role": "administrator",
        }
        assert browser.post("/admin/invitations", data=data).status_code == (
            status if length > 50_000 else 422
        )


def test_a_field_that_comes_twice_counts_once(app: Flask, anna: Somebody) -> None:
    browser = Browser(app)
    token = csrf_of(browser.get("/account/sign-in").text)
    pairs = {
        "csrf_token": token,
        "email": ["nobody@example.org", anna.email],
        "password": ["wrong", anna.password],
    }
    assert browser.post("/account/sign-in", data=pairs).status_code == 422
    for extra in (
        {"email[]": anna.email},
        {"email[0]": anna.email},
        {"email.value": anna.email},
        {"user": anna.email},
    ):
        data = {"csrf_token": token, "password": anna.password, **extra}
        assert browser.post("/account/sign-in", data=data).status_code == 422
    answer = browser.post(
        f"/account/sign-in?email={quote(anna.email)}&password={quote(anna.password)}&csrf_token={token}"
    )
    assert answer.status_code == 400, "what stands in the address is not taken for a form"


@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        "text/plain",
        "application/xml",
        "multipart/form-data",
        "",
        "x" * 500,
        "text/html;;;=;",
    ],
)
def test_another_type_of_body_is_no_form(app: Flask, anna: Somebody, kind: str) -> None:
    browser = Browser(app)
    token = csrf_of(browser.get("/account/sign-in").text)
    body = f'{{"csrf_token": "{token}", "email": "{anna.email}", "password": "{anna.password}"}}'
    answer = browser.post("/account/sign-in", data=body, content_type=kind)
    assert answer.status_code == 400


def test_ten_thousand_parts_are_refused_at_once(app: Flask) -> None:
    browser = Browser(app)
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'
    for amount in (60, 1_000, 10_000):
        began = process_time()
        body = io.BytesIO(part * amount + b"--x--")
        answer = browser.post("/account/sign-in", data=body, content_type="multipart/form-data; boundary=x")
        assert answer.status_code in (400, 413)
        assert process_time() - began < 5


def links(engine: Engine, who: Somebody) -> str:
    with writing(engine, actor=who.id) as session:
        token = ticket.issue(session, Purpose.RESET, who.id, clock.now())
        session.commit()
    return token


def test_a_link_that_is_cut_bent_or_for_something_else_opens_nothing(
    app: Flask, anna: Somebody, engine: Engine
) -> None:
    token = links(engine, anna)
    browser = Browser(app)
    assert browser.get(f"/account/reset/{token}").location == "/account/reset/new"
    near = [
        token[:-1],
        token + "A",
        token.swapcase(),
        token[::-1],
        token + "%00",
        token + "%20",
        token + ".",
        f"%2e{token}",
    ]
    for path in (
        *(f"/account/reset/{one}" for one in near),
        f"/account/invitation/{token}",
        f"/listing/{token}",
    ):
        answer = browser.get(path)
        assert answer.status_code in (404, 410), path
        assert token not in answer.text
    assert browser.get(f"/account/reset/{token}").status_code == 303, "looking uses nothing up"


@pytest.mark.parametrize(
    "given", ["-1", "0", "99999999999999999999", "1e9", "NaN", "' OR 1=1", "%00", "..%2f..", "\u0661"]
)
def test_a_number_that_is_none_is_no_fault_of_ours(app: Flask, engine: Engine, given: str) -> None:
    browser = signed_in(app, make_somebody(engine, Role.ADMINISTRATOR, Role.COORDINATOR))
    pages = ("/services?page=", "/organizations?page=", "/admin/log?before=", "/admin/people?page=")
    for path in (
        *pages,
        "/answer?need=boende&area=0163&age=",
        "/admin/people/",
        "/maintain/posts/",
        "/areas/",
    ):
        assert browser.get(path + given).status_code < 500, path
