"""Our headers against the published rules of a scanner that others will hold against us."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import Headers

from directory.app import create_app
from directory.settings import Settings
from tests.web.country import Held, snapshot
from tests.web.observatory import of_cookies, of_policy, of_scripts, score

PROMISED = 125
BASE = "https://kontakt.example"


@pytest.fixture(scope="module")
def served() -> Flask:
    settings = Settings(environment="production", base_url=BASE, secret_key="x" * 32, mail="file")
    return create_app(settings, snapshots=Held(snapshot()))


def pages_of(site: Flask) -> list[str]:
    """List the pages that need no more than their address."""
    client = site.test_client()
    addresses = [
        rule.rule
        for rule in site.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments
    ]
    return [one for one in addresses if client.get(one, base_url=BASE).mimetype == "text/html"]


def test_every_page_scores_what_is_promised(served: Flask) -> None:
    addresses = pages_of(served)
    assert "/" in addresses
    scores = {}
    for address in addresses:
        response = served.test_client().get(address, base_url=BASE)
        scores[address] = score(response.headers, response.text)
    assert {address: points for address, points in scores.items() if points < PROMISED} == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Content-Security-Policy", None),
        ("Content-Security-Policy", "default-src 'self'; script-src 'self' 'unsafe-inline'"),
        ("Content-Security-Policy", "default-src 'none'; script-src https:; frame-ancestors 'none'"),
        ("Strict-Transport-Security", None),
        ("Strict-Transport-Security", "max-age=300"),
        ("Cross-Origin-Resource-Policy", None),
        ("Referrer-Policy", "unsafe-url"),
        ("X-Content-Type-Options", None),
        ("Access-Control-Allow-Origin", "https://attacker.example"),
    ],
)
def test_a_header_that_is_missing_or_weak_would_cost_the_promise(
    served: Flask, name: str, value: str | None
) -> None:
    response = served.test_client().get("/", base_url=BASE)
    headers = Headers(response.headers)
    del headers[name]
    if value is not None:
        headers[name] = value
    if name.startswith("Access"):
        headers["Access-Control-Allow-Credentials"] = "true"
    # X-Content-Type-Options alone costs 5 of the 130 that we have; the promise holds, and the score tells.
    limit = 130 if name.startswith("X-") else PROMISED
    assert score(headers, response.text) < limit


def test_without_frame_ancestors_the_older_header_does_not_give_the_bonus(served: Flask) -> None:
    headers = Headers(served.test_client().get("/", base_url=BASE).headers)
    before = score(headers, "")
    headers["Content-Security-Policy"] = headers["Content-Security-Policy"].replace(
        "frame-ancestors 'none'", ""
    )
    assert score(headers, "") == before - 5


@pytest.mark.parametrize(
    ("cookie", "points"),
    [
        ("__Host-session=x; Secure; HttpOnly; Path=/; SameSite=Lax", 5),
        ("__Host-session=x; Secure; HttpOnly; Path=/", 0),
        ("session=x; Secure; Path=/; SameSite=Lax", -30),
        ("session=x; HttpOnly; Path=/; SameSite=Lax", -40),
        ("language=x; Secure; Path=/; SameSite=Sometimes", -20),
    ],
)
def test_a_cookie_is_weighed_as_the_scanner_does(cookie: str, points: int) -> None:
    assert of_cookies(Headers([("Set-Cookie", cookie)])) == points


@pytest.mark.parametrize(
    ("html", "points"),
    [
        ('<script src="/static/a.js"></script>', 0),
        ('<script src="/static/a.js" integrity="sha384-x"></script>', 5),
        ('<script src="https://cdn.example/a.js"></script>', -5),
        ('<script src="http://cdn.example/a.js"></script>', -50),
        ('<script src="//cdn.example/a.js" integrity="sha384-x"></script>', -20),
    ],
)
def test_a_script_is_weighed_as_the_scanner_does(html: str, points: int) -> None:
    assert of_scripts(html) == points


@pytest.mark.parametrize(
    ("policy", "points"),
    [
        ("", -25),
        ("default-src 'none'", 10),
        ("default-src 'self'", 5),
        ("default-src 'none'; style-src 'unsafe-inline'", 0),
        ("default-src 'none'; script-src 'unsafe-eval'", -10),
        ("default-src 'none'; img-src http:", -10),
        ("img-src 'self'", -20),
    ],
)
def test_a_policy_is_weighed_as_the_scanner_does(policy: str, points: int) -> None:
    assert of_policy(Headers([("Content-Security-Policy", policy)])) == points
