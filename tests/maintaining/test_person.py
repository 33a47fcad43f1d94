"""Somebody is listed by one and approved by another; what is private, costly or unwanted is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from directory.account.complaint import Refused
from directory.clock import as_local, now
from directory.errors import NotFound
from directory.graph.facts import Visibility
from directory.maintaining import deciding, person
from directory.maintaining.complaints import complaints_of
from directory.maintaining.typed import digest_of
from directory.model import Contact, DoNotList, LedgerEntry, OutgoingMail, Post
from directory.store.consistent import consistent_read
from directory.store.fact.organization import read_organizations
from directory.store.fact.select import Sources
from directory.store.fact.service import read_services
from directory.store.session import writing
from tests.maintaining import network
from tests.maintaining.network import MAIL, NAME, PHONE, SHOWN


@pytest.fixture
def haven(engine: Engine) -> Engine:
    network.fill(engine)
    return engine


def numbers_seen(engine: Engine) -> dict[Visibility, set[str]]:
    """Return by class of viewers every number and mailbox of a person that their snapshot is built of."""
    seen: dict[Visibility, set[str]] = {}
    today = as_local(now()).date()
    for viewer in Visibility:
        with consistent_read(engine) as connection:
            owners = (
                *read_organizations(connection, Sources(), viewer, today),
                *read_services(connection, Sources(), viewer, today),
            )
        seen[viewer] = {
            channel.value
            for owner in owners
            for post in owner.posts
            for holder in post.holders
            for channel in holder.channels
        }
    return seen


def letters(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        rows = connection.execute(select(OutgoingMail.kind, OutgoingMail.recipient))
        return sorted((kind, to) for kind, to in rows)


def acts(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        found = connection.scalars(select(LedgerEntry.act).order_by(LedgerEntry.seq))
        return [act for act in found if act.startswith(("contact.", "restricted."))]


def refused(engine: Engine, **changes: Any) -> set[str]:
    """Return the fields that are complained of when somebody is proposed with *changes*."""
    post = changes.pop("post", None) or network.with_post(engine)
    with pytest.raises(Refused) as caught:
        network.propose(engine, post, **changes)
    return set(complaints_of(caught.value))


def test_a_proposed_number_is_seen_by_nobody_until_somebody_else_approves_it(haven: Engine) -> None:
    proposal = network.propose(haven, network.with_post(haven))
    assert not any(numbers_seen(haven).values())
    assert letters(haven) == [("contact_waiting", "owner@example.org")]
    network.say_yes(haven, proposal)
    assert numbers_seen(haven)[Visibility.NETWORK] == {SHOWN, MAIL}
    assert numbers_seen(haven)[Visibility.PUBLIC] == set()
    assert acts(haven) == ["contact.listed", "contact.approved", "contact.notified"]


def test_a_snapshot_that_read_waiting_rows_would_be_caught(
    haven: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.propose(haven, network.with_post(haven))
    monkeypatch.setattr("directory.store.fact.part.is_shown", lambda _viewer, _day: ())
    assert numbers_seen(haven)[Visibility.NETWORK] == {SHOWN, MAIL}


def test_the_person_is_told_in_the_same_transaction_or_not_approved_at_all(haven: Engine) -> None:
    proposal = network.propose(haven, network.with_post(haven))
    with writing(haven, actor="owner") as session:
        contact = session.get_one(Contact, proposal)
        deciding.approve(
            session, network.who("owner"), network.workplace(session, "owner", haven), contact, 1, now()
        )
        session.rollback()
    assert ("contact_listed", MAIL) not in letters(haven)
    network.say_yes(haven, proposal)
    assert ("contact_listed", MAIL) in letters(haven)


def test_nobody_approves_what_they_wrote_themselves(haven: Engine) -> None:
    proposal = network.propose(haven, network.with_post(haven), by="owner")
    with pytest.raises(Refused, match="själv"):
        network.say_yes(haven, proposal, by="owner")
    network.say_yes(haven, proposal, by="coordinator")


def test_what_waits_for_the_owner_herself_is_told_to_the_coordinator(haven: Engine) -> None:
    network.propose(haven, network.with_post(haven), by="owner")
    assert letters(haven) == [("contact_waiting", "coordinator@example.org")]


def test_without_a_mailbox_somebody_says_how_the_person_was_told(haven: Engine) -> None:
    proposal = network.propose(haven, network.with_post(haven), email="")
    with pytest.raises(Refused) as caught:
        network.say_yes(haven, proposal)
    assert caught.value.details["field"] == "told"
    network.say_yes(haven, proposal, told="phone")
    assert letters(haven) == [("contact_waiting", "owner@example.org")]


def test_the_old_number_is_shown_until_the_new_one_is_approved(haven: Engine) -> None:
    kim = network.listed(haven)
    with writing(haven, actor="editor") as session:
        change = person.change_person(
            session,
            network.who("editor"),
            network.workplace(session, "editor", haven),
            session.get_one(Contact, kim),
            network.draft(phone="08-465 004 77"),
            network.borders(haven),
            now(),
            site=network.SITE,
        )
        session.commit()
        assert change is not None
        proposal = change.id
    assert numbers_seen(haven)[Visibility.NETWORK] == {SHOWN, MAIL}
    assert network.say_yes(haven, proposal) == kim
    assert numbers_seen(haven)[Visibility.NETWORK] == {"+46846500477", MAIL}
    with writing(haven) as session:
        assert session.get(Contact, proposal) is None


def test_fewer_see_somebody_at_once_and_more_only_after_other_eyes(haven: Engine) -> None:
    kim = network.listed(haven)

    def change(visibility: str, reason: str = "") -> Contact | None:
        with writing(haven, actor="editor") as session:
            made = person.change_person(
                session,
                network.who("editor"),
                network.workplace(session, "editor", haven),
                session.get_one(Contact, kim),
                network.draft(visibility=visibility, reason=reason),
                network.borders(haven),
                now(),
                site=network.SITE,
            )
            session.commit()
            return made

    assert change("restricted") is None
    assert numbers_seen(haven)[Visibility.NETWORK] == set()
    assert change("public", "Pressen frågar efter henne") is not None
    assert numbers_seen(haven)[Visibility.PUBLIC] == set()


def test_who_comes_back_at_one_place_is_still_told_that_she_ended_at_the_other(haven: Engine) -> None:
    here = network.listed(haven)
    there = network.say_yes(haven, network.propose(haven, network.with_post(haven, "advice")))
    with writing(haven, actor="editor") as session:
        for one in (here, there):
            person.end_person(session, session.get_one(Contact, one), now())
        session.commit()
    with writing(haven, actor="editor") as session:
        person.undo_end(session, session.get_one(Contact, here), now())
        session.commit()
    with writing(haven) as session:
        ended = select(OutgoingMail).where(OutgoingMail.kind == "contact_ended")
        assert [letter.values["contact_id"] for letter in session.scalars(ended)] == [there]


def test_who_has_ended_is_gone_at_once_and_can_come_back_for_a_day(haven: Engine) -> None:
    kim = network.listed(haven)
    with writing(haven, actor="editor") as session:
        person.end_person(session, session.get_one(Contact, kim), now())
        session.commit()
    assert numbers_seen(haven)[Visibility.NETWORK] == set()
    assert ("contact_ended", MAIL) in letters(haven)
    with writing(haven, actor="editor") as session:
        person.undo_end(session, session.get_one(Contact, kim), now() + timedelta(hours=1))
        session.commit()
    assert numbers_seen(haven)[Visibility.NETWORK] == {SHOWN, MAIL}
    assert ("contact_ended", MAIL) not in letters(haven)
    with writing(haven, actor="editor") as session:
        person.end_person(session, session.get_one(Contact, kim), now())
        with pytest.raises(Refused):
            person.undo_end(session, session.get_one(Contact, kim), now() + timedelta(hours=25))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Kim 850101-1236"}, "name"),
        ({"name": "Kim\u202eExempelsson"}, "name"),
        ({"name": "K\u0456m Exempelsson"}, "name"),
        ({"phone": "0900-123 45 67"}, "phone"),
        ({"phone": "0939-123 45 67"}, "phone"),
        ({"phone": "070-174 06 05"}, "phone"),
        ({"phone": "112"}, "phone"),
        ({"phone": "12 34"}, "phone"),
        ({"phone": "", "email": ""}, "phone"),
        ({"email": "kim@hav\u0435n.example.org"}, "email"),
        ({"email": "kim"}, "email"),
        ({"why": ""}, "why"),
        ({"why": "other", "words": ""}, "words"),
        ({"words": "bor på Storgatan 12, 123 45 Exempelstad"}, "words"),
        ({"words": "ring 070-174 06 05 hem"}, "words"),
        ({"words": "född 850101-1236"}, "words"),
        ({"visibility": "public"}, "reason"),
        ({"visibility": "everybody"}, "visibility"),
        ({"valid_to": ""}, "valid_to"),
        ({"valid_to": "2020-01-01"}, "valid_to"),
        ({"valid_to": "2099-01-01"}, "valid_to"),
    ],
)
def test_what_may_not_be_written_is_said_at_its_field(
    haven: Engine, changes: dict[str, str], field: str
) -> None:
    assert field in refused(haven, **changes)


def test_everything_that_is_wrong_is_said_at_once(haven: Engine) -> None:
    assert refused(haven, name="", phone="x", valid_to="") == {"name", "phone", "valid_to"}


def test_a_work_mobile_is_taken_when_somebody_says_that_it_is_one(haven: Engine) -> None:
    network.propose(haven, network.with_post(haven), phone="070-174 06 05", is_work_mobile=True)


def test_nobody_at_a_protected_service_is_shown_to_the_public(haven: Engine) -> None:
    post = network.with_post(haven, "shelter")
    assert refused(haven, post=post, visibility="public", reason="Pressen") == {"visibility"}


@pytest.mark.parametrize("way", [SHOWN, MAIL])
def test_who_has_objected_is_not_listed_again(haven: Engine, way: str) -> None:
    with writing(haven) as session:
        session.add(DoNotList(id="x", digest=digest_of(way), on=as_local(now()).date(), reason="objected"))
        session.commit()
    assert refused(haven) == {"phone" if way == SHOWN else "email"}


def test_who_objects_while_a_proposal_waits_is_not_approved(haven: Engine) -> None:
    proposal = network.propose(haven, network.with_post(haven))
    with writing(haven) as session:
        session.add(DoNotList(id="x", digest=digest_of(MAIL), on=as_local(now()).date()))
        session.commit()
    with pytest.raises(Refused, match="sagt nej"):
        network.say_yes(haven, proposal)


def test_a_proposal_that_changed_while_it_was_read_is_not_approved(haven: Engine) -> None:
    proposal = network.propose(haven, network.with_post(haven))
    with writing(haven, actor="owner") as session:
        contact = session.get_one(Contact, proposal)
        contact.phone, contact.phone_display = "+46846500499", "08-465 004 99"
        session.flush()
        with pytest.raises(Refused, match="ändrades"):
            deciding.approve(
                session, network.who("owner"), network.workplace(session, "owner", haven), contact, 1, now()
            )


def test_a_refused_proposal_says_why_and_is_seen_by_nobody(haven: Engine) -> None:
    proposal = network.propose(haven, network.with_post(haven))
    with writing(haven, actor="owner") as session:
        contact = session.get_one(Contact, proposal)
        here = network.workplace(session, "owner", haven)
        with pytest.raises(Refused):
            deciding.refuse_proposal(session, network.who("owner"), here, contact, 1, now(), why="")
        deciding.refuse_proposal(session, network.who("owner"), here, contact, 1, now(), why="private")
        session.commit()
        assert contact.answer == "private"
    assert not any(numbers_seen(haven).values())
    with pytest.raises(Refused, match="redan svarat"):
        network.say_yes(haven, proposal)


@pytest.mark.parametrize("name", ["stranger", "caseworker", "administrator"])
def test_who_does_not_stand_over_haven_finds_nothing_to_keep_there(haven: Engine, name: str) -> None:
    with writing(haven) as session, pytest.raises(NotFound):
        network.workplace(session, name, haven)


def test_a_post_can_be_removed_when_nobody_holds_it(haven: Engine) -> None:
    from directory.maintaining.post import remove_post

    kim = network.listed(haven)
    with writing(haven, actor="editor") as session:
        post = session.get_one(Post, session.get_one(Contact, kim).post_id)
        with pytest.raises(Refused):
            remove_post(session, post)
    empty = network.with_post(haven, "shelter")
    with writing(haven, actor="editor") as session:
        remove_post(session, session.get_one(Post, empty))
        session.commit()
        assert session.get(Post, empty) is None


def test_the_number_typed_is_stored_as_machines_and_people_read_it(haven: Engine) -> None:
    proposal = network.propose(haven, network.with_post(haven))
    with writing(haven) as session:
        contact = session.get_one(Contact, proposal)
        assert (contact.name, contact.phone, contact.phone_display) == (NAME, SHOWN, PHONE)
