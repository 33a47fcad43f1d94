"""The site on the small network, with those who keep Haven signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.maintaining import network
from tests.web.account.signing_in import site_on
from tests.web.admin.signed import Member, Signed

SignIn = Callable[[str], Signed]


@pytest.fixture
def haven(engine: Engine) -> Engine:
    """The database: the small network with its people."""
    network.fill(engine)
    return engine


@pytest.fixture
def haven_site(haven: Engine) -> Flask:
    """The application on it."""
    return site_on(haven)


@pytest.fixture
def enter(haven: Engine, haven_site: Flask) -> SignIn:
    """Sign in one of ``network.ROLES``."""

    def entered(name: str) -> Signed:
        return Signed(haven_site, haven, Member(name, f"{name.title()} (påhittad)", f"{name}@example.org"))

    return entered
