"""The log knows what was done, and never what was said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import structlog
from flask import Flask, g

from directory.access import AccountId, Grant, Identity, Permission, Role, needs
from directory.account.complaint import TooMany
from directory.app import create_app
from directory.graph.facts import AreaId
from directory.settings import Settings
from tests.web.country import Held, snapshot
from tests.web.test_isolation import FROM_ELSEWHERE


def test_a_sentence_an_address_and_a_query_never_reach_the_log(site: Flask) -> None:
    client = site.test_client()
    with structlog.testing.capture_logs() as lines:
        client.post("/", data={"q": "hemligtord i Tyresö"})
        client.get("/answer?need=boende_akut&area=hemligtord")
        client.get("/hemligtord")
    assert [line["event"] for line in lines] == ["answered"] * 3
    assert [line["endpoint"] for line in lines] == ["find.ask_sentence", "find.answer", "none"]
    assert "hemligtord" not in str(lines)


def test_the_log_says_how_it_went(site: Flask) -> None:
    with structlog.testing.capture_logs() as lines:
        site.test_client().get("/nowhere")
    assert lines[0]["status"] == 404
    assert lines[0]["ms"] >= 0


def site_with(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Return a site with a view that changes something, and one that was tried too often."""
    site = create_app(settings, snapshots=Held(snapshot()))

    @needs(Permission.ANSWER_READ)
    def change() -> str:
        return "changed"

    @needs(Permission.ABOUT_READ)
    def tried() -> str:
        raise TooMany("Hemligtord", sv="hemligtord", en="hemligtord")

    site.add_url_rule("/change", "change", change, methods=["POST"])
    site.add_url_rule("/tried", "tried", tried)
    monkeypatch.setattr(Permission.ANSWER_READ.__class__, "is_reading", False)
    return site


def test_every_attempt_to_get_round_a_rule_says_which_rule_it_was(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = site_with(settings, monkeypatch).test_client()
    with structlog.testing.capture_logs() as lines:
        client.post("/change", data={"q": "hemligtord"})
        client.get("/tried?q=hemligtord")
        client.get("/areas", headers=FROM_ELSEWHERE)
        client.get("/", headers={"Host": "hemligtord.example"})
        client.get("/hemligtord")
        client.delete("/areas")
    assert [line.get("refused") for line in lines] == [
        "CSRFError",
        "too-many-requests",
        "FromElsewhere",
        "SecurityError",
        "NotFound",
        "MethodNotAllowed",
    ]
    assert "hemligtord" not in str(lines).casefold()


def test_what_went_well_was_refused_by_nothing_and_asked_by_nobody_known(site: Flask) -> None:
    with structlog.testing.capture_logs() as lines:
        site.test_client().get("/areas")
    assert not {"refused", "account"} & set(lines[0])


def test_a_line_names_the_account_that_asked_by_its_id_and_not_by_name_or_address(
    settings: Settings,
) -> None:
    somebody = Identity(
        AccountId("account-1"),
        "Anna Exempel (påhittad)",
        "anna@example.org",
        "sv",
        "session-1",
        datetime(2026, 11, 1, tzinfo=UTC),
        (Grant("grant-1", Role.CASEWORKER, date(2026, 1, 1), date(2026, 12, 31), area=AreaId("0138")),),
    )
    site = create_app(settings, snapshots=Held(snapshot()))
    site.before_request_funcs[None].insert(0, lambda: setattr(g, "viewer", somebody))
    with structlog.testing.capture_logs() as lines:
        site.test_client().get("/areas")
        site.test_client().get("/nowhere")
    assert [line["account"] for line in lines] == ["account-1", "account-1"]
    assert "Exempel" not in str(lines)
    assert "session-1" not in str(lines)
    assert "example.org" not in str(lines)
