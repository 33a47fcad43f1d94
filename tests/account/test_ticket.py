"""Links of mails work once, for one purpose, for a while."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.account import ticket
from directory.account.complaint import Expired
from directory.model import Purpose, Ticket
from directory.store.session import writing
from tests.account.people import NOW


def issued(engine: Engine, purpose: Purpose = Purpose.RESET, subject: str = "somebody") -> str:
    with writing(engine) as session:
        token = ticket.issue(session, purpose, subject, NOW)
        session.commit()
    return token


def uses(
    engine: Engine, token: str, purpose: Purpose = Purpose.RESET, later: timedelta = timedelta()
) -> str | None:
    with writing(engine) as session:
        try:
            found = ticket.use(session, purpose, token, NOW + later)
        except Expired:
            return None
        session.commit()
    return found


def test_a_link_works_once(engine: Engine) -> None:
    token = issued(engine)
    assert uses(engine, token) == "somebody"
    assert uses(engine, token) is None


def test_looking_at_it_does_not_use_it_up(engine: Engine) -> None:
    token = issued(engine)
    with Session(engine) as reading:
        assert ticket.look_at(reading, Purpose.RESET, token, NOW) == "somebody"
    assert uses(engine, token) == "somebody"


@pytest.mark.parametrize(
    "token", ["", "x", "x" * 43, "x" * 100_000, "å", "\ud800", "' OR 1=1 --", "../../etc"]
)
def test_a_made_up_link_does_not_work_and_says_only_that(engine: Engine, token: str) -> None:
    issued(engine)
    assert uses(engine, token) is None
    with Session(engine) as reading, pytest.raises(Expired, match="Länken i mailet kan vara använd"):
        ticket.look_at(reading, Purpose.RESET, token, NOW)


def test_a_link_for_something_else_does_not_work(engine: Engine) -> None:
    token = issued(engine)
    assert uses(engine, token, Purpose.INVITATION) is None
    assert uses(engine, token) == "somebody"


def test_a_link_expires(engine: Engine) -> None:
    token = issued(engine)
    assert uses(engine, token, later=timedelta(minutes=60)) is None
    assert uses(engine, token, later=timedelta(minutes=59)) == "somebody"


def test_a_newer_link_makes_the_older_one_stop_working(engine: Engine) -> None:
    older, newer = issued(engine), issued(engine)
    assert uses(engine, older) is None
    assert uses(engine, newer) == "somebody"


def test_of_twenty_who_use_it_at_the_same_moment_one_succeeds(engine: Engine) -> None:
    token = issued(engine)
    with ThreadPoolExecutor(20) as threads:
        found = list(threads.map(lambda _at: uses(engine, token), range(20)))
    assert found.count("somebody") == 1


def test_the_token_is_stored_nowhere(engine: Engine) -> None:
    token = issued(engine)
    with engine.connect() as connection:
        assert token not in str(connection.execute(select(Ticket.__table__)).all())


def test_old_tickets_are_cleared_away(engine: Engine) -> None:
    issued(engine)
    with writing(engine) as session:
        assert ticket.clear_old(session, NOW + timedelta(days=2)) == 0
        assert ticket.clear_old(session, NOW + timedelta(days=40)) == 1
