"""Who says no is gone from every table, letter and detail of the log; the post stays, and the chain still holds."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from directory.account import ticket
from directory.account.complaint import Expired, Refused
from directory.clock import now
from directory.ledger.verify import verify
from directory.mail import LetterKind
from directory.maintaining import erasing, held, person
from directory.maintaining.letters import makers
from directory.maintaining.objecting import erase_on_request, object_to_listing
from directory.maintaining.workplace import parts_of
from directory.model import Contact, DoNotList, LedgerEntry, OutgoingMail, Post, Purpose
from directory.store.consistent import consistent_read
from directory.store.session import writing
from tests.maintaining import network
from tests.maintaining.network import MAIL, NAME, PHONE, SHOWN, SITE
from tests.maintaining.traces import traces

SECRETS = (NAME, PHONE, SHOWN, MAIL, "Exempelsson", "46500477", "46500415", "bara på vardagar")
"""All that was ever said of the person."""


@pytest.fixture
def haven(engine: Engine) -> Engine:
    network.fill(engine)
    return engine


def token_for(engine: Engine, contact_id: str) -> str:
    """Send the letter of *contact_id* and return the token of its link."""
    with writing(engine) as session:
        letters = session.scalars(
            select(OutgoingMail).where(OutgoingMail.kind == LetterKind.CONTACT_LISTED.value)
        ).all()
        letter = next(one for one in letters if one.values == {"contact_id": contact_id})
        made = makers(SITE)[LetterKind.CONTACT_LISTED](session, letter, now())
        session.commit()
    assert made is not None
    assert set(made) == {"lister", "link", "purpose", "seen_by", "until"}
    return made["link"].removeprefix(f"{SITE}/listing/")


def with_a_history(engine: Engine) -> str:
    """List somebody, change her number, and let a change back to the first one wait; return her id."""
    kim = network.listed(engine, words="bara på vardagar")
    for number in ("08-465 004 77", "08-465 004 15"):
        with writing(engine, actor="editor") as session:
            change = person.change_person(
                session,
                network.who("editor"),
                network.workplace(session, "editor", engine),
                session.get_one(Contact, kim),
                network.draft(phone=number),
                network.borders(engine),
                now(),
                site=SITE,
            )
            session.commit()
            assert change is not None
            proposal = change.id
        if number != "08-465 004 15":
            network.say_yes(engine, proposal)
    return kim


def say_no(engine: Engine, token: str) -> None:
    edges = network.borders(engine)
    with writing(engine, actor="listed-person") as session:
        object_to_listing(session, token, edges, now(), site=SITE)
        session.commit()


def is_whole(engine: Engine) -> bool:
    with consistent_read(engine) as connection:
        return verify(connection).is_whole


def test_nothing_of_a_person_who_said_no_is_left_anywhere(haven: Engine) -> None:
    kim = with_a_history(haven)
    assert traces(haven, SECRETS)
    say_no(haven, token_for(haven, kim))
    assert traces(haven, SECRETS) == []
    assert is_whole(haven)
    with writing(haven) as session:
        here = network.workplace(session, "owner", haven)
        assert [post.title for post in parts_of(session, Post, here)] == ["Dagjour"]
        assert parts_of(session, Contact, here) == []
        assert len(session.scalars(select(DoNotList)).all()) == 2


@pytest.mark.parametrize("left", ["_hide_from_notes", "erase_letters", "erase_detail"])
def test_an_erasure_that_left_something_behind_would_be_caught(
    haven: Engine, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    kim = with_a_history(haven)
    token = token_for(haven, kim)
    monkeypatch.setattr(erasing, left, lambda *_given: 0)
    say_no(haven, token)
    found = traces(haven, SECRETS)
    where = "outgoing_mail" if left == "erase_letters" else "ledger_detail"
    assert any(place.startswith(where) for place in found)


def test_the_keepers_are_told_of_the_vacant_post_and_she_can_not_be_listed_again(haven: Engine) -> None:
    kim = network.listed(haven)
    say_no(haven, token_for(haven, kim))
    with writing(haven) as session:
        told = session.execute(
            select(OutgoingMail.recipient).where(OutgoingMail.kind == LetterKind.POST_VACANT.value)
        ).scalars()
        assert sorted(told) == ["editor@example.org", "owner@example.org"]
        post = session.scalars(select(Post.id)).one()
    with pytest.raises(Refused):
        network.propose(haven, post)


def test_a_number_that_others_share_is_not_put_on_the_list(haven: Engine) -> None:
    post = network.with_post(haven)
    kim = network.say_yes(haven, network.propose(haven, post))
    network.propose(haven, post, name="Robin Provberg", email="robin@haven.example.org")
    with writing(haven, actor="owner") as session:
        erase_on_request(session, session.get_one(Contact, kim), now().date(), has_objected=True)
        session.commit()
        assert len(session.scalars(select(DoNotList)).all()) == 1


def test_the_link_works_once_and_for_its_own_purpose_only(haven: Engine) -> None:
    kim = network.listed(haven)
    token = token_for(haven, kim)
    with writing(haven) as session:
        foreign = ticket.issue(session, Purpose.RESET, "owner", now())
        session.commit()
    for wrong in (foreign, "", "x" * 10_000, "å\u202e", token[:-1]):
        with pytest.raises(Expired):
            say_no(haven, wrong)
    with writing(haven) as session, pytest.raises(Expired):
        held.held_by(session, token, now() + timedelta(days=1000))
    say_no(haven, token)
    with pytest.raises(Expired):
        say_no(haven, token)
    with writing(haven) as session, pytest.raises(Expired):
        held.held_by(session, token, now())


def test_a_new_letter_makes_the_link_of_the_old_one_useless(haven: Engine) -> None:
    kim = network.listed(haven)
    old = token_for(haven, kim)
    new = token_for(haven, kim)
    with writing(haven) as session:
        with pytest.raises(Expired):
            held.held_by(session, old, now())
        assert held.held_by(session, new, now()).contact.id == kim


def test_she_gets_all_that_is_held_and_who_did_what_when(haven: Engine) -> None:
    kim = with_a_history(haven)
    token = token_for(haven, kim)
    with writing(haven, actor="listed-person") as session:
        data = held.export(session, token, now())
        session.commit()
    text = json.dumps(data)
    assert data["contact"]["name"] == NAME
    assert data["waiting_changes"][0]["phone"] == SHOWN
    assert {"Editor (påhittad)", "Owner (påhittad)"} <= {change["by"] for change in data["changes"]}
    assert token not in text
    with writing(haven) as session:
        entry = session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq.desc()).limit(1)).one()
        assert (entry.act, entry.actor, entry.record) == ("contact.exported", "listed-person", kim)


def test_her_no_ends_her_listings_elsewhere_too_and_nobody_elses(haven: Engine) -> None:
    kim = network.listed(haven)
    night = network.with_post(haven, "advice")
    network.say_yes(haven, network.propose(haven, night))
    robin = network.propose(haven, night, name="Robin Provberg", email="robin@haven.example.org")
    token = token_for(haven, kim)
    with writing(haven) as session:
        seen = held.held_by(session, token, now())
        assert [title for _row, title, _whose in seen.others] == ["Dagjour"]
        assert robin not in {row.id for row, _title, _whose in seen.others}
    say_no(haven, token)
    assert traces(haven, [NAME, MAIL]) == []
    with writing(haven) as session:
        assert session.scalars(select(Contact.id)).all() == [robin]


def test_who_lists_her_name_and_number_with_a_mailbox_of_their_own_learns_and_ends_nothing_elsewhere(
    haven: Engine,
) -> None:
    kim = network.listed(haven, visibility="restricted")
    planted = network.say_yes(
        haven, network.propose(haven, network.with_post(haven, "advice"), email="planted@example.org")
    )
    token = token_for(haven, planted)
    with writing(haven) as session:
        assert held.held_by(session, token, now()).others == ()
    say_no(haven, token)
    with writing(haven) as session:
        assert session.scalars(select(Contact.id)).all() == [kim]


@pytest.mark.parametrize("corrected", ["kim.exempelsson@haven.example.org", ""])
def test_the_link_that_went_to_a_wrong_mailbox_is_dead_once_the_mailbox_is_corrected(
    haven: Engine, corrected: str
) -> None:
    kim = network.listed(haven)
    token = token_for(haven, kim)
    with writing(haven, actor="editor") as session:
        change = person.change_person(
            session,
            network.who("editor"),
            network.workplace(session, "editor", haven),
            session.get_one(Contact, kim),
            network.draft(email=corrected),
            network.borders(haven),
            now(),
            site=SITE,
        )
        session.commit()
        assert change is not None
        proposal = change.id
    with writing(haven) as session:
        assert held.held_by(session, token, now()).contact.email == MAIL
    network.say_yes(haven, proposal, told="phone")
    with writing(haven) as session, pytest.raises(Expired):
        held.held_by(session, token, now())


def test_somebody_without_number_and_mailbox_is_nobody_else(haven: Engine) -> None:
    kim = network.listed(haven)
    with writing(haven) as session:
        bare = session.get_one(Contact, kim)
        bare.phone = bare.phone_display = bare.email = ""
        session.add(
            Contact(
                id="other",
                organization_id="haven",
                post_id=bare.post_id,
                name=NAME,
                purpose="cases",
                valid_from=bare.valid_from,
                valid_to=bare.valid_to,
            )
        )
        session.flush()
        assert held.same_person(session, bare) == [bare]


def test_an_account_of_the_same_address_keeps_its_letters(haven: Engine) -> None:
    kim = network.listed(haven, email="editor@example.org")
    say_no(haven, token_for(haven, kim))
    with writing(haven) as session:
        kinds = session.scalars(
            select(OutgoingMail.kind).where(OutgoingMail.recipient == "editor@example.org")
        ).all()
    assert kinds == [LetterKind.POST_VACANT.value]
