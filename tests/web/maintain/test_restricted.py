"""Restricted contacts are opened one organization at a time, with a reason, and never without a line in the ledger."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import Engine, select

from directory.clock import now
from directory.errors import NotFound
from directory.graph.facts import Visibility
from directory.ledger import Act
from directory.maintaining import restricted
from directory.maintaining.restricted import open_restricted
from directory.model import Contact, LedgerDetail, LedgerEntry, Location, Note
from directory.store.session import writing
from tests.maintaining import network
from tests.maintaining.network import MAIL, NAME, PHONE
from tests.web.maintain.conftest import SignIn

WHERE = "/maintain/organizations/haven/restricted"
FORM = "/maintain/organizations/haven/posts/new"
"""A page that has a form, and so a token."""


def openings(engine: Engine) -> list[tuple[str, dict[str, object]]]:
    """Return who opened what, oldest first."""
    with engine.connect() as connection:
        rows = connection.execute(
            select(LedgerEntry.actor, LedgerDetail.content)
            .join(LedgerDetail, LedgerDetail.seq == LedgerEntry.seq)
            .where(LedgerEntry.act == Act.RESTRICTED_OPENED.value)
            .order_by(LedgerEntry.seq)
        )
        return [(actor, json.loads(content)) for actor, content in rows]


@pytest.fixture
def kim(haven: Engine) -> str:
    return network.listed(haven, visibility="restricted")


def test_the_coordinator_gives_a_reason_and_sees_it_and_that_is_written_down(
    haven: Engine, kim: str, enter: SignIn
) -> None:
    coordinator = enter("coordinator")
    assert NAME not in coordinator.get(WHERE).words
    assert openings(haven) == []
    page = coordinator.refused(WHERE, {}, on=WHERE)
    assert NAME not in page.words
    assert openings(haven) == []
    response = coordinator.send(WHERE, {"reason": "case"}, on=WHERE)
    assert response.headers["Cache-Control"] == "no-store"
    assert NAME in response.text
    assert PHONE in response.text
    assert openings(haven) == [
        ("coordinator", {"reason": "case", "channel": ["shelter:phone"], "contact": [kim]})
    ]


def test_no_page_of_the_workspace_shows_what_is_restricted(haven: Engine, kim: str, enter: SignIn) -> None:
    for name in ("editor", "owner", "coordinator"):
        signed = enter(name)
        paths = ["", f"/people/{kim}/change", f"/people/{kim}/renew", f"/people/{kim}/end"]
        paths.append(f"/people/{kim}/answer")
        for path in paths:
            page = signed.get(f"/maintain{path or '/organizations/haven'}")
            assert not [word for word in (NAME, PHONE, MAIL, "+46846500415") if word in page.html], path


@pytest.mark.parametrize("kind", ["places", "notes"])
def test_a_form_that_somebody_narrowed_meanwhile_does_not_show_what_stands_there_now(
    haven: Engine, enter: SignIn, kind: str
) -> None:
    model: type[Location | Note] = Location if kind == "places" else Note
    with writing(haven, actor="owner") as session:
        owner: dict[str, Any] = {"organization_id": "haven", "visibility": Visibility.RESTRICTED}
        session.add(
            Location(id="hidden", name="Stugan (påhittad)", address="Provgatan 7", **owner)
            if kind == "places"
            else Note(id="hidden", text="Stugan (påhittad)", **owner)
        )
        session.commit()
    form = {"name": "Huset", "text": "Huset", "visibility": "network", "is_no_shelter": "yes", "version": "9"}
    page = enter("editor").refused(f"/maintain/{kind}/hidden", form, on=FORM)
    assert "Någon annan har ändrat" in page.words
    assert not [word for word in ("Stugan", "Provgatan 7") if word in page.html]
    assert openings(haven) == []
    with writing(haven) as session:
        session.get_one(model, "hidden").visibility = Visibility.NETWORK
        session.commit()
    assert "Stugan" in enter("editor").refused(f"/maintain/{kind}/hidden", form, on=FORM).html


def test_a_restricted_proposal_is_opened_before_it_is_answered(haven: Engine, enter: SignIn) -> None:
    proposal = network.propose(haven, network.with_post(haven), visibility="restricted")
    where, owner = f"/maintain/people/{proposal}/answer", enter("owner")
    assert NAME not in owner.get(where).html
    response = owner.send(where, on=where)
    assert NAME in response.text
    assert openings(haven) == [("owner", {"reason": "changing", "contact": [proposal]})]
    owner.follow(f"/maintain/people/{proposal}/approve", {"version": "1"}, on=FORM)


def test_who_has_no_need_to_know_opens_nothing(haven: Engine, kim: str) -> None:
    for name in ("stranger", "caseworker", "administrator"):
        with writing(haven) as session, pytest.raises(NotFound):
            open_restricted(session, network.who(name), "haven", network.borders(haven), now(), reason="case")
    assert openings(haven) == []


def shown_without_a_line(engine: Engine) -> bool:
    """Open what is restricted, and tell whether it was shown without having been written down."""
    with writing(engine, actor="owner") as session:
        opened = open_restricted(
            session, network.who("owner"), "haven", network.borders(engine), now(), reason="case"
        )
        names = [one.name for one in opened.people]
        session.commit()
    return bool(names) and not openings(engine)


def test_nothing_is_ever_shown_without_its_line_in_the_ledger(haven: Engine, kim: str) -> None:
    assert not shown_without_a_line(haven)


def test_an_opening_that_forgot_its_line_would_be_caught(
    haven: Engine, kim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restricted, "note", lambda *_given, **_named: None)
    assert shown_without_a_line(haven)


def test_a_listing_that_ended_is_not_opened_any_more(haven: Engine, kim: str) -> None:
    with writing(haven, actor="owner") as session:
        session.get_one(Contact, kim).ended_at = now()
        session.flush()
        opened = open_restricted(
            session, network.who("owner"), "haven", network.borders(haven), now(), reason="case"
        )
        assert opened.people == []
