"""What may hold at once does; numbers, links and new offers wait for other eyes, and every act can be taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.account.complaint import Refused
from directory.clock import now
from directory.graph.facts import OrganizationId
from directory.maintaining.change import (
    SAID_BY_ORGANIZATION,
    Matter,
    Submitted,
    approve,
    return_proposal,
    said_now,
    submit,
    undo,
    withdraw_proposal,
)
from directory.maintaining.confirming import confirm
from directory.model import (
    Changeset,
    ChangesetKind,
    ChangesetState,
    Channel,
    How,
    News,
    Organization,
    Service,
)
from directory.store.changeset import Clashed, Edit, addition, edit_to
from directory.store.session import writing
from tests.maintaining import network

HAVEN = Matter(OrganizationId("haven"), "Haven")
NUMBER = {"value": "+46846500422", "display": "08-465 004 22"}


@pytest.fixture
def haven(engine: Engine) -> Engine:
    network.fill(engine)
    return engine


def change(engine: Engine, who: str, model: type[Any], name: str, **wanted: Any) -> Submitted:
    with Session(engine) as session:
        edit = edit_to(session.get_one(model, name), wanted)
    assert edit is not None
    return send(engine, who, edit)


def send(engine: Engine, who: str, *edits: Edit) -> Submitted:
    with writing(engine, actor=who) as session:
        done = submit(
            session, network.who(who), edits, ChangesetKind.EDIT, HAVEN, network.borders(engine), now()
        )
        session.commit()
        for one in (done.applied, done.waiting):
            if one is not None:
                session.refresh(one)
        session.expunge_all()
        return done


def label_of(engine: Engine, channel: str = "haven:phone") -> tuple[str, str]:
    with engine.connect() as connection:
        row = connection.execute(select(Channel.label, Channel.value).where(Channel.id == channel)).one()
        return row.label, row.value


def decide(engine: Engine, who: str, name: str, act: Any, *, version: int = 1, **more: Any) -> None:
    with writing(engine, actor=who) as session:
        act(session, network.who(who), session.get_one(Changeset, name), version, now(), **more)
        session.commit()


@pytest.mark.parametrize("who", ["editor", "owner", "coordinator"])
def test_a_new_number_is_in_no_answer_before_somebody_else_has_seen_it(haven: Engine, who: str) -> None:
    done = change(haven, who, Channel, "haven:phone", **NUMBER)
    assert done.applied is None
    assert done.waiting is not None
    assert label_of(haven)[1] != NUMBER["value"]
    with pytest.raises(Refused):
        decide(haven, who, done.waiting.id, approve)
    other = "owner" if who == "editor" else "editor" if who == "nobody" else "coordinator"
    other = "owner" if who == "coordinator" else other
    decide(haven, other, done.waiting.id, approve)
    assert label_of(haven)[1] == NUMBER["value"]


def test_hours_words_and_capacity_hold_at_once(haven: Engine) -> None:
    done = change(haven, "editor", Service, "shelter", capacity="full", languages=["Svenska"])
    assert done.applied is not None
    assert done.waiting is None


def test_an_edit_of_both_kinds_is_made_in_part_and_proposed_in_part(haven: Engine) -> None:
    with writing(haven) as session:
        words = edit_to(session.get_one(Service, "shelter"), {"languages": ["Svenska"]})
        number = edit_to(session.get_one(Channel, "haven:phone"), NUMBER)
    assert words is not None
    assert number is not None
    done = send(haven, "editor", words, number)
    assert done.applied is not None
    assert [one["table"] for one in done.applied.edits] == ["service"]
    assert done.waiting is not None
    assert [one["table"] for one in done.waiting.edits] == ["channel"]


def test_what_belongs_to_a_new_offer_waits_with_it(haven: Engine) -> None:
    done = send(
        haven,
        "owner",
        addition("service", "new", {"organization_id": "haven", "name": "Ny"}),
        addition("coverage", "new@01", {"service_id": "new", "area_id": "01"}),
    )
    assert done.applied is None
    assert done.waiting is not None
    decide(haven, "coordinator", done.waiting.id, approve)
    with writing(haven) as session:
        assert session.get(Service, "new") is not None


def test_those_who_may_approve_read_of_it_in_their_digest_and_whoever_proposed_reads_the_answer(
    haven: Engine,
) -> None:
    done = change(haven, "editor", Channel, "haven:phone", **NUMBER)
    assert done.waiting is not None
    with haven.connect() as connection:
        assert list(connection.scalars(select(News.account_id))) == ["owner"]
    decide(haven, "owner", done.waiting.id, return_proposal, why="wrong")
    with haven.connect() as connection:
        assert set(connection.scalars(select(News.account_id))) == {"owner", "editor"}


def test_a_proposal_is_answered_once_and_only_as_it_was_shown(haven: Engine) -> None:
    done = change(haven, "editor", Channel, "haven:phone", **NUMBER)
    assert done.waiting is not None
    with pytest.raises(Refused, match="Läs det en gång till"):
        decide(haven, "owner", done.waiting.id, approve, version=7)
    decide(haven, "owner", done.waiting.id, approve)
    with pytest.raises(Refused, match="redan besvarat"):
        decide(haven, "coordinator", done.waiting.id, approve, version=2)


def test_a_proposal_for_something_deleted_meanwhile_says_so_and_goes_on_waiting(haven: Engine) -> None:
    done = change(haven, "editor", Channel, "haven:phone", **NUMBER)
    assert done.waiting is not None
    with writing(haven) as session:
        session.delete(session.get_one(Channel, "haven:phone"))
        session.commit()
    with pytest.raises(Clashed):
        decide(haven, "owner", done.waiting.id, approve)
    with writing(haven) as session:
        assert session.get_one(Changeset, done.waiting.id).state is ChangesetState.WAITING


def test_only_whoever_proposed_it_takes_it_back(haven: Engine) -> None:
    done = change(haven, "editor", Channel, "haven:phone", **NUMBER)
    assert done.waiting is not None
    with writing(haven, actor="owner") as session, pytest.raises(Refused):
        withdraw_proposal(session, network.who("owner"), session.get_one(Changeset, done.waiting.id), now())
    with writing(haven, actor="editor") as session:
        withdraw_proposal(session, network.who("editor"), session.get_one(Changeset, done.waiting.id), now())
        session.commit()
    with pytest.raises(Refused, match="redan besvarat"):
        decide(haven, "owner", done.waiting.id, approve, version=2)


def test_a_change_is_taken_back_and_that_is_taken_back(haven: Engine) -> None:
    done = change(haven, "editor", Channel, "haven:phone", label="Dag")
    assert done.applied is not None
    with writing(haven, actor="owner") as session:
        back = undo(session, network.who("owner"), session.get_one(Changeset, done.applied.id), now()).id
        session.commit()
    assert label_of(haven)[0] == ""
    with writing(haven, actor="owner") as session:
        undo(session, network.who("owner"), session.get_one(Changeset, back), now())
        session.commit()
    assert label_of(haven)[0] == "Dag"


def test_what_somebody_has_built_on_is_not_taken_back(haven: Engine) -> None:
    done = change(haven, "editor", Channel, "haven:phone", label="Dag")
    change(haven, "owner", Channel, "haven:phone", label="Dagtid")
    assert done.applied is not None
    with writing(haven, actor="owner") as session, pytest.raises(Clashed):
        undo(session, network.who("owner"), session.get_one(Changeset, done.applied.id), now())


def test_an_old_change_is_not_taken_back_whole(haven: Engine) -> None:
    done = change(haven, "editor", Channel, "haven:phone", label="Dag")
    assert done.applied is not None
    with writing(haven, actor="owner") as session:
        made = session.get_one(Changeset, done.applied.id)
        with pytest.raises(Refused, match="historik"):
            undo(session, network.who("owner"), made, now() + timedelta(days=91))


def test_what_is_edited_is_not_confirmed_by_it(haven: Engine) -> None:
    with writing(haven) as session:
        record = session.get_one(Organization, "haven")
        edit = edit_to(record, {"name": "Hamnen"})
        assert edit is not None
        (said,) = said_now((edit,), SAID_BY_ORGANIZATION, now().date())
    assert said.after is not None
    assert said.after["source"] == SAID_BY_ORGANIZATION
    assert said.after["confirmed_on"] is None


def test_what_was_confirmed_meanwhile_can_be_taken_back_with_where_it_came_from(haven: Engine) -> None:
    with Session(haven) as session:
        record = session.get_one(Organization, "haven")
        stood = (record.name, record.source, record.dated, record.confidence)
        edit = edit_to(record, {"name": "Hamnen"})
        assert edit is not None
    done = send(haven, "editor", *said_now((edit,), SAID_BY_ORGANIZATION, now().date()))
    assert done.applied is not None
    with writing(haven, actor="owner") as session:
        confirm(session, kind="organization", record="haven", how=How.WORKSPACE, by="owner", now=now())
        session.commit()
    with writing(haven, actor="owner") as session:
        undo(session, network.who("owner"), session.get_one(Changeset, done.applied.id), now())
        session.commit()
        record = session.get_one(Organization, "haven")
        assert (record.name, record.source, record.dated, record.confidence) == stood
        assert record.confirmed_on is None


def test_a_proposal_from_a_form_that_stood_open_too_long_clashes_before_it_waits(haven: Engine) -> None:
    with Session(haven) as session:
        edit = edit_to(session.get_one(Channel, "haven:phone"), NUMBER)
        assert edit is not None
    with writing(haven) as session:
        session.get_one(Channel, "haven:phone").value = "+46701740677"
        session.commit()
    with pytest.raises(Clashed):
        send(haven, "editor", edit)
