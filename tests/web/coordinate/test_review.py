"""A proposal is judged field by field, with the answers that change; two at once, or gone meanwhile, are told."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.clock import now
from directory.graph.facts import AreaId, OrganizationId
from directory.maintaining.change import Matter, submit
from directory.model import Changeset, ChangesetKind, ChangesetState, Channel, Service
from directory.store.changeset import addition, edit_to
from directory.store.session import writing
from tests.maintaining import network
from tests.web.coordinate.test_desk import SignIn, enter, haven_site

__all__ = ["enter", "haven_site"]

HAVEN = Matter(OrganizationId("haven"), "Haven")
NEW = "08-465 004 22"


def propose(engine: Engine, who: str = "editor", *, channel: str = "haven:phone", **wanted: Any) -> str:
    values = wanted or {"value": "+46846500422", "display": NEW}
    with writing(engine, actor=who) as session:
        edit = edit_to(session.get_one(Channel, channel), values)
        assert edit is not None
        done = submit(
            session, network.who(who), (edit,), ChangesetKind.EDIT, HAVEN, network.borders(engine), now()
        )
        session.commit()
        assert done.waiting is not None
        return done.waiting.id


def shown(engine: Engine, channel: str = "haven:phone") -> str:
    with engine.connect() as connection:
        return connection.execute(select(Channel.display).where(Channel.id == channel)).scalar_one()


def version(engine: Engine, name: str) -> str:
    with engine.connect() as connection:
        return str(connection.execute(select(Changeset.version).where(Changeset.id == name)).scalar_one())


def test_the_owner_sees_before_and_after_and_approves_and_undoes(engine: Engine, enter: SignIn) -> None:
    name, owner = propose(engine), enter("owner")
    assert "Haven" in owner.get("/coordinate/proposals").words
    page = owner.get(f"/coordinate/proposals/{name}")
    assert "070-174 06 42" in page.words
    assert NEW in page.words
    assert "Svar som ändras" in page.words
    assert shown(engine) == "070-174 06 42"
    here = f"/coordinate/proposals/{name}"
    done = owner.follow(f"{here}/approve", {"version": version(engine, name)}, on=here)
    assert "Godkänt. Det gäller nu." in done.words
    assert shown(engine) == NEW
    undone = owner.follow(f"/coordinate/changes/{name}/undo", on="/coordinate/changes")
    assert "Ändringen är ångrad." in undone.words
    assert shown(engine) == "070-174 06 42"


def test_it_is_sent_back_only_with_a_reason(engine: Engine, enter: SignIn) -> None:
    name, owner = propose(engine), enter("owner")
    here = f"/coordinate/proposals/{name}"
    again = owner.refused(f"{here}/send-back", {"version": version(engine, name)}, on=here)
    assert "Välj varför" in again.words
    owner.follow(f"{here}/send-back", {"version": version(engine, name), "why": "wrong"}, on=here)
    assert "Det stämmer inte" in enter("editor").get(here).words


def test_whoever_proposed_it_cannot_approve_but_takes_it_back(engine: Engine, enter: SignIn) -> None:
    name, editor = propose(engine, "owner"), enter("owner")
    here = f"/coordinate/proposals/{name}"
    page = editor.get(here)
    assert "Du skrev det själv" in page.words
    refused = editor.refused(f"{here}/approve", {"version": version(engine, name)}, on=here)
    assert "Någon annan behöver se på det." in refused.words
    editor.follow(f"{here}/withdraw", on=here)
    with Session(engine) as session:
        assert session.get_one(Changeset, name).state is ChangesetState.WITHDRAWN


def test_of_two_who_approve_the_second_reads_that_it_is_done(engine: Engine, enter: SignIn) -> None:
    name, here = propose(engine), ""
    here, seen = f"/coordinate/proposals/{name}", version(engine, name)
    one, two = enter("owner"), enter("coordinator")
    one.follow(f"{here}/approve", {"version": seen}, on=here)
    second = two.refused(f"{here}/approve", {"version": seen}, on="/coordinate/proposals")
    assert "redan besvarat" in second.words


def test_what_changed_meanwhile_is_shown_in_both_versions_and_can_be_put_anew(
    engine: Engine, enter: SignIn
) -> None:
    name, owner = propose(engine), enter("owner")
    here = f"/coordinate/proposals/{name}"
    with writing(engine) as session:
        channel = session.get_one(Channel, "haven:phone")
        channel.value, channel.display = "+46846500433", "08-465 004 33"
        session.commit()
    clash = owner.send(f"{here}/approve", {"version": version(engine, name)}, on=here)
    assert clash.status_code == 409
    for words in ("Någon annan har ändrat under tiden", "08-465 004 33", NEW, "070-174 06 42"):
        assert words in clash.text
    assert shown(engine) == "08-465 004 33"
    anew = owner.follow(f"{here}/anew", on=here)
    assert "Läs det en gång till" in anew.words
    owner.follow(f"{here}/approve", {"version": version(engine, name)}, on=here)
    assert shown(engine) == NEW


def test_a_proposal_for_what_was_deleted_meanwhile_is_a_clear_page(engine: Engine, enter: SignIn) -> None:
    name, owner = propose(engine, channel="haven:phone"), enter("owner")
    here = f"/coordinate/proposals/{name}"
    with writing(engine) as session:
        session.delete(session.get_one(Channel, "haven:phone"))
        session.commit()
    page = owner.get(here)
    assert "finns inte" in page.words
    assert owner.send(f"{here}/approve", {"version": version(engine, name)}, on=here).status_code == 409
    refused = owner.refused(f"{here}/anew", {}, on=here)
    assert "lagts till eller tagits bort" in refused.words
    owner.follow(f"{here}/send-back", {"version": version(engine, name), "why": "wrong"}, on=here)


def test_a_restricted_number_is_in_no_difference(engine: Engine, enter: SignIn) -> None:
    name = propose(engine, channel="shelter:phone")
    for who in ("owner", "coordinator", "editor"):
        page = enter(who).get(f"/coordinate/proposals/{name}")
        assert NEW not in page.html
        assert "070-174 06 42" not in page.html
        assert "begränsad" in page.words


@pytest.mark.parametrize("who", ["stranger", "caseworker", "administrator"])
def test_nobody_else_learns_that_there_is_a_proposal(engine: Engine, enter: SignIn, who: str) -> None:
    name = propose(engine)
    assert enter(who).status(f"/coordinate/proposals/{name}") in (403, 404)


def test_a_new_organization_is_answered_by_who_keeps_the_area(engine: Engine, enter: SignIn) -> None:
    with writing(engine, actor="coordinator") as session:
        edits = (addition("organization", "new", {"name": "Ny förening", "kind": "ngo"}),)
        matter = Matter(None, "Ny förening", area=AreaId("01"))
        done = submit(
            session,
            network.who("coordinator"),
            edits,
            ChangesetKind.NEW,
            matter,
            network.borders(engine),
            now(),
        )
        session.commit()
        assert done.waiting is not None
        name = done.waiting.id
    assert "Du skrev det själv" in enter("coordinator").get(f"/coordinate/proposals/{name}").words
    assert enter("owner").status(f"/coordinate/proposals/{name}") == 404


def test_an_edit_is_listed_among_the_recent_changes(engine: Engine, enter: SignIn) -> None:
    with writing(engine, actor="coordinator") as session:
        edit = edit_to(session.get_one(Service, "advice"), {"languages": ["sv"]})
        assert edit is not None
        submit(
            session,
            network.who("coordinator"),
            (edit,),
            ChangesetKind.EDIT,
            HAVEN,
            network.borders(engine),
            now(),
        )
        session.commit()
    page = enter("owner").get("/coordinate/changes")
    assert "1 ändring" in page.words


def test_changes_of_one_organization_are_told_apart_by_what_they_are_about(
    engine: Engine, enter: SignIn
) -> None:
    propose(engine)
    waiting = enter("owner").get("/coordinate/proposals").words
    assert "Kontaktväg: leder till, visas som" in waiting
    assert NEW not in waiting
