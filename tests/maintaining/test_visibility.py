"""Fewer see something at once; more see it only after somebody else has looked at what it says now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import Engine, select

from directory.account.complaint import Refused
from directory.clock import now
from directory.graph.facts import Visibility
from directory.maintaining.note import Typed, change_note, write_note
from directory.maintaining.restricted import open_one, open_restricted
from directory.maintaining.visibility import answer_wish, change_visibility
from directory.model import Note, Service, Widening
from directory.store.session import writing
from tests.maintaining import network
from tests.maintaining.network import SITE

PUBLIC, NETWORK, RESTRICTED = Visibility.PUBLIC, Visibility.NETWORK, Visibility.RESTRICTED


@pytest.fixture
def haven(engine: Engine) -> Engine:
    network.fill(engine)
    return engine


def written(engine: Engine, by: str, visibility: Visibility = PUBLIC, owner: str = "") -> str:
    """Write a note as one of them; return its id."""
    edges = network.borders(engine)
    with writing(engine, actor=by) as session:
        typed = Typed(owner, "Entrén ligger på baksidan", visibility=visibility.value)
        note = write_note(
            session, network.who(by), network.workplace(session, by, engine), typed, edges, now(), site=SITE
        )
        session.commit()
        return note.id


def answered(engine: Engine, by: str, version: int = 1, **how: Any) -> None:
    """Answer the only wish as one of them."""
    with writing(engine, actor=by) as session:
        wish = session.scalars(select(Widening)).one()
        here = network.workplace(session, by, engine)
        answer_wish(session, network.who(by), here, wish, version, now(), **{"is_granted": True, **how})
        session.commit()


def state(engine: Engine, note_id: str) -> tuple[Visibility, list[tuple[str, Visibility]]]:
    """Return who sees a note, and who wished for which more."""
    with writing(engine) as session:
        wishes = [(one.proposed_by, one.visibility) for one in session.scalars(select(Widening))]
        return session.get_one(Note, note_id).visibility, wishes


def test_an_owner_does_not_grant_what_she_wished_herself_and_the_coordinator_may(haven: Engine) -> None:
    note = written(haven, "owner")
    with pytest.raises(Refused, match="själv"):
        answered(haven, "owner")
    assert state(haven, note) == (NETWORK, [("owner", PUBLIC)])
    answered(haven, "coordinator")
    assert state(haven, note) == (PUBLIC, [])


def test_an_owner_takes_back_what_she_wished_herself(haven: Engine) -> None:
    note = written(haven, "owner")
    answered(haven, "owner", is_granted=False)
    assert state(haven, note) == (NETWORK, [])


def test_what_was_changed_since_somebody_looked_is_not_granted(haven: Engine) -> None:
    note = written(haven, "editor")
    with writing(haven, actor="editor") as session:
        session.get_one(Note, note).text = "Något helt annat"
        session.commit()
    with pytest.raises(Refused, match="ändrat"):
        answered(haven, "owner", version=1)
    assert state(haven, note) == (NETWORK, [("editor", PUBLIC)])


def test_a_change_of_the_words_makes_the_wish_that_of_who_changed_them(haven: Engine) -> None:
    note = written(haven, "editor")
    edges = network.borders(haven)
    with writing(haven, actor="owner") as session:
        change_note(
            session,
            network.who("owner"),
            network.workplace(session, "owner", haven),
            session.get_one(Note, note),
            Typed("", "Något helt annat", visibility="public"),
            1,
            edges,
            now(),
            site=SITE,
        )
        session.commit()
    assert state(haven, note) == (NETWORK, [("owner", PUBLIC)])
    with pytest.raises(Refused, match="själv"):
        answered(haven, "owner", version=2)


def test_fewer_see_it_at_once_and_the_wish_for_more_is_gone(haven: Engine) -> None:
    note = written(haven, "editor")
    edges = network.borders(haven)
    with writing(haven, actor="editor") as session:
        here = network.workplace(session, "editor", haven)
        row = session.get_one(Note, note)
        made = change_visibility(
            session, network.who("editor"), here, row, RESTRICTED, edges, now(), site=SITE
        )
        assert made is None
        session.commit()
    assert state(haven, note) == (RESTRICTED, [])


def test_a_service_that_became_protected_meanwhile_keeps_its_note_from_the_public(haven: Engine) -> None:
    note = written(haven, "editor", owner="advice")
    with writing(haven) as session:
        session.get_one(Service, "advice").is_protected = True
        session.commit()
    with pytest.raises(Refused, match="skyddad"):
        answered(haven, "owner")
    assert state(haven, note) == (NETWORK, [("editor", PUBLIC)])


@pytest.fixture
def hidden(haven: Engine) -> str:
    """A restricted note, that an editor would let the network see; its id."""
    note = written(haven, "editor", visibility=RESTRICTED)
    edges = network.borders(haven)
    with writing(haven, actor="editor") as session:
        here, row = network.workplace(session, "editor", haven), session.get_one(Note, note)
        change_visibility(session, network.who("editor"), here, row, NETWORK, edges, now(), site=SITE)
        session.commit()
    return note


def opened(engine: Engine, by: str, note: str, *, is_all: bool = False, minutes_ago: int = 0) -> None:
    """Open the note, or all that is restricted there, as one of them."""
    at, edges = now() - timedelta(minutes=minutes_ago), network.borders(engine)
    with writing(engine, actor=by) as session, time_machine.travel(at, tick=False):
        if is_all:
            open_restricted(session, network.who(by), "haven", edges, at, reason="checking", site=SITE)
        else:
            here, row = network.workplace(session, by, engine), session.get_one(Note, note)
            open_one(session, network.who(by), here, row, edges, at, site=SITE)
        session.commit()


def test_nobody_lets_more_people_see_something_restricted_without_having_opened_it(
    haven: Engine, hidden: str
) -> None:
    with pytest.raises(Refused, match="Öppna den"):
        answered(haven, "owner")
    assert state(haven, hidden) == (RESTRICTED, [("editor", NETWORK)])
    opened(haven, "coordinator", hidden)
    with pytest.raises(Refused, match="Öppna den"):
        answered(haven, "owner")
    opened(haven, "owner", hidden, minutes_ago=20)
    with pytest.raises(Refused, match="Öppna den"):
        answered(haven, "owner")
    opened(haven, "owner", hidden)
    answered(haven, "owner")
    assert state(haven, hidden) == (NETWORK, [])


def test_who_opened_all_of_the_organization_has_opened_it_too(haven: Engine, hidden: str) -> None:
    opened(haven, "coordinator", hidden, is_all=True)
    answered(haven, "coordinator")
    assert state(haven, hidden) == (NETWORK, [])


def test_having_opened_another_thing_there_is_not_enough(haven: Engine, hidden: str) -> None:
    other = written(haven, "editor", visibility=RESTRICTED)
    opened(haven, "owner", other)
    with pytest.raises(Refused, match="Öppna den"):
        answered(haven, "owner")


def test_a_wish_about_something_restricted_is_declined_unread(haven: Engine, hidden: str) -> None:
    answered(haven, "owner", is_granted=False)
    assert state(haven, hidden) == (RESTRICTED, [])
