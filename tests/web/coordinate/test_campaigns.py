"""A coordinator asks everybody of her county, sees who has answered, reminds, rings up the rest, and closes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.clock import as_local, now
from directory.maintaining.campaign import run
from directory.model import Campaign, CampaignTarget, Confirmation, How, Inquiry, OutgoingMail
from tests.mail.postbox import settings_with
from tests.maintaining.test_inquiry import leave, letters, made, say, token_of
from tests.web.voiced import Voices

NEW, CALLS = "/coordinate/campaigns/new", "/coordinate/calls"


@pytest.fixture
def voices(engine: Engine) -> Voices:
    return Voices(engine)


def today() -> date:
    return as_local(now()).date()


def draft(**changes: str) -> dict[str, str]:
    end = today() + timedelta(days=20)
    given = {
        "topic": "summer_hours",
        "area": "01",
        "starts_on": today().isoformat(),
        "ends_on": end.isoformat(),
    }
    return {**given, "words": "Vi ses i augusti.", **changes}


def began(voices: Voices, **changes: str) -> str:
    """Start a campaign as the coordinator; return its id."""
    voices.enter("coordinator").follow(NEW, {**draft(**changes), "checked": "yes"}, on=NEW)
    with Session(voices.engine) as session:
        return session.scalars(select(Campaign.id)).one()


def test_she_sees_how_many_letters_leave_before_any_does(voices: Voices) -> None:
    leave(voices.engine, "stranger")
    coordinator = voices.enter("coordinator")
    response = coordinator.send(NEW, draft(), on=NEW)
    assert response.status_code == 200
    assert "Ska de här mailen gå ut?" in response.text
    with Session(voices.engine) as session:
        assert session.scalars(select(Campaign)).all() == []
        assert session.scalars(select(OutgoingMail)).all() == []
    page = coordinator.follow(NEW, {**draft(), "checked": "yes"}, on=NEW)
    assert "0 av 2 klara" in page.words
    assert "ingen mailadress" in page.words, "the office has nobody to write to"
    [letter] = letters(voices.engine)
    values = made(voices.engine, letter)
    assert "i sommar" in values["asked"]
    assert "Vi ses i augusti." in values["words"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"topic": ""}, "Välj vad ni frågar om"),
        ({"area": "SE"}, "Välj ett område som du samordnar"),
        ({"area": "0180"}, "Ingen organisation arbetar bara där"),
        ({"ends_on": "2020-01-01"}, "Välj en dag från i dag"),
        ({"words": "Storgatan 12, 111 22 Stockholm"}, "adress"),
        ({"words": "x" * 301}, "högst 300"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(
    voices: Voices, changes: dict[str, str], said: str
) -> None:
    page = voices.enter("coordinator").refused(NEW, draft(**changes), on=NEW)
    assert said.casefold() in page.words.casefold()


def test_an_answer_counts_and_the_others_are_reminded_once_a_day(voices: Voices) -> None:
    name = began(voices)
    mine = next(one for one in letters(voices.engine) if one.recipient == "owner@example.org")
    say(voices.engine, token_of(made(voices.engine, mine)))
    coordinator, path = voices.enter("coordinator"), f"/coordinate/campaigns/{name}"
    assert "1 av 2 klara" in coordinator.get(path).words
    assert "0 påminnelser" in coordinator.follow(f"{path}/remind", on=path).words, "asked today already"
    with Session(voices.engine) as session:
        assert session.scalars(select(Confirmation.campaign_id)).one() == name
    coordinator.follow(f"{path}/close", on=path)
    assert "avslutad" in coordinator.refused(f"{path}/remind", {}, on="/coordinate/campaigns").words


def test_a_campaign_that_begins_later_writes_on_its_first_day(voices: Voices) -> None:
    began(voices, starts_on=(today() + timedelta(days=2)).isoformat())
    assert letters(voices.engine) == []
    for days, asked in ((1, 0), (2, 2), (3, 0)):
        assert run(voices.engine, settings_with(), now() + timedelta(days=days)) == {"asked": asked}


def test_before_its_first_day_nobody_is_said_to_lack_a_mailbox(voices: Voices) -> None:
    leave(voices.engine, "stranger")
    name = began(voices, starts_on=(today() + timedelta(days=3)).isoformat())
    page = voices.enter("coordinator").get(f"/coordinate/campaigns/{name}")
    assert "2 inte frågad än" in page.words
    assert "0 ingen mailadress" in page.words


def test_a_campaign_of_another_area_does_not_exist_for_her(voices: Voices) -> None:
    with Session(voices.engine) as session:
        campaign = Campaign(
            **{"id": "far", "name": "far", "topic": "everything", "area_id": "SE", "made_by": "x"},
            **{"made_at": now(), "starts_on": today(), "ends_on": today()},
        )
        session.add(campaign)
        session.commit()
    assert voices.enter("coordinator").status("/coordinate/campaigns/far") == 404


def test_she_rings_who_is_overdue_and_ticks_off(voices: Voices) -> None:
    coordinator = voices.enter("coordinator")
    page = coordinator.get(CALLS)
    assert "2 verksamheter att ringa" in page.words
    assert "tel:+46701740642" in page.links()
    page = coordinator.follow(f"{CALLS}/haven/no-answer", on=CALLS)
    assert "Haven svarade inte" in page.words
    assert "inget svar." in page.words
    page = coordinator.follow(f"{CALLS}/haven/right", on=CALLS)
    assert "Haven är bekräftad på telefon" in page.words
    assert "1 verksamhet att ringa" in page.words
    with Session(voices.engine) as session:
        given = session.scalars(select(Confirmation)).one()
        assert (given.how, given.by) == (How.PHONE, "coordinator")


def test_a_call_in_a_campaign_is_seen_in_the_campaign(voices: Voices) -> None:
    name = began(voices)
    coordinator = voices.enter("coordinator")
    coordinator.follow(f"{CALLS}/office/no-answer", on=CALLS)
    assert "1 ringd, inget svar" in coordinator.get(f"/coordinate/campaigns/{name}").words
    coordinator.follow(f"{CALLS}/office/right", on=CALLS)
    with Session(voices.engine) as session:
        done = {one.organization_id: one.how for one in session.scalars(select(CampaignTarget))}
        assert done == {"haven": "", "office": "phone"}
        assert {
            one.answer for one in session.scalars(select(Inquiry).where(Inquiry.organization_id == "office"))
        } == {"right"}


def test_what_she_hears_on_the_phone_can_be_changed_from_the_list_and_from_the_contact_persons(
    voices: Voices,
) -> None:
    coordinator = voices.enter("coordinator")
    assert "/offer/organizations/haven" in coordinator.get(CALLS).html
    assert "/offer/organizations/haven" in coordinator.get("/maintain/organizations/haven").html
    assert coordinator.status("/offer/organizations/haven") == 200


def test_nobody_else_runs_campaigns(voices: Voices) -> None:
    for name in ("owner", "caseworker", "administrator"):
        signed = voices.enter(name)
        assert {signed.status(path) for path in (NEW, CALLS, "/coordinate/campaigns")} == {403}
    assert voices.enter("coordinator").send(f"{CALLS}/nobody/right", on=CALLS).status_code == 404
