"""The shipped network on its pages: what only the real facts can show."""

from __future__ import annotations

import re

import pytest

from directory.app import create_app
from directory.settings import Settings

NIGHT_IN_TYRESO = (
    "/answer?need=boende_akut&area=0138&residence=0380&group=adult-woman&age=28&at=2026-11-28T03:00"
)


@pytest.fixture(scope="session")
def client(seeded_file):
    return create_app(Settings(database_url=f"sqlite:///{seeded_file}", environment="test")).test_client()


def words(response) -> str:
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def test_who_pays_after_the_acute_phase_is_told_beside_who_pays_now(client):
    assert "därefter Uppsala kommun" in words(client.get(NIGHT_IN_TYRESO))
    assert "after that Uppsala" in words(client.get(NIGHT_IN_TYRESO + "&lang=en"))


def test_the_same_person_resident_where_she_stays_has_nobody_after(client):
    assert "därefter" not in words(client.get(NIGHT_IN_TYRESO.replace("residence=0380", "residence=0138")))
