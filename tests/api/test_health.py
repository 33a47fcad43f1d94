"""What watches the process is told the truth, with and without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flask.testing import FlaskClient

from directory.errors import Unavailable
from tests.api.conftest import TUESDAY_TEN, Fixed
from tests.finding.county import snapshot


def test_the_process_is_alive_whatever_the_database_does(client: FlaskClient, source: Fixed) -> None:
    source.found = Unavailable("away")
    response = client.get("/healthz")
    assert (response.status_code, response.get_json()) == (200, {"status": "alive"})


def test_it_is_ready_with_a_snapshot_and_says_which(client: FlaskClient) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.get_json() == {
        "status": "ready",
        "database": "reachable",
        "revision": 7,
        "built_at": "2026-11-24T08:00:00+00:00",
        "age_seconds": 0,
    }
    assert response.headers["Cache-Control"] == "no-store"


def test_it_stays_ready_without_the_database_and_says_for_how_long(
    client: FlaskClient, source: Fixed
) -> None:
    source.found = replace(snapshot(), stale_since=TUESDAY_TEN - timedelta(minutes=5))
    told = client.get("/readyz").get_json()
    assert (told["status"], told["database"], told["age_seconds"]) == ("ready", "away", 300)


def test_it_is_not_ready_without_any_snapshot(client: FlaskClient, source: Fixed) -> None:
    source.found = Unavailable("away")
    assert client.get("/readyz").status_code == 503
