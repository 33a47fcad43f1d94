"""What every request passes and every response carries."""

from __future__ import annotations

import pytest
from flask import Flask

from directory.access import Permission, may, needs, permission_of
from directory.access.roles import Role
from directory.app import create_app
from directory.settings import Settings
from directory.web.gate import CONTENT_SECURITY_POLICY, trusted_hosts
from tests.web.country import Held, snapshot
from tests.web.page import Pages


def test_every_route_names_a_permission_that_somebody_has(site: Flask) -> None:
    without = [
        rule.endpoint
        for rule in site.url_map.iter_rules()
        if permission_of(site.view_functions[rule.endpoint]) is None
    ]
    assert without == []
    refused = [
        rule.endpoint
        for rule in site.url_map.iter_rules()
        if not may(list(Role), permission_of(site.view_functions[rule.endpoint]))
    ]
    assert refused == []


def test_every_permission_is_asked_for_by_some_route(site: Flask) -> None:
    asked = {permission_of(view) for view in site.view_functions.values()}
    assert asked == set(Permission)


def own_site(settings: Settings) -> Flask:
    return create_app(settings, snapshots=Held(snapshot()))


def test_a_view_that_forgot_its_permission_is_refused(settings: Settings) -> None:
    site = own_site(settings)
    site.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    page = Pages(site).get("/forgotten", 403)
    assert "secret" not in page.html


def test_asking_needs_no_token_but_a_view_that_changes_something_does(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = own_site(settings)

    @needs(Permission.ANSWER_READ)
    def change() -> str:
        return "changed"

    site.add_url_rule("/change", "change", change, methods=["POST"])
    assert site.test_client().post("/change").status_code == 200
    monkeypatch.setattr(Permission, "is_reading", False)
    page = site.test_client().post("/change")
    assert page.status_code == 400
    assert "changed" not in page.text


def test_the_policy_lets_a_page_run_and_load_nothing_from_outside() -> None:
    rules = dict(rule.split(" ", 1) for rule in CONTENT_SECURITY_POLICY.split("; "))
    assert rules.pop("default-src") == "'none'"
    assert set(rules.values()) == {"'self'", "'none'"}


def test_an_unknown_host_is_refused(site: Flask) -> None:
    assert site.test_client().get("/", headers={"Host": "attacker.example"}).status_code == 400


def test_production_trusts_only_the_hosts_that_are_set() -> None:
    settings = Settings(
        environment="production", base_url="https://kontakt.example", secret_key="x" * 32, mail="file"
    )
    assert trusted_hosts(settings) == ["kontakt.example"]


def test_https_is_asked_for_ever_after_it_was_used() -> None:
    settings = Settings(
        environment="production", base_url="https://kontakt.example", secret_key="x" * 32, mail="file"
    )
    response = own_site(settings).test_client().get("/", base_url="https://kontakt.example")
    assert response.status_code == 200
    assert "max-age=31536000" in response.headers["Strict-Transport-Security"]


def test_without_https_nothing_is_said_of_it(site: Flask) -> None:
    assert "Strict-Transport-Security" not in site.test_client().get("/").headers


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_method_that_a_page_does_not_have_says_which_it_has(site: Flask, method: str) -> None:
    response = getattr(site.test_client(), method)("/answer")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_a_mountain_of_text_is_refused_with_a_page(site: Flask) -> None:
    response = site.test_client().post("/", data={"q": "x" * 100_000})
    assert response.status_code == 413
    assert "500 tecken" in response.text


def test_nothing_sets_a_cookie_but_the_forms_of_signing_in(site: Flask) -> None:
    client = site.test_client()
    for rule in site.url_map.iter_rules():
        permission = permission_of(site.view_functions[rule.endpoint])
        if (
            permission is not Permission.ACCOUNT_ENTER
            and "GET" in (rule.methods or ())
            and not rule.arguments
        ):
            assert "Set-Cookie" not in client.get(rule.rule).headers, rule.rule


@pytest.mark.parametrize(
    ("address", "may_be_found"),
    [("/", True), ("/areas", True), ("/areas?q=boda", False), ("/areas/nowhere", False), ("/healthz", False)],
)
def test_search_engines_find_pages_of_public_facts_and_nothing_that_somebody_typed(
    site: Flask, address: str, may_be_found: bool
) -> None:
    robots = site.test_client().get(address).headers.get("X-Robots-Tag")
    assert robots == (None if may_be_found else "noindex, nofollow")
