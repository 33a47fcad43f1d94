"""A site on a real database with a few records, and somebody who has an account there."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import Engine

from directory.access import Role
from tests.store.small import fill
from tests.web.account.signing_in import Somebody, make_account, site_on


@pytest.fixture
def small_engine(engine: Engine) -> Engine:
    """The database, with a small network in it."""
    fill(engine)
    return engine


@pytest.fixture
def app(small_engine: Engine) -> Flask:
    return site_on(small_engine)


@pytest.fixture
def anna(small_engine: Engine) -> Somebody:
    """A caseworker."""
    return make_account(small_engine, Role.CASEWORKER, name="Anna Prov (påhittad)")
