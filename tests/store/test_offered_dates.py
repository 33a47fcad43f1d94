"""Hours on dates and absences become facts: for the right viewer, on the right owner, and kept in a saved snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import Engine

from directory.graph.facts import Away, OpeningException, Organization, Visibility
from directory.model import Absence, Contact, Post
from directory.model import OpeningException as ExceptionRow
from directory.store.consistent import consistent_read
from directory.store.facts import read_changed, read_facts
from directory.store.revision import touched_since
from directory.store.saved import find_saved
from directory.store.saver import save_now
from directory.store.session import writing
from tests.store.small import SOURCED, fill

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 14)


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def small(engine: Engine) -> Engine:
    fill(engine)
    return engine


def haven(engine: Engine, viewer: Visibility = Visibility.NETWORK) -> Organization:
    with consistent_read(engine) as connection:
        facts = read_facts(connection, viewer, TODAY)
    return next(one for one in facts.organizations if one.id == "haven")


def add(engine: Engine, *records: Any) -> None:
    with writing(engine) as session:
        for record in records:
            session.add(record)
            session.flush()
        session.commit()


def exception(name: str, opens: int | None = None, closes: int | None = None, **values: Any) -> ExceptionRow:
    said: dict[str, Any] = {"organization_id": "haven", "from_on": FIRST, "to_on": LAST, **SOURCED, **values}
    return ExceptionRow(id=name, opens=opens, closes=closes, **said)


def contact(name: str, **values: Any) -> Contact:
    said: dict[str, Any] = {
        "organization_id": "haven", "post_id": "duty", "name": f"{name.title()} (påhittad)", "purpose": "cases",
        "visibility": Visibility.NETWORK, "valid_from": TODAY, "valid_to": date(2027, 11, 1), "approved_at": NOON,
        **values,
    }  # fmt: skip
    return Contact(id=name, **said)


def test_an_exception_stands_with_the_hours_that_it_is_of(small: Engine) -> None:
    add(small, exception("late", 600, 720, said="Kort dag", to_on=FIRST), exception("shut", from_on=LAST))
    hours = haven(small).schedule
    assert hours.rows, "the week stands beside it"
    assert hours.exceptions == (
        OpeningException(FIRST, FIRST, 600, 720, "Kort dag"),
        OpeningException(LAST, LAST),
    )


def test_a_closed_organization_closes_a_number_with_hours_of_its_own_but_not_on_the_days_of_that_number(
    small: Engine,
) -> None:
    add(
        small,
        exception("shut"),
        exception("shorter", 600, 720, from_on=date(2027, 1, 4), to_on=date(2027, 1, 4)),
        exception("but", 1200, 1380, from_on=LAST, channel_id="haven:night"),
    )
    day, night = haven(small).channels
    assert day.schedule is None, "it keeps the hours of its owner, with these"
    assert night.schedule is not None
    assert night.schedule.exceptions == (
        OpeningException(FIRST, date(2026, 12, 13)),
        OpeningException(LAST, LAST, 1200, 1380),
    )


def test_days_of_a_number_that_one_may_not_see_are_not_read(small: Engine) -> None:
    add(small, exception("night", channel_id="haven:night"))
    assert haven(small, Visibility.PUBLIC).schedule.exceptions == ()
    assert [one.id for one in haven(small, Visibility.PUBLIC).channels] == ["haven:phone"]
    assert haven(small).channels[1].schedule.exceptions


def test_an_absence_is_read_until_it_is_over_and_who_stands_in_by_whoever_may_see_her(small: Engine) -> None:
    add(
        small,
        Post(id="duty", title="Dagjour", organization_id="haven"),
        contact("kim", visibility=Visibility.PUBLIC, public_reason="test"),
        contact("alex"),
        Absence(
            id="1", organization_id="haven", contact_id="kim", stand_in_id="alex", from_on=FIRST, to_on=LAST
        ),
        Absence(
            id="2",
            organization_id="haven",
            contact_id="kim",
            from_on=date(2026, 11, 1),
            to_on=date(2026, 11, 22),
        ),
    )
    kim = next(one for one in haven(small).posts[0].holders if one.id == "kim")
    assert kim.away == (Away(FIRST, LAST, "alex"),)
    (seen,) = haven(small, Visibility.PUBLIC).posts[0].holders
    assert seen.away == (Away(FIRST, LAST, None),), "the public may not know that there is an Alex"


def test_a_new_absence_and_a_new_exception_are_in_the_next_reading_of_their_owner_alone(
    small: Engine,
) -> None:
    add(small, Post(id="duty", title="Dagjour", organization_id="haven"), contact("kim"))
    with small.connect() as connection:
        before = read_facts(connection, Visibility.NETWORK, TODAY).revision
    add(
        small,
        exception("shut"),
        Absence(id="1", organization_id="haven", contact_id="kim", from_on=FIRST, to_on=LAST),
    )
    with small.connect() as connection:
        touched = touched_since(connection, before, most=100)
        assert touched is not None
        changed = read_changed(connection, Visibility.NETWORK, touched, TODAY)
    (found,) = changed.organizations.values()
    assert found is not None
    assert found == haven(small)
    assert found.schedule.exceptions
    assert found.posts[0].holders[0].away


def test_a_saved_snapshot_keeps_both(small: Engine, tmp_path: Path) -> None:
    add(
        small,
        exception("shut", said="Julstängt"),
        Post(id="duty", title="Dagjour", organization_id="haven"),
        contact("kim"),
        Absence(id="1", organization_id="haven", contact_id="kim", from_on=FIRST, to_on=LAST),
    )
    save_now(small, tmp_path, Visibility.NETWORK)
    saved = find_saved(tmp_path, Visibility.NETWORK)
    assert saved is not None
    found = next(one for one in saved.facts.organizations if one.id == "haven")
    assert found == haven(small)
    assert found.schedule.exceptions[0].said == "Julstängt"
