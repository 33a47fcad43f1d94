"""The small network, with a second coordinator of the same county and one need more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from directory.access import Role
from directory.clock import now, today
from directory.ledger import Act, note
from directory.model import Account, Area, Grant, Need
from directory.store.session import writing
from tests.maintaining import network
from tests.store.small import SOURCED


@pytest.fixture
def haven(engine: Engine) -> Engine:
    """The database."""
    network.fill(engine)
    with writing(engine) as session:
        session.add(
            Account(id="second", email="second@example.org", name="Second", created_at=now(), lang="sv")
        )
        session.add(Need(id="juridik", name_sv="Juridik", name_en="Legal advice", **SOURCED))
        session.add(Area(id="1280", kind="municipality", name="Malmö", **SOURCED))
        session.flush()
        day = today()
        session.add(
            Grant(
                id="grant-second",
                account_id="second",
                role=Role.COORDINATOR,
                area_id="01",
                given_by="system",
                valid_from=day,
                valid_to=day + timedelta(days=90),
            )
        )
        note(session, Act.DEMO_LOADED)
        session.commit()
    return engine
