"""Confirmed is not edited: what was shown is right today, what is restricted was not, and an undo takes no yes away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.clock import as_local, now
from directory.errors import NotFound
from directory.graph.facts import Confidence, OrganizationId, Visibility
from directory.ledger import Act, note
from directory.maintaining.cadence import Why, cadence_of, due_on, why_of
from directory.maintaining.change import Matter, submit, undo
from directory.maintaining.confirming import ORGANIZATION, SERVICE, confirm
from directory.maintaining.due import list_due
from directory.model import (
    Campaign,
    CampaignTarget,
    Changeset,
    ChangesetKind,
    Channel,
    Confirmation,
    Coverage,
    How,
    Inquiry,
    LedgerEntry,
    Organization,
    Schedule,
    Service,
)
from directory.store.changeset import edit_to
from directory.store.session import writing
from tests.maintaining import network


@pytest.fixture
def haven(engine: Engine) -> Engine:
    network.fill(engine)
    return engine


def today() -> date:
    return as_local(now()).date()


def yes(
    engine: Engine,
    record: str = "haven",
    *,
    kind: str = ORGANIZATION,
    viewer: Visibility = Visibility.NETWORK,
) -> str:
    with writing(engine, actor="owner") as session:
        given = confirm(
            session, kind=kind, record=record, how=How.WORKSPACE, by="owner", now=now(), viewer=viewer
        )
        session.commit()
        return given.id


def confirmed(engine: Engine) -> set[str]:
    with Session(engine) as session:
        return {
            row.id
            for model in (Organization, Service, Channel, Schedule, Coverage)
            for row in session.scalars(select(model))
            if row.confirmed_on == today() and row.confidence is Confidence.CONFIRMED
        }


def test_an_owner_confirms_all_that_she_was_shown_and_nothing_restricted(haven: Engine) -> None:
    yes(haven)
    assert confirmed(haven) == {
        *("haven", "shelter", "advice", "haven:phone", "haven:night", "1", "2", "shelter@01", "advice@01")
    }


def test_whoever_saw_what_is_public_confirms_nothing_of_the_network(haven: Engine) -> None:
    yes(haven, viewer=Visibility.PUBLIC)
    assert {"haven:night", "2", "shelter:phone"}.isdisjoint(confirmed(haven))
    assert {"haven", "haven:phone", "1"} <= confirmed(haven)


def test_one_service_is_confirmed_by_itself(haven: Engine) -> None:
    yes(haven, "advice", kind=SERVICE)
    assert confirmed(haven) == {"advice", "advice@01"}


def test_a_yes_is_written_down_with_how_and_until_when_and_is_in_the_log(haven: Engine) -> None:
    name = yes(haven)
    with Session(haven) as session:
        given = session.get_one(Confirmation, name)
        assert (given.by, given.how, given.organization_id) == ("owner", How.WORKSPACE, "haven")
        assert given.until == today() + timedelta(days=60), "it has a shelter"
        acts = session.scalars(select(LedgerEntry.act).where(LedgerEntry.record == "haven"))
        assert "confirmation.given" in list(acts)


def test_a_yes_is_no_changeset(haven: Engine) -> None:
    yes(haven)
    with Session(haven) as session:
        assert session.scalars(select(Changeset)).all() == []


def test_an_undo_of_another_edit_takes_no_yes_away(haven: Engine) -> None:
    with Session(haven) as session:
        edit = edit_to(session.get_one(Service, "advice"), {"capacity": "few"})
    assert edit is not None
    with writing(haven, actor="owner") as session:
        matter = Matter(OrganizationId("haven"), "Haven")
        who, edges = network.who("owner"), network.borders(haven)
        done = submit(session, who, (edit,), ChangesetKind.EDIT, matter, edges, now()).applied
        session.commit()
        assert done is not None
        name = done.id
    yes(haven)
    with writing(haven, actor="owner") as session:
        undo(session, network.who("owner"), session.get_one(Changeset, name), now())
        session.commit()
    assert "advice" in confirmed(haven)


def test_a_yes_answers_what_was_asked_and_ticks_off_campaigns_that_go_on(haven: Engine) -> None:
    with writing(haven) as session:
        for name, closed in (("on", None), ("over", now())):
            session.add(
                Campaign(
                    **{"id": name, "name": name, "topic": "everything", "area_id": "01", "made_by": "x"},
                    **{"made_at": now(), "starts_on": today(), "ends_on": today(), "closed_at": closed},
                )
            )
            session.flush()
            session.add(CampaignTarget(campaign_id=name, organization_id="haven"))
        for name, who in (("a", "owner"), ("b", None)):
            session.add(
                Inquiry(
                    **{"id": name, "organization_id": "haven", "account_id": who, "campaign_id": "on"},
                    **{"asked_at": now(), "last_asked_at": now()},
                )
            )
        note(session, Act.CAMPAIGN_STARTED)
        session.commit()
    given = yes(haven)
    with Session(haven) as session:
        assert {one.answer for one in session.scalars(select(Inquiry))} == {"right"}
        done = {one.campaign_id: one.how for one in session.scalars(select(CampaignTarget))}
        assert done == {"on": "workspace", "over": ""}
        assert session.get_one(Confirmation, given).campaign_id == "on"


def test_what_exists_no_longer_cannot_be_confirmed(haven: Engine) -> None:
    with pytest.raises(NotFound):
        yes(haven, "nobody")
    with writing(haven) as session:
        session.get_one(Organization, "haven").valid_to = today() - timedelta(days=1)
        session.commit()
    with pytest.raises(NotFound):
        yes(haven)


@pytest.mark.parametrize(
    ("kind", "own", "more", "days", "why"),
    [
        ("ngo", None, {}, 90, Why.CIVIL),
        ("authority", None, {}, 180, Why.PUBLIC),
        ("municipality", None, {"is_urgent": True}, 60, Why.URGENT),
        ("ngo", None, {"is_shelter": True}, 60, Why.SHELTER),
        ("ngo", 14, {"is_shelter": True}, 14, Why.OWN),
        ("something new", None, {}, 180, Why.OTHER),
    ],
)
def test_what_does_most_harm_is_asked_for_most_often(
    kind: str, own: int | None, more: dict[str, bool], days: int, why: Why
) -> None:
    assert (cadence_of(kind, own, **more), why_of(kind, own, **more)) == (days, why)


def test_what_was_never_confirmed_is_due_by_the_day_of_its_source() -> None:
    old = date(2026, 1, 1)
    assert due_on(None, old, 90) == date(2026, 4, 1)
    assert due_on(date(2026, 2, 1), old, 90) == date(2026, 5, 2)
    assert due_on(None, None, 90) is None


def test_an_organization_is_due_with_the_first_of_its_entries_and_not_when_all_are_confirmed(
    haven: Engine,
) -> None:
    due = {one.organization: one for one in list_due(Session(haven), today())}
    assert all(one.is_due(today()) for one in due.values())
    yes(haven)
    haven_now = list_due(Session(haven), today(), {OrganizationId("haven")})[0]
    assert (haven_now.on, haven_now.days) == (today() + timedelta(days=60), 60)
    assert not haven_now.is_due(today())
    assert haven_now.overdue(today()) == -60
