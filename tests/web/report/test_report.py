"""A caseworker tells in two presses what was wrong; and follows a question until it has changed."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.clock import now
from directory.graph.facts import Acceptance, Group
from directory.maintaining import digest, following
from directory.maintaining.report import CALLER, Told, tell
from directory.model import (
    Channel,
    LedgerEntry,
    News,
    OutcomeCount,
    OutgoingMail,
    Report,
    SavedQuestion,
    Service,
    ServiceAcceptance,
    ServiceNeed,
    Trouble,
)
from directory.store.session import writing
from tests.mail.postbox import settings_with
from tests.maintaining import network
from tests.web.page import Page
from tests.web.voiced import Voices

ANSWER = "/answer?need=boende&area=0163&group=adult-woman"
HAVEN, SHELTER = "/report/organizations/haven", "/report/services/shelter"


@pytest.fixture
def voices(engine: Engine) -> Voices:
    made = Voices(engine)
    with writing(engine) as session:
        advice = session.get_one(Service, "advice")
        advice.needs.append(ServiceNeed(need_id="boende"))
        advice.acceptance.append(ServiceAcceptance(group=Group.ADULT_WOMAN, acceptance=Acceptance.ACCEPTS))
        session.commit()
    return made


def test_a_caseworker_gets_from_the_answer_to_a_report_in_two_presses(voices: Voices) -> None:
    caseworker = voices.enter("caseworker")
    answer = caseworker.get(ANSWER)
    link = next(href for href in answer.links() if href.startswith("/report/services/advice"))
    caseworker.get(link)
    told = caseworker.follow(
        "/report/services/advice",
        {"trouble": "wrong_number", "channel": "haven:phone", "need": "boende", "next": ANSWER},
        on=link,
    )
    assert "Antecknat" in told.words
    assert ANSWER in [href.replace("&amp;", "&") for href in told.links()]
    with Session(voices.engine) as session:
        [row] = session.scalars(select(Report)).all()
        assert (row.kind, row.record, row.channel_id, row.times) == ("service", "advice", "haven:phone", 1)
        entry = session.scalars(select(LedgerEntry).where(LedgerEntry.act == "report.made")).one()
        assert entry.actor == CALLER


def test_the_same_thing_counts_once_a_day_for_each_account(voices: Voices) -> None:
    for name in ("caseworker", "editor"):
        signed = voices.enter(name)
        for _ in range(2):
            signed.follow(HAVEN, {"trouble": "no_answer", "channel": "haven:phone"}, on=HAVEN)
    with Session(voices.engine) as session:
        assert session.scalars(select(Report)).one().times == 2


def test_how_it_went_is_counted_without_a_line_in_the_log(voices: Voices) -> None:
    caseworker = voices.enter("caseworker")
    caseworker.follow(SHELTER, {"reached": "reached", "need": "boende"}, on=SHELTER)
    caseworker.follow(SHELTER, {"reason": "full", "need": "nothing-like-it"}, on=SHELTER)
    with Session(voices.engine) as session:
        rows = {(one.reached, one.reason, one.need_id) for one in session.scalars(select(OutcomeCount))}
        assert rows == {("reached", "", "boende"), ("refused", "full", "")}


def test_nothing_chosen_is_said(voices: Voices) -> None:
    page = voices.enter("caseworker").refused(HAVEN, {"trouble": "other"}, on=HAVEN)
    assert "Välj vad som hände" in page.words


@pytest.mark.parametrize("channel", ["shelter:phone", "nothing"])
def test_a_way_that_is_not_shown_cannot_be_named(voices: Voices, channel: str) -> None:
    caseworker = voices.enter("caseworker")
    assert caseworker.status(f"{SHELTER}?channel={channel}") == 404
    sent = caseworker.send(SHELTER, {"trouble": "wrong_number", "channel": channel}, on=SHELTER)
    assert sent.status_code == 404


@pytest.mark.parametrize("path", ["/report/organizations/nobody", "/report/services/nothing"])
def test_what_does_not_exist_cannot_be_told_of(voices: Voices, path: str) -> None:
    assert voices.enter("caseworker").status(path) == 404


def test_the_public_is_not_asked_and_finds_no_link(voices: Voices) -> None:
    public = voices.site.test_client()
    assert public.get(HAVEN).status_code == 403
    assert "/report/" not in public.get(ANSWER).text
    assert "/report/" not in public.get("/organizations/haven").text


def test_the_way_back_leads_to_pages_of_ours_only(voices: Voices) -> None:
    page = voices.enter("caseworker").get("/report/told?next=https://evil.example/")
    assert not any("evil" in href for href in page.links())


def test_a_number_that_two_days_say_is_wrong_is_marked_for_whoever_calls(voices: Voices) -> None:
    told = Told("organization", "haven", "haven:night", Trouble.WRONG_NUMBER, "haven")
    for after in (timedelta(), timedelta(days=1)):
        with writing(voices.engine, actor=CALLER) as session:
            tell(session, told, network.borders(voices.engine), now() - timedelta(days=1) + after)
            session.commit()
    said = "anmält som fel, inte utrett än"
    assert said in voices.enter("caseworker").get(ANSWER).words
    assert said not in Page(voices.site.test_client().get(ANSWER).text).words


def test_a_question_is_followed_shown_and_let_go(voices: Voices) -> None:
    caseworker = voices.enter("caseworker")
    link = next(href for href in caseworker.get(ANSWER + "&age=30").links() if "questions/new" in href)
    assert "age" not in link
    fields = {"need": "boende", "area": "0163", "group": "adult-woman"}
    page = caseworker.follow("/report/questions/new", fields, on=link.replace("&amp;", "&"))
    assert "Sollentuna" in page.words
    with Session(voices.engine) as session:
        saved = session.scalars(select(SavedQuestion)).one()
        assert saved.account_id == "caseworker"
    caseworker.follow("/report/questions/new", fields, on="/report/questions")
    assert caseworker.get("/report/questions").words.count("Sluta bevaka") == 1
    remove = f"/report/questions/{saved.id}/remove"
    assert voices.enter("editor").send(remove, on="/report/questions").status_code == 404
    caseworker.follow(remove, on="/report/questions")
    assert "Du bevakar ingen fråga" in caseworker.get("/report/questions").words


def test_whoever_follows_is_told_in_one_letter_when_somebody_else_is_called_first(voices: Voices) -> None:
    caseworker = voices.enter("caseworker")
    fields = {"need": "boende", "area": "0163", "group": "adult-woman"}
    caseworker.follow("/report/questions/new", fields, on=f"/report/questions/new?{urlencode(fields)}")
    settings = settings_with()
    assert following.run(voices.engine, settings, now()) == {"changed": 0}
    with writing(voices.engine) as session:
        for channel in session.scalars(select(Channel).where(Channel.organization_id == "haven")).all():
            channel.value, channel.display = "+46701740655", "070-174 06 55"
        session.commit()
    assert following.run(voices.engine, settings, now()) == {"changed": 1}
    assert following.run(voices.engine, settings, now()) == {"changed": 0}
    assert digest.run(voices.engine, settings, now()) == {"letters": 1}
    assert digest.run(voices.engine, settings, now()) == {"letters": 0}
    with Session(voices.engine) as session:
        letter = session.scalars(select(OutgoingMail).where(OutgoingMail.kind == "digest")).one()
        assert letter.recipient == "caseworker@example.org"
        assert "1 fråga som du bevakar" in letter.values["lines"]
        assert "Haven" not in letter.values["lines"]
    page = caseworker.get("/report/questions")
    assert "ändrad" in page.words
    assert "ett annat nummer" in page.words


def test_what_is_settled_meanwhile_is_no_news(voices: Voices) -> None:
    told = Told("organization", "haven", "", Trouble.FULL, "haven")
    with writing(voices.engine, actor=CALLER) as session:
        tell(session, told, network.borders(voices.engine), now())
        session.commit()
    coordinator = voices.enter("coordinator")
    coordinator.follow("/coordinate/calls/haven/settled", on="/coordinate/calls")
    assert digest.run(voices.engine, settings_with(), now()) == {"letters": 0}
    with Session(voices.engine) as session:
        assert all(one.told_at is not None for one in session.scalars(select(News)))
