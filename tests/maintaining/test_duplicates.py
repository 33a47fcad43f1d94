"""Records that are alike are suggested with the reasons; what has the same word or switchboard is not."""

from __future__ import annotations

from time import perf_counter

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.clock import now
from directory.graph.facts import Visibility
from directory.maintaining.duplicates import Reason, say_they_are_two, suggest
from directory.model import Channel, Organization
from directory.store.session import writing
from tests.maintaining import network
from tests.store.small import organization, phone


def called(record: str, name: str) -> Organization:
    made = organization(record)
    made.name = name
    return made


def test_two_of_one_name_and_number_are_suggested_until_somebody_says_that_they_are_two(
    engine: Engine,
) -> None:
    network.fill(engine)
    with writing(engine) as session:
        session.add_all([called("harbour", "HAVEN"), called("habo", "Håven")])
        session.flush()
        session.add(phone("harbour:phone", organization_id="harbour"))
        session.commit()
        (found,) = suggest(session)
        assert (found.first, found.second) == ("harbour", "haven")
        assert found.reasons == (Reason.NAME, Reason.PHONE)
        assert suggest(session, within=["office"]) == []
        say_they_are_two(session, network.who("coordinator"), "organization", "haven", "harbour", now())
        session.commit()
        assert suggest(session) == []


def test_a_restricted_number_tells_nobody_whose_it_is(engine: Engine) -> None:
    network.fill(engine)
    with writing(engine) as session:
        session.add(called("harbour", "HAVEN"))
        session.flush()
        session.add(phone("harbour:phone", organization_id="harbour"))
        session.commit()
        assert Reason.PHONE in suggest(session)[0].reasons
        session.get_one(Channel, "harbour:phone").visibility = Visibility.RESTRICTED
        session.commit()
        assert suggest(session)[0].reasons == (Reason.NAME,)


def test_the_real_network_is_looked_through_at_once(seeded_engine: Engine) -> None:
    began = perf_counter()
    with Session(seeded_engine) as session:
        found = [*suggest(session), *suggest(session, "service")]
    assert perf_counter() - began < 2
    assert found == [], "what ships was looked through by hand: Håbo and Habo are two"
