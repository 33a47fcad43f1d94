"""One revision per page, and an honest word when the database is away."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from directory.app import create_app
from directory.errors import Unavailable
from directory.settings import Settings
from tests.web.country import Held, snapshot
from tests.web.page import Pages


def test_a_page_names_the_revision_it_was_made_from(site: Flask) -> None:
    assert site.test_client().get("/").headers["X-Directory-Revision"] == "7"


def test_a_fresh_page_says_nothing_of_its_age(site: Flask) -> None:
    response = site.test_client().get("/")
    assert "Age" not in response.headers
    assert "Databasen går inte att nå" not in response.text


def test_a_page_from_a_lost_database_says_how_old_it_is(settings: Settings) -> None:
    site = create_app(settings, snapshots=Held(snapshot(stale_for=timedelta(hours=3))))
    assert "för 3 timmar sedan" in Pages(site).get("/").words
    assert "3 hours ago" in Pages(site).get("/answer?need=boende&area=0138&lang=en").words
    response = site.test_client().get("/")
    assert 3 * 3600 <= int(response.headers["Age"]) < 3 * 3600 + 60


def test_static_files_and_the_heartbeat_need_no_snapshot(settings: Settings) -> None:
    client = create_app(settings, snapshots=Held(Unavailable("away"))).test_client()
    assert client.get("/static/x/icon.svg").status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.get("/").status_code == 503
