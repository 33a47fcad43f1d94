"""What another site can make a visitor's browser ask of ours, and what a reply that is no page can do."""

from __future__ import annotations

import pytest
from flask import Flask, Response

from directory.access import Permission, needs
from directory.app import create_app
from directory.settings import Settings
from directory.web.isolation import POLICY_OF_DATA, is_welcome
from tests.web.country import Held, snapshot

FROM_ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
A_LINK = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@pytest.mark.parametrize("address", ["/", "/areas", "/api/v1/areas", "/services/nowhere", "/healthz"])
def test_another_site_cannot_load_our_answers_as_pictures(site: Flask, address: str) -> None:
    assert site.test_client().get(address, headers=FROM_ELSEWHERE).status_code == 403


def test_another_site_cannot_put_us_into_a_frame(site: Flask) -> None:
    framed = {**A_LINK, "Sec-Fetch-Dest": "iframe"}
    assert site.test_client().get("/", headers=framed).status_code == 403


def test_another_site_cannot_send_a_sentence_in_a_visitors_name(site: Flask) -> None:
    response = site.test_client().post("/", data={"q": "akut boende i Boda"}, headers=A_LINK)
    assert response.status_code == 403
    assert "Boda" not in response.text


@pytest.mark.parametrize(
    "address", ["/account/sign-in", "/account/sign-out", "/account/reset", "/listing/object"]
)
def test_a_form_of_another_site_is_refused_as_such_before_anybody_looks_for_its_token(
    site: Flask, address: str
) -> None:
    form = {"email": "a@example.org", "csrf_token": "made up"}
    assert site.test_client().post(address, data=form, headers=A_LINK).status_code == 403


def test_a_sibling_host_is_another_site(site: Flask) -> None:
    sibling = {**FROM_ELSEWHERE, "Sec-Fetch-Site": "same-site"}
    assert site.test_client().get("/areas", headers=sibling).status_code == 403


def test_a_link_in_a_mail_or_on_an_intranet_leads_here(site: Flask) -> None:
    assert site.test_client().get("/areas", headers=A_LINK).status_code == 200


@pytest.mark.parametrize("where", ["same-origin", "none"])
def test_our_own_pages_and_bookmarks_get_everything(site: Flask, where: str) -> None:
    headers = {"Sec-Fetch-Site": where, "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}
    client = site.test_client()
    assert client.get("/api/v1/areas", headers=headers).status_code == 200
    assert client.post("/", data={"q": "boende"}, headers=headers).status_code in (200, 303, 422)


def test_a_program_or_an_old_browser_says_nothing_and_is_answered(site: Flask) -> None:
    assert site.test_client().get("/api/v1/areas").status_code == 200


@pytest.mark.parametrize(
    ("method", "site", "mode", "destination", "welcome"),
    [
        ("GET", "cross-site", "navigate", "document", True),
        ("HEAD", "cross-site", "navigate", "document", True),
        ("GET", "cross-site", "navigate", "", True),
        ("POST", "cross-site", "navigate", "document", False),
        ("GET", "cross-site", "navigate", "object", False),
        ("GET", "cross-site", "navigate", "embed", False),
        ("GET", "cross-site", "cors", "empty", False),
        ("GET", "cross-site", "websocket", "websocket", False),
        ("GET", "something new", "navigate", "iframe", False),
        ("DELETE", "same-site", "cors", "empty", False),
        ("POST", "same-origin", "cors", "empty", True),
        ("POST", "", "", "", True),
    ],
)
def test_each_kind_of_request_is_judged(
    method: str, site: str, mode: str, destination: str, welcome: bool
) -> None:
    assert is_welcome(method, site=site, mode=mode, destination=destination) is welcome


@pytest.mark.parametrize("address", ["/api/v1/areas", "/api/v1/nowhere", "/healthz", "/static/x/icon.svg"])
def test_what_is_no_page_runs_and_loads_nothing_when_opened_by_itself(site: Flask, address: str) -> None:
    response = site.test_client().get(address)
    assert response.headers.getlist("Content-Security-Policy") == [POLICY_OF_DATA]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_keeps_the_policy_of_pages(site: Flask) -> None:
    policy = site.test_client().get("/").headers.getlist("Content-Security-Policy")
    assert len(policy) == 1
    assert "sandbox" not in policy[0]


def test_a_calendar_entry_can_still_be_handed_to_the_calendar(settings: Settings) -> None:
    site = create_app(settings, snapshots=Held(snapshot()))

    @needs(Permission.ABOUT_READ)
    def card() -> Response:
        return Response("BEGIN:VCARD", headers={"Content-Disposition": "attachment; filename=a.vcf"})

    site.add_url_rule("/card", "card", card)
    assert "sandbox" not in site.test_client().get("/card").headers["Content-Security-Policy"]


def reached_from_elsewhere(site: Flask) -> list[str]:
    """List every route and method that answers when a page of another site loads it."""
    client = site.test_client()
    reached = []
    for rule in site.url_map.iter_rules():
        _, values = rule.build(dict.fromkeys(rule.arguments, "x"), append_unknown=False) or ("", "")
        for method in sorted((rule.methods or set()) - {"OPTIONS"}):
            response = client.open(values, method=method, headers=FROM_ELSEWHERE)
            if response.status_code not in (400, 403):  # 400: the token of its form is missing
                reached.append(f"{method} {rule.rule}: {response.status_code}")
    return reached


def test_no_route_answers_what_another_site_loads(site: Flask) -> None:
    assert reached_from_elsewhere(site) == []


def test_a_route_that_answers_another_site_would_be_found(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.web.isolation.is_welcome", lambda *_anything, **_more: True)
    reached = reached_from_elsewhere(create_app(settings, snapshots=Held(snapshot())))
    assert any(line.startswith("GET /areas:") for line in reached)
