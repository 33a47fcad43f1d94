"""Two pairs of eyes are two people's: who invited whom inside an organization does not say yes to them."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from directory.account.complaint import Refused
from directory.clock import now
from directory.graph.facts import Visibility
from directory.ledger import Act, note
from directory.mail import LetterKind
from directory.maintaining.visibility import answer_wish
from directory.model import Contact, Grant, Note, OutgoingMail, Widening
from directory.store.session import writing
from tests.maintaining import network


@pytest.fixture
def haven(engine: Engine) -> Engine:
    network.fill(engine)
    return engine


def is_approved(engine: Engine, contact_id: str) -> bool:
    with writing(engine) as session:
        return session.get_one(Contact, contact_id).approved_at is not None


@pytest.mark.parametrize("givers", [{"editor": "owner"}, {"owner": "editor"}])
def test_an_owner_does_not_approve_what_somebody_proposed_whom_she_invited_and_the_coordinator_does(
    haven: Engine, givers: dict[str, str]
) -> None:
    network.invited(haven, **givers)
    proposal = network.propose(haven, network.with_post(haven))
    with pytest.raises(Refused, match="samordnaren kan"):
        network.say_yes(haven, proposal)
    assert not is_approved(haven, proposal)
    network.say_yes(haven, proposal, by="coordinator")
    assert is_approved(haven, proposal)


def test_a_right_that_was_ended_binds_as_before(haven: Engine) -> None:
    network.invited(haven, editor="owner")
    proposal = network.propose(haven, network.with_post(haven))
    with writing(haven) as session:
        session.get_one(Grant, "grant-editor").ended_at = now()
        note(session, Act.GRANT_ENDED, kind="account", record="editor")
        session.commit()
    with pytest.raises(Refused, match="samordnaren kan"):
        network.say_yes(haven, proposal)


def test_a_coordinator_and_an_owner_whom_she_invited_answer_each_other(haven: Engine) -> None:
    network.invited(haven, owner="coordinator", editor="coordinator")
    post = network.with_post(haven)
    network.say_yes(haven, network.propose(haven, post, by="owner"), by="coordinator")
    robin = network.propose(haven, post, by="coordinator", name="Robin Provberg", email="robin@example.org")
    network.say_yes(haven, robin, by="owner")
    other = network.propose(haven, post, name="Sam Testqvist", email="sam@example.org")
    network.say_yes(haven, other, by="owner")


def test_an_owner_does_not_grant_the_wish_of_somebody_whom_she_invited(haven: Engine) -> None:
    network.invited(haven, editor="owner")
    with writing(haven, actor="editor") as session:
        session.add(Note(id="note", text="Ring gärna", organization_id="haven"))
        session.add(
            Widening(
                id="wish",
                kind="note",
                record="note",
                organization_id="haven",
                visibility=Visibility.PUBLIC,
                proposed_by="editor",
                proposed_at=now(),
            )
        )
        session.commit()

    def answer(by: str, *, is_granted: bool) -> None:
        with writing(haven, actor=by) as session:
            here, wish = network.workplace(session, by, haven), session.get_one(Widening, "wish")
            answer_wish(session, network.who(by), here, wish, 1, now(), is_granted=is_granted)
            if is_granted:
                session.commit()

    with pytest.raises(Refused, match="samordnaren kan"):
        answer("owner", is_granted=True)
    answer("owner", is_granted=False)
    answer("coordinator", is_granted=True)


def test_the_letter_goes_to_somebody_who_may_say_yes(haven: Engine) -> None:
    post = network.with_post(haven)
    network.propose(haven, post)
    network.invited(haven, editor="owner")
    network.propose(haven, post, name="Robin Provberg", email="robin@example.org")
    with writing(haven) as session:
        letters = select(OutgoingMail.recipient).where(OutgoingMail.kind == LetterKind.CONTACT_WAITING.value)
        assert sorted(session.scalars(letters)) == ["coordinator@example.org", "owner@example.org"]
