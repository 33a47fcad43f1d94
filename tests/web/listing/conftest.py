"""The site on the small network, where somebody is listed and has got her letter."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.maintaining import network
from tests.web.account.signing_in import site_on


@pytest.fixture
def haven(engine: Engine) -> Engine:
    """The database: the small network with its people."""
    network.fill(engine)
    return engine


@pytest.fixture
def haven_site(haven: Engine) -> Flask:
    """The application on it."""
    return site_on(haven)
