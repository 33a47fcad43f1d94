"""Retention: whose day is past is shown no longer, what ended is erased, and a second run changes nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select

from directory.clock import as_local, now
from directory.ledger.verify import verify
from directory.maintaining import deciding, retention
from directory.maintaining.retention import Done
from directory.model import Contact, LedgerEntry, OutgoingMail, Post
from directory.store.consistent import consistent_read
from directory.store.session import writing
from tests.databases import settings_for
from tests.maintaining import network
from tests.maintaining.network import MAIL, NAME, PHONE, SHOWN
from tests.maintaining.traces import traces

NOTHING = Done()


@pytest.fixture
def haven(engine: Engine) -> Engine:
    network.fill(engine)
    return engine


def run(engine: Engine, at: datetime) -> Done:
    return retention.run(engine, settings_for(engine.url, base_url=network.SITE), at)


def entries(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(LedgerEntry)) or 0


def lasts(days: int) -> dict[str, str]:
    return {"valid_to": (as_local(now()).date() + timedelta(days=days)).isoformat()}


def test_a_listing_is_reminded_of_ended_and_erased_in_its_time(haven: Engine) -> None:
    network.listed(haven, **lasts(100))
    assert run(haven, now() + timedelta(days=60)) == NOTHING
    assert run(haven, now() + timedelta(days=70)) == Done(reminded=1)
    assert run(haven, now() + timedelta(days=71)) == NOTHING
    with writing(haven) as session:
        kinds = session.execute(
            select(OutgoingMail.recipient).where(OutgoingMail.kind == "contact_expiring")
        ).scalars()
        assert sorted(kinds) == ["editor@example.org", "owner@example.org"]
    assert run(haven, now() + timedelta(days=101)) == Done(ended=1)
    assert run(haven, now() + timedelta(days=150)) == NOTHING
    assert traces(haven, [NAME])
    assert run(haven, now() + timedelta(days=192)) == Done(erased=1)
    assert traces(haven, [NAME, PHONE, SHOWN, MAIL]) == []
    with consistent_read(haven) as connection:
        assert verify(connection).is_whole
    with writing(haven) as session:
        assert session.scalars(select(Post.title)).all() == ["Dagjour"]


def test_a_second_run_writes_nothing_at_all(haven: Engine) -> None:
    network.listed(haven, **lasts(100))
    later = now() + timedelta(days=101)
    assert run(haven, later) == Done(ended=1)
    before = entries(haven)
    assert run(haven, later) == NOTHING
    assert entries(haven) == before


def test_a_refused_proposal_is_kept_for_a_month_for_whoever_wrote_it(haven: Engine) -> None:
    proposal = network.propose(haven, network.with_post(haven))
    with writing(haven, actor="owner") as session:
        deciding.refuse_proposal(
            session,
            network.who("owner"),
            network.workplace(session, "owner", haven),
            session.get_one(Contact, proposal),
            1,
            now(),
            why="wrong",
        )
        session.commit()
    assert run(haven, now() + timedelta(days=29)) == NOTHING
    assert run(haven, now() + timedelta(days=31)) == Done(refused=1)
    assert traces(haven, [NAME, PHONE, SHOWN]) == []


def test_somebody_who_was_never_run_for_is_erased_in_one_go(haven: Engine) -> None:
    network.listed(haven, **lasts(10))
    network.propose(haven, network.with_post(haven, "shelter"), **lasts(10), phone="", name="Robin Provberg")
    assert run(haven, now() + timedelta(days=400)) == Done(erased=1, refused=1)
    assert traces(haven, [NAME, "Robin Provberg", MAIL]) == []
