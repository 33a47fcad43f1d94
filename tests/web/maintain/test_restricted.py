"""Restricted contacts are opened one organization at a time, with a reason, and never without a line in the ledger."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from sqlalchemy import Engine, select

from directory.account.complaint import Refused
from directory.clock import now
from directory.errors import NotFound
from directory.graph.facts import Visibility
from directory.ledger import Act, note
from directory.mail import LetterKind
from directory.maintaining import restricted
from directory.maintaining.person import narrow
from directory.maintaining.restricted import open_restricted
from directory.model import (
    Contact,
    LedgerDetail,
    LedgerEntry,
    Location,
    Note,
    Organization,
    OutgoingMail,
    Widening,
)
from directory.store.session import writing
from tests.maintaining import network
from tests.maintaining.network import MAIL, NAME, PHONE, SITE
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
    """Somebody who was listed for the network, and whom few may see since."""
    listed = network.listed(haven)
    with writing(haven, actor="owner") as session:
        narrow(session, session.get_one(Contact, listed), Visibility.RESTRICTED)
        session.commit()
    return listed


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


def test_a_wish_about_something_restricted_is_read_before_it_is_granted(haven: Engine, enter: SignIn) -> None:
    with writing(haven, actor="editor") as session:
        session.add(
            Note(id="hidden", text="Stugan", visibility=Visibility.RESTRICTED, organization_id="haven")
        )
        session.add(
            Widening(
                id="wish",
                kind="note",
                record="hidden",
                organization_id="haven",
                visibility=Visibility.NETWORK,
                proposed_by="editor",
                proposed_at=now(),
            )
        )
        session.commit()
    where, owner = "/maintain/wishes/wish", enter("owner")
    page = owner.get(where)
    assert "Stugan" not in page.html
    assert "/grant" not in page.html
    assert "Öppna den" in owner.refused(f"{where}/grant", {"version": "1"}, on=where).words
    assert openings(haven) == []
    response = owner.send(where, on=where)
    assert "Stugan" in response.text
    assert "/grant" in response.text
    assert openings(haven) == [("owner", {"reason": "changing", "note": ["hidden"]})]
    owner.follow(f"{where}/grant", {"version": "1"}, on=FORM)
    assert enter("stranger").send(where, on="/maintain/organizations").status_code in (403, 404)


def test_nobody_opens_more_organizations_in_a_day_than_work_explains(haven: Engine, kim: str) -> None:
    have_opened(haven, "coordinator", restricted.MOST_A_DAY - 1)
    with ThreadPoolExecutor(4) as several:
        opened = list(several.map(lambda name: is_opened(haven, name), HOUSES))
    assert sorted(opened) == [False, False, False, True]
    first = HOUSES[opened.index(True)]
    assert is_opened(haven, first)
    assert len(openings(haven)) == 2
    with time_machine.travel(now() + timedelta(days=1)):
        assert is_opened(haven, HOUSES[opened.index(False)])


def test_those_above_are_told_once_of_an_account_that_has_opened_as_much_as_it_may(
    haven: Engine, kim: str, enter: SignIn
) -> None:
    have_opened(haven, "coordinator", restricted.MOST_A_DAY - 1)
    coordinator = enter("coordinator")
    for _time in range(2):
        assert coordinator.send(WHERE, {"reason": "case"}, on=WHERE).status_code == 200
    with writing(haven) as session:
        told = session.scalars(
            select(OutgoingMail.recipient).where(OutgoingMail.kind == LetterKind.QUOTA_REACHED.value)
        ).all()
    assert told == ["administrator@example.org"]


def test_who_has_opened_as_much_as_one_may_reads_why_it_goes_no_further(haven: Engine, enter: SignIn) -> None:
    have_opened(haven, "coordinator", restricted.MOST_A_DAY)
    page = enter("coordinator").refused(WHERE, {"reason": "case"}, on=WHERE)
    assert "I morgon går det igen" in page.words


HOUSES = ("house-a", "house-b", "house-c", "house-d")


def have_opened(engine: Engine, name: str, count: int) -> None:
    """Write down that one of them has opened so many organizations today, and make ``HOUSES``."""
    with writing(engine, actor=name) as session:
        for house in HOUSES:
            session.add(Organization(id=house, name=house, kind="ngo", source="Ett prov"))
        for number in range(count):
            named = f"opened-{number}"
            note(session, Act.RESTRICTED_OPENED, kind="organization", record=named, organization=named)
        session.commit()


def is_opened(engine: Engine, organization: str) -> bool:
    """Open what is restricted at an organization as the coordinator, and tell whether that went well."""
    everywhere = SimpleNamespace(areas_of=lambda _one: ["01"], is_within=lambda _inner, _outer: True)
    with writing(engine, actor="coordinator") as session:
        try:
            open_restricted(
                session, network.who("coordinator"), organization, everywhere, now(), reason="case", site=SITE
            )
            session.commit()
        except Refused:
            return False
    return True


def test_who_has_no_need_to_know_opens_nothing(haven: Engine, kim: str) -> None:
    for name in ("stranger", "caseworker", "administrator"):
        with writing(haven) as session, pytest.raises(NotFound):
            open_restricted(
                session, network.who(name), "haven", network.borders(haven), now(), reason="case", site=SITE
            )
    assert openings(haven) == []


def shown_without_a_line(engine: Engine) -> bool:
    """Open what is restricted, and tell whether it was shown without having been written down."""
    with writing(engine, actor="owner") as session:
        opened = open_restricted(
            session, network.who("owner"), "haven", network.borders(engine), now(), reason="case", site=SITE
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
            session, network.who("owner"), "haven", network.borders(haven), now(), reason="case", site=SITE
        )
        assert opened.people == []
