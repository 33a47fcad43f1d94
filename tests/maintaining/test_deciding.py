"""What somebody approves is what they looked at: waiting, unchanged, in time, and of a service that may be shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from directory.account.complaint import Refused
from directory.clock import as_local, now
from directory.graph.facts import Visibility
from directory.maintaining.deciding import approve, refuse_proposal
from directory.maintaining.person import change_person
from directory.model import Contact, Service
from directory.store.session import writing
from tests.maintaining import network
from tests.maintaining.network import SITE


@pytest.fixture
def haven(engine: Engine) -> Engine:
    network.fill(engine)
    return engine


def today() -> date:
    return as_local(now()).date()


def change(engine: Engine, contact_id: str, **values: object) -> None:
    """Change the row of somebody past every rule: what others did meanwhile."""
    with writing(engine, actor="editor") as session:
        contact = session.get_one(Contact, contact_id)
        for name, value in values.items():
            setattr(contact, name, value)
        session.commit()


def is_approved(engine: Engine, contact_id: str) -> bool:
    with writing(engine) as session:
        return session.get_one(Contact, contact_id).approved_at is not None


def test_a_proposal_that_was_changed_since_somebody_looked_is_shown_again_and_not_approved(
    haven: Engine,
) -> None:
    proposal = network.propose(haven, network.with_post(haven))
    change(haven, proposal, phone="+46846500477", phone_display="08-465 004 77")
    with writing(haven, actor="owner") as session, pytest.raises(Refused, match="ändrades"):
        approve(
            session,
            network.who("owner"),
            network.workplace(session, "owner", haven),
            session.get_one(Contact, proposal),
            1,
            now(),
        )
    assert not is_approved(haven, proposal)


def test_of_two_answers_the_first_one_counts(haven: Engine) -> None:
    post = network.with_post(haven)
    sent_back = network.propose(haven, post)
    robin = network.propose(haven, post, name="Robin Provberg", email="robin@haven.example.org")
    approved = network.say_yes(haven, robin)
    with writing(haven, actor="owner") as session:
        here, contact = (
            network.workplace(session, "owner", haven),
            session.get_one(Contact, sent_back),
        )
        refuse_proposal(session, network.who("owner"), here, contact, contact.version, now(), why="wrong")
        session.commit()
    with pytest.raises(Refused, match="redan svarat"):
        network.say_yes(haven, sent_back, by="coordinator")
    with writing(haven, actor="coordinator") as session:
        here, contact = (
            network.workplace(session, "coordinator", haven),
            session.get_one(Contact, approved),
        )
        with pytest.raises(Refused, match="redan svarat"):
            refuse_proposal(
                session, network.who("coordinator"), here, contact, contact.version, now(), why="wrong"
            )


def test_a_proposal_that_waited_past_its_last_day_is_not_approved(haven: Engine) -> None:
    proposal = network.propose(haven, network.with_post(haven))
    yesterday = today() - timedelta(days=1)
    change(haven, proposal, valid_from=yesterday, valid_to=yesterday)
    with pytest.raises(Refused, match="Slutdagen"):
        network.say_yes(haven, proposal)


@pytest.mark.parametrize("gone", ["ended_at", "objected_at", "valid_to"])
def test_the_change_of_somebody_who_is_shown_no_more_does_not_bring_her_back(
    haven: Engine, gone: str
) -> None:
    kim = network.listed(haven)
    with writing(haven, actor="editor") as session:
        proposal = change_person(
            session,
            network.who("editor"),
            network.workplace(session, "editor", haven),
            session.get_one(Contact, kim),
            network.draft(phone="08-465 004 77"),
            network.borders(haven),
            now(),
            site=SITE,
        )
        assert proposal is not None
        session.commit()
        proposal_id = proposal.id
    yesterday = today() - timedelta(days=1)
    change(
        haven, kim, **({"valid_from": yesterday, gone: yesterday} if gone == "valid_to" else {gone: now()})
    )
    with pytest.raises(Refused, match="visas inte längre"):
        network.say_yes(haven, proposal_id)


def test_nobody_is_shown_openly_by_a_service_that_became_protected_meanwhile(haven: Engine) -> None:
    post = network.with_post(haven, "advice")
    proposal = network.propose(haven, post, phone="", visibility="public", reason="Har jour för alla")
    with writing(haven) as session:
        session.get_one(Service, "advice").is_protected = True
        session.commit()
    with pytest.raises(Refused, match="skyddad"):
        network.say_yes(haven, proposal)
    change(haven, proposal, visibility=Visibility.NETWORK, public_reason=None)
    network.say_yes(haven, proposal)


def test_nobody_says_yes_to_something_restricted_without_having_opened_it(haven: Engine) -> None:
    proposed = network.propose(haven, network.with_post(haven), visibility="restricted")
    with writing(haven, actor="owner") as session:
        contact = session.get_one(Contact, proposed)
        place = network.workplace(session, "owner", haven)
        with pytest.raises(Refused, match="Öppna den"):
            approve(session, network.who("owner"), place, contact, contact.version, now())
    assert network.say_yes(haven, proposed) == proposed
