"""What every reply carries: pages, data, files, refusals and errors, to whoever asks and from wherever."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.web.test_isolation import FROM_ELSEWHERE

ONCE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
TEXT = ("text/", "image/svg+xml")


def replies(site: Flask) -> Iterator[tuple[str, TestResponse]]:
    """Yield a reply of every route by every method, of every kind of refusal, and what was asked."""
    client = site.test_client()
    for rule in site.url_map.iter_rules():
        address = (rule.build(dict.fromkeys(rule.arguments, "x"), append_unknown=False) or ("", "/"))[1]
        for method in sorted({*(rule.methods or ()), "DELETE", "TRACE"}):
            yield f"{method} {rule.rule}", client.open(address, method=method)
    yield "a stranger's host", client.get("/", headers={"Host": "attacker.example"})
    yield "a body that is too large", client.post("/", data={"q": "x" * 100_000})
    yield "another site", client.get("/", headers=FROM_ELSEWHERE)
    yield "a file", client.get("/static/x/icon.svg")
    yield "an origin", client.get("/api/v1/areas", headers={"Origin": "https://attacker.example"})
    yield (
        "a preflight",
        client.options(
            "/api/v1/answer",
            headers={"Origin": "https://attacker.example", "Access-Control-Request-Method": "POST"},
        ),
    )


def faults(asked: str, response: TestResponse) -> list[str]:
    """List what is wrong with the headers of *response*."""
    wrong = [
        f"{asked}: {name} is {response.headers.getlist(name)}"
        for name, value in ONCE.items()
        if response.headers.getlist(name) != [value]
    ]
    policies = response.headers.getlist("Content-Security-Policy")
    if len(policies) != 1 or not {"frame-ancestors 'none'", "base-uri 'none'", "default-src 'none'"} <= set(
        policies[0].split("; ")
    ):
        wrong.append(f"{asked}: the policy is {policies}")
    if [name for name in response.headers.keys() if name.lower().startswith("access-control-")]:  # noqa: SIM118
        wrong.append(f"{asked}: shares with other origins")
    content_type = response.headers.get("Content-Type", "")
    if response.data and not content_type:
        wrong.append(f"{asked}: has no type")
    if content_type.startswith(TEXT) and "charset=utf-8" not in content_type.lower():
        wrong.append(f"{asked}: is {content_type}, of no alphabet")
    if "Cache-Control" not in response.headers:
        wrong.append(f"{asked}: may be kept by whoever likes")
    return wrong


def test_every_reply_carries_what_it_must(site: Flask) -> None:
    found = [fault for asked, response in replies(site) for fault in faults(asked, response)]
    assert found == []


@pytest.mark.parametrize("name", [*ONCE, "Content-Security-Policy", "Cache-Control", "Content-Type"])
def test_a_reply_without_one_of_them_would_be_found(site: Flask, name: str) -> None:
    response = site.test_client().get("/areas")
    assert faults("GET /areas", response) == []
    del response.headers[name]
    assert faults("GET /areas", response)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Access-Control-Allow-Origin", "*"),
        ("Content-Type", "text/html"),
        ("Content-Security-Policy", "default-src 'self'; frame-ancestors *"),
    ],
)
def test_a_reply_that_gives_too_much_would_be_found(site: Flask, name: str, value: str) -> None:
    response = site.test_client().get("/areas")
    response.headers[name] = value
    assert faults("GET /areas", response)


def test_production_never_runs_in_a_mode_for_developers(site: Flask) -> None:
    assert not site.debug
    assert not site.config["PROPAGATE_EXCEPTIONS"]
    assert "EXPLAIN_TEMPLATE_LOADING" not in site.config or not site.config["EXPLAIN_TEMPLATE_LOADING"]
