"""The site on a small drawn country, and a client that checks every page."""

from __future__ import annotations

import pytest
from flask import Flask

from directory.app import create_app
from directory.settings import Settings
from tests.web.country import Held, snapshot
from tests.web.page import Pages


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(environment="test", base_url="http://localhost")


@pytest.fixture(scope="session")
def site(settings: Settings) -> Flask:
    """The application on the small country."""
    return create_app(settings, snapshots=Held(snapshot()))


@pytest.fixture
def pages(site: Flask) -> Pages:
    return Pages(site)
