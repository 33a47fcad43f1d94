"""The API over a drawn county, without a database; and over the real seeds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from directory.app import create_app
from directory.graph.facts import Visibility
from directory.settings import Settings
from directory.store.snapshot import Snapshot
from tests.finding.county import snapshot

TUESDAY_TEN = datetime(2026, 11, 24, 9, 0, 30, tzinfo=UTC)
"""Ten in the morning in Sweden."""


class Fixed:
    """A source of snapshots that a test can change."""

    def __init__(self, found: Snapshot | Exception) -> None:
        self.found = found

    def look(self) -> None:
        return None

    def current(self, viewer: Visibility = Visibility.PUBLIC, look: object = None) -> Snapshot:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


@pytest.fixture(scope="session")
def drawn_app() -> Flask:
    return create_app(Settings(environment="test"), snapshots=Fixed(snapshot()))


@pytest.fixture
def source(drawn_app: Flask) -> Iterator[Fixed]:
    found = drawn_app.extensions["snapshots"]
    yield found
    found.found = snapshot()


@pytest.fixture
def app(drawn_app: Flask, source: Fixed) -> Iterator[Flask]:
    yield drawn_app
    drawn_app.testing = True


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with time_machine.travel(TUESDAY_TEN, tick=False):
        yield app.test_client()


@pytest.fixture(scope="session")
def real_app(seeded_file: Path) -> Flask:
    return create_app(
        Settings(environment="test", database_url=f"sqlite:///{seeded_file}", snapshot_is_saved=False)
    )


@pytest.fixture
def real_client(real_app: Flask) -> FlaskClient:
    return real_app.test_client()
