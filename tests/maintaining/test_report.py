"""What callers met with is counted, without anybody's name, and is open until a coordinator has looked into it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.account.complaint import Refused
from directory.clock import as_local, now
from directory.graph.facts import OrganizationId
from directory.maintaining.asked import AskedCounts, asked_of, write
from directory.maintaining.outcome import Outcome, count_outcome, outcomes_of
from directory.maintaining.report import CALLER, Told, doubted_channels, open_reports, settle, tell
from directory.model import LedgerDetail, LedgerEntry, News, OutcomeCount, Reached, Report, Trouble
from directory.store.session import writing
from tests.maintaining import network

DAY = timedelta(days=1)
WRONG = Told("organization", "haven", "haven:phone", Trouble.WRONG_NUMBER, "haven")


@pytest.fixture
def haven(engine: Engine) -> Engine:
    network.fill(engine)
    return engine


def told(engine: Engine, what: Told = WRONG, *, after: timedelta = timedelta()) -> None:
    with writing(engine, actor=CALLER) as session:
        tell(session, what, network.borders(engine), now() + after)
        session.commit()


def settled(engine: Engine) -> int:
    with writing(engine, actor="coordinator") as session:
        done = settle(session, network.who("coordinator"), "organization", "haven", now())
        session.commit()
        return done


def test_a_report_is_counted_and_says_nothing_of_who_told(haven: Engine) -> None:
    told(haven)
    told(haven)
    with Session(haven) as session:
        [row] = session.scalars(select(Report)).all()
        assert (row.times, row.organization_id) == (2, "haven")
        entries = session.scalars(select(LedgerEntry).where(LedgerEntry.act == "report.made")).all()
        assert {one.actor for one in entries} == {CALLER}
        assert session.scalars(select(LedgerDetail).where(LedgerDetail.seq == entries[0].seq)).all() == []


def test_the_coordinator_of_the_area_is_told_once(haven: Engine) -> None:
    told(haven)
    told(haven, Told("service", "advice", "", Trouble.FULL, "haven"))
    with Session(haven) as session:
        assert [(one.account_id, one.record) for one in session.scalars(select(News))] == [
            ("coordinator", "haven")
        ]


def test_what_is_settled_is_open_no_more_and_is_counted_anew(haven: Engine) -> None:
    told(haven)
    told(haven, Told("organization", "haven", "", Trouble.HAS_MOVED, "haven"))
    assert settled(haven) == 2
    assert settled(haven) == 0
    with Session(haven) as session:
        assert open_reports(session) == []
    told(haven)
    with Session(haven) as session:
        [one] = open_reports(session, [OrganizationId("haven")])
        assert one.times == 1
        assert open_reports(session, [OrganizationId("office")]) == []


def test_a_number_is_doubted_when_two_days_agree(haven: Engine) -> None:
    told(haven)
    told(haven)
    with Session(haven) as session:
        assert doubted_channels(session) == frozenset()
    told(haven, after=DAY)
    with Session(haven) as session:
        assert doubted_channels(session) == {"haven:phone"}
    settled(haven)
    with Session(haven) as session:
        assert doubted_channels(session) == frozenset()


def test_how_calls_went_is_counted_by_month(haven: Engine) -> None:
    with writing(haven, actor=CALLER) as session:
        for reached, reason in ((Reached.REACHED, ""), (Reached.REFUSED, "full"), (Reached.REFUSED, "full")):
            count_outcome(session, Outcome("service", "shelter", "haven", reached, "boende", reason), now())
        session.commit()
    with Session(haven) as session:
        rows = {(one.reached, one.reason): one.times for one in session.scalars(select(OutcomeCount))}
        assert rows == {(Reached.REACHED, ""): 1, (Reached.REFUSED, "full"): 2}
        month = as_local(now()).date()
        assert outcomes_of(session, [OrganizationId("haven")], month)["haven", Reached.REFUSED] == 2


@pytest.mark.parametrize(
    ("reached", "reason"), [(Reached.REFUSED, ""), (Reached.REFUSED, "hon"), (Reached.REACHED, "full")]
)
def test_a_refusal_has_a_reason_and_nothing_else_has(haven: Engine, reached: Reached, reason: str) -> None:
    with writing(haven, actor=CALLER) as session, pytest.raises(Refused):
        count_outcome(session, Outcome("service", "shelter", "haven", reached, "", reason), now())


def test_answers_are_counted_in_memory_and_written_at_times(haven: Engine) -> None:
    month, counts = date(2026, 11, 1), AskedCounts()
    shown = (("service", "shelter", "boende"), ("organization", "haven", "boende"))
    for _ in range(6):
        counts.count(shown, month)
    with Session(haven) as session:
        assert asked_of(session, "service", ["shelter"], month) == {}
    assert write(haven, counts) == 2
    assert write(haven, counts) == 0
    counts.count(shown[:1], month)
    write(haven, counts)
    with Session(haven) as session:
        assert asked_of(session, "service", ["shelter"], month) == {(month, "shelter", "boende"): 7}


def test_a_few_questions_are_not_told_of(haven: Engine) -> None:
    month, counts = date(2026, 11, 1), AskedCounts()
    for _ in range(4):
        counts.count((("service", "shelter", "boende"),), month)
    write(haven, counts)
    with Session(haven) as session:
        assert asked_of(session, "service", ["shelter"], month) == {(month, "shelter", "boende"): 0}
