"""An NGO says its hours, days, room, groups, languages and ways; at once or to be looked at, over nobody else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.account.complaint import Refused
from directory.errors import NotFound, ProtectedPlace
from directory.graph.facts import Capacity, ChannelKind, Visibility
from directory.maintaining.change import undo
from directory.maintaining.erasing import remove
from directory.maintaining.held import as_json, held_about
from directory.model import (
    Absence,
    Area,
    Changeset,
    ChangesetKind,
    Channel,
    Contact,
    LedgerEntry,
    OpeningException,
    Organization,
    Schedule,
    Service,
)
from directory.offering import away, dates, describing, reaching, room, taking
from directory.offering.stood import mark_of
from directory.offering.week import change_week, is_for_a_season, read_week, say_week, week_of
from directory.offering.whose import get_whose, list_whose, rows_of
from directory.store.changeset import Clashed
from directory.store.consistent import consistent_read
from directory.store.facts import read_facts
from directory.store.session import writing
from tests.maintaining import network
from tests.offering.saying import NOON, TODAY, do, listed, sender


@pytest.fixture
def haven(engine: Engine) -> Engine:
    network.fill(engine)
    return engine


def test_an_editor_changes_the_hours_of_one_day_and_the_row_that_stays_keeps_its_id(haven: Engine) -> None:
    with Session(haven) as session:
        its = get_whose(session, sender(session, haven).workplace, "")
        mark = mark_of(rows_of(session, Schedule, its))
    week = read_week({"day-0": "8-17", "day-1": "10-17", "day-2": "8-17", "day-3": "8-17", "day-4": "8-17"})
    done = do(haven, lambda writing, who: change_week(writing, who, its, week, mark))
    assert done.waiting is None
    with Session(haven) as session:
        rows = rows_of(session, Schedule, its)
        assert week_of(rows) == week
        assert {row.id for row in rows} >= {"1"}
        assert {row.as_printed for row in rows} == {"mån 08–17, tis 10–17, ons–fre 08–17"} == {say_week(week)}
        assert {(row.source, row.confirmed_on) for row in rows} == {("said:organization", None)}
        changed = session.scalars(select(LedgerEntry).where(LedgerEntry.kind == "schedule")).all()
        assert {entry.actor for entry in changed} >= {"editor"}
    with writing(haven, actor="editor") as session:
        undo(session, network.who("editor"), session.get_one(Changeset, done.applied.id), NOON)
        session.commit()
    with Session(haven) as session:
        (row,) = rows_of(session, Schedule, its)
        assert (row.days, row.opens, row.as_printed, row.source) == ("0,1,2,3,4", 480, "", "A test")


def test_the_second_of_two_editors_is_told_and_writes_over_nothing(haven: Engine) -> None:
    with Session(haven) as session:
        its = get_whose(session, sender(session, haven).workplace, "")
        mark = mark_of(rows_of(session, Schedule, its))
    do(haven, lambda writing, who: change_week(writing, who, its, read_week({"day-0": "9-12"}), mark))
    with pytest.raises(Clashed):
        do(
            haven,
            lambda writing, who: change_week(writing, who, its, read_week({"day-1": "9-12"}), mark),
            "owner",
        )
    with Session(haven) as session:
        assert say_week(week_of(rows_of(session, Schedule, its))) == "mån 09–12"


def test_the_hours_of_a_number_are_its_own_and_those_of_a_hidden_number_nobodys_business(
    haven: Engine,
) -> None:
    with writing(haven) as session:
        session.get_one(Channel, "haven:phone").visibility = Visibility.RESTRICTED
        session.commit()
    with Session(haven) as session:
        workplace = sender(session, haven).workplace
        assert [one.key for one in list_whose(session, workplace)] == ["", "haven:night", "advice", "shelter"]
        night = rows_of(session, Schedule, get_whose(session, workplace, "haven:night"))
        assert say_week(week_of(night)) == "lör–sön 20–02, helgdag 20–02"
        with pytest.raises(NotFound):
            get_whose(session, workplace, "haven:phone")
        with pytest.raises(NotFound):
            get_whose(session, workplace, "somewhere-else")


def test_a_season_stands_beside_the_week_and_stays_when_that_changes(haven: Engine) -> None:
    with writing(haven) as session:
        summer = session.get_one(Schedule, "1")
        summer.valid_from, summer.valid_to = date(2027, 6, 1), date(2027, 8, 31)
        session.commit()
    with Session(haven) as session:
        its = get_whose(session, sender(session, haven).workplace, "")
        mark = mark_of(rows_of(session, Schedule, its))
        assert is_for_a_season(rows_of(session, Schedule, its)[0], TODAY)
    do(haven, lambda writing, who: change_week(writing, who, its, read_week({"day-0": "9-12"}), mark))
    with Session(haven) as session:
        rows = rows_of(session, Schedule, its)
        assert len(rows) == 2
        assert next(row for row in rows if row.id == "1").closes == 1020


def test_an_organization_that_closes_for_two_weeks_closes_its_services_and_their_numbers_and_undoes_it_whole(
    haven: Engine,
) -> None:
    def close(writing, who):
        return dates.close_for_a_time(writing, who, "", "2027-07-05", "2027-07-18", "Sommarstängt")

    with Session(haven) as session:
        night = get_whose(session, sender(session, haven).workplace, "haven:night")
    do(
        haven,
        lambda writing, who: dates.add_exception(
            writing, who, night, "2027-07-01", "2027-07-31", "20-22", ""
        ),
    )
    done = do(haven, close)
    with Session(haven) as session:
        found = session.scalars(select(OpeningException).order_by(OpeningException.from_on)).all()
        assert sorted(
            (one.service_id or one.organization_id or "", one.said) for one in found if not one.channel_id
        ) == [
            ("advice", "Sommarstängt"),
            ("haven", "Sommarstängt"),
            ("shelter", "Sommarstängt"),
        ]
        assert [(one.from_on.day, one.to_on.day) for one in found if one.channel_id] == [(1, 4), (19, 31)]
    with consistent_read(haven) as connection:
        facts = read_facts(connection, Visibility.NETWORK, TODAY)
    assert all(
        any(one.is_closed for one in record.schedule.exceptions)
        for record in (*facts.services, *facts.organizations)
        if record.id in ("haven", "advice", "shelter")
    )
    with writing(haven, actor="editor") as session:
        undo(session, network.who("editor"), session.get_one(Changeset, done.applied.id), NOON)
        session.commit()
    with Session(haven) as session:
        (left,) = session.scalars(select(OpeningException)).all()
        assert (left.from_on.day, left.to_on.day) == (1, 31)


@pytest.mark.parametrize(
    ("first", "last", "hours", "field"),
    [
        ("2027-07-31", "2027-07-01", "stängt", "to_on"),
        ("2026-11-01", "2026-11-02", "stängt", "to_on"),
        ("2030-01-01", "", "stängt", "from_on"),
        ("midsommar", "", "stängt", "from_on"),
        ("2027-07-01", "", "", "hours"),
        ("2027-07-01", "", "8-8", "hours"),
        ("2027-05-01", "2027-05-02", "10-12", "from_on"),
    ],
)
def test_days_that_cannot_be_are_told_at_their_field(haven: Engine, first, last, hours, field) -> None:
    with Session(haven) as session:
        its = get_whose(session, sender(session, haven).workplace, "")
    do(
        haven,
        lambda writing, who: dates.add_exception(writing, who, its, "2027-05-02", "2027-05-04", "stängt", ""),
    )
    with pytest.raises(Refused) as refused:
        do(haven, lambda writing, who: dates.add_exception(writing, who, its, first, last, hours, ""))
    assert field in refused.value.details.get("all", {refused.value.details["field"]: 0})


def test_a_service_that_closes_for_good_says_after_which_day(haven: Engine) -> None:
    do(haven, lambda writing, who: dates.close_for_good(writing, who, "advice", "2026-12-31"))
    with Session(haven) as session:
        assert session.get_one(Service, "advice").valid_to == date(2026, 12, 31)
        assert session.get_one(Organization, "haven").valid_to is None


def test_room_is_said_for_a_day_unless_somebody_chooses_and_then_nobody_knows(haven: Engine) -> None:
    with Session(haven) as session:
        mark = mark_of([session.get_one(Service, "advice")])

    def full(writing, who):
        service = next(one for one in who.workplace.services if one.id == "advice")
        return room.say_room(writing, who, service, "full", room.Until.A_DAY, "", mark)

    do(haven, full)
    with writing(haven) as session:
        assert room.forget_passed(session, NOON + timedelta(hours=23)) == 0
        assert session.get_one(Service, "advice").capacity is Capacity.FULL
        assert room.forget_passed(session, NOON + timedelta(hours=24)) == 1
        session.commit()
    with Session(haven) as session:
        advice = session.get_one(Service, "advice")
        assert (advice.capacity, advice.capacity_until) == (Capacity.UNKNOWN, None)


@pytest.mark.parametrize(
    ("now", "choice", "on", "until"),
    [
        (NOON, "friday", "", "2026-11-27T22:59"),
        (datetime(2026, 11, 27, 11, tzinfo=UTC), "friday", "", "2026-11-27T22:59"),
        (NOON, "date", "2026-12-01", "2026-12-01T22:59"),
        (NOON, "a_day", "", "2026-11-25T11:00"),
    ],
)
def test_until_when_room_is_said(now, choice, on, until) -> None:
    assert room.until_of(choice, on, now).astimezone(UTC).isoformat().startswith(until)


@pytest.mark.parametrize(
    ("choice", "on"), [("", ""), ("always", ""), ("date", ""), ("date", "2026-11-01"), ("date", "2027-06-01")]
)
def test_room_is_not_said_for_ever_nor_for_the_past(choice, on) -> None:
    with pytest.raises(Refused):
        room.until_of(choice, on, NOON)


def test_whom_a_service_takes_is_said_by_group_and_age(haven: Engine) -> None:
    with Session(haven) as session:
        mark = mark_of([session.get_one(Service, "advice")])
    groups = {"adult woman": "prefers", "girl": "ask_first", "boy": "unknown"}

    def say(writing, who):
        service = next(one for one in who.workplace.services if one.id == "advice")
        return taking.change_taking(writing, who, service, groups, "16", "25", mark)

    do(haven, say)
    with Session(haven) as session:
        advice = session.get_one(Service, "advice")
        said = {row.group.value: row.acceptance.value for row in advice.acceptance}
        assert said == {"adult woman": "prefers", "girl": "ask_first"}
        assert (advice.age_min, advice.age_max) == (16, 25)
    with pytest.raises(Clashed):
        do(haven, say, "owner")


def test_ages_the_wrong_way_round_and_words_for_ages_are_told_at_their_fields(haven: Engine) -> None:
    def say(youngest, oldest):
        with pytest.raises(Refused) as refused:
            do(
                haven,
                lambda writing, who: taking.change_taking(
                    writing, who, who.workplace.services[0], {"girl": "maybe"}, youngest, oldest, ""
                ),
            )
        return set(refused.value.details["all"])

    assert say("25", "16") == {"group-girl", "age_max"}
    assert say("arton", "121") == {"group-girl", "age_min", "age_max"}


def test_languages_keep_their_order_and_a_made_up_one_is_refused(haven: Engine) -> None:
    def say(languages):
        with Session(haven) as session:
            mark = mark_of([session.get_one(Service, "advice")])
        do(
            haven,
            lambda writing, who: taking.change_languages(
                writing, who, who.workplace.services[0], languages, mark
            ),
        )

    say(["ar", "sv"])
    say(["sv", "en", "ar"])
    with Session(haven) as session:
        assert [row.language for row in session.get_one(Service, "advice").languages] == ["ar", "sv", "en"]
    with pytest.raises(Refused):
        say(["xx"])


def test_a_new_number_waits_and_the_order_holds_at_once(haven: Engine) -> None:
    way = reaching.Way(value="08-465 004 42", label="Jour")
    done = do(haven, lambda writing, who: reaching.add_way(writing, who, way))
    assert done.applied is None
    assert done.waiting is not None
    with Session(haven) as session:
        assert session.scalar(select(Channel).where(Channel.value == "+46846500442")) is None
        assert done.waiting.edits[0]["after"]["order"] == 2

    def move(writing, who):
        return reaching.move_way(writing, who, writing.get_one(Channel, "haven:night"), is_up=True)

    assert do(haven, move).waiting is None
    with Session(haven) as session:
        orders = {one.id: one.order for one in session.scalars(select(Channel)) if one.organization_id}
        assert orders == {"haven:night": 0, "haven:phone": 1}


@pytest.mark.parametrize(
    ("kind", "value", "word"),
    [
        ("phone", "08-12", "telefonnummer"),
        ("phone", "0900-123 45 67", "betalnummer"),
        ("phone", "070-174 06 42", "mobilnummer"),
        ("email", "inte en adress", "mail"),
        ("web", "javascript:alert(1)", "webbadress"),
        ("web", "https://kim:hemligt@example.org/", "webbadress"),
        ("web", "https://localhost", "webbadress"),
        ("phone", "", "fyllas i"),
    ],
)
def test_a_way_that_leads_nowhere_is_refused_at_its_field(kind, value, word) -> None:
    with pytest.raises(Refused) as refused:
        reaching.reached_by(ChannelKind(kind), reaching.Way(kind=kind, value=value))
    assert refused.value.details["field"] == "value"
    assert word in str(refused.value.details["sv"]).lower()


def test_a_protected_service_is_refused_an_area_code_when_it_is_proposed_and_not_only_when_it_is_approved(
    haven: Engine,
) -> None:
    way = reaching.Way(owner="shelter", value="08-465 004 42")
    with pytest.raises(ProtectedPlace) as refused:
        do(haven, lambda writing, who: reaching.add_way(writing, who, way))
    assert refused.value.details["field"] == "channel.value"
    with Session(haven) as session:
        assert session.scalar(select(Changeset)) is None


def test_a_new_service_waits_with_where_it_serves_and_what_is_missing_is_told_at_once(haven: Engine) -> None:
    new = describing.NewService(
        describing.Said(name="Samtalsstöd", access="direct"), ["boende"], {"girl": "accepts"}, ["0163", "01"]
    )
    done = do(haven, lambda writing, who: describing.propose_service(writing, who, new))
    assert done.waiting.kind is ChangesetKind.NEW
    assert [one["table"] for one in done.waiting.edits] == ["service", "coverage", "coverage"]
    empty = describing.NewService(describing.Said(name="Advice"), [], {"girl": "unknown"}, ["nowhere"])
    with pytest.raises(Refused) as refused:
        do(haven, lambda writing, who: describing.propose_service(writing, who, empty))
    assert set(refused.value.details["all"]) == {"name", "needs", "areas", "groups", "access"}
    with Session(haven) as session:
        assert session.get(Area, "nowhere") is None


def test_another_website_waits_and_another_name_does_not(haven: Engine) -> None:
    with Session(haven) as session:
        mark = mark_of([session.get_one(Organization, "haven")])
    said = describing.Said(name="Hamnen", website="www.example.org/hamnen")
    done = do(haven, lambda writing, who: describing.describe_organization(writing, who, said, mark))
    assert done.applied is not None or done.waiting is not None
    with Session(haven) as session:
        assert session.get_one(Organization, "haven").website == ""


def absence(haven: Engine, contact: str, stand_in: str, first: str, last: str):
    return do(haven, lambda writing, who: away.add_absence(writing, who, contact, stand_in, first, last))


def test_somebody_is_away_and_somebody_stands_in(haven: Engine) -> None:
    listed(haven, "kim", "alex")
    done = absence(haven, "kim", "alex", "2026-11-30", "2026-12-06")
    assert done.applied is not None
    with consistent_read(haven) as connection:
        facts = read_facts(connection, Visibility.NETWORK, TODAY)
    (post,) = next(one for one in facts.organizations if one.id == "haven").posts
    (kim,) = (one for one in post.holders if one.id == "kim")
    assert [(one.from_on, one.stand_in) for one in kim.away] == [(date(2026, 11, 30), "alex")]


@pytest.mark.parametrize(
    ("contact", "stand_in", "first", "last", "field", "word"),
    [
        ("kim", "kim", "2027-01-04", "2027-01-10", "stand_in", "sig själv"),
        ("kim", "alex", "2027-01-10", "2027-01-04", "to_on", "före den första"),
        ("kim", "alex", "2026-12-01", "2026-12-02", "from_on", "redan borta"),
        ("sam", "kim", "2026-12-01", "2026-12-02", "stand_in", "själv borta"),
        ("alex", "kim", "2026-12-01", "2026-12-02", "stand_in", "går runt"),
        ("alex", "sam", "2026-12-01", "2026-12-02", "contact", "står in för"),
        ("nobody", "alex", "2026-12-01", "2026-12-02", "contact", "Välj vem"),
        ("alex", "sam", "2027-10-01", "2027-11-15", "to_on", "står här till"),
    ],
)
def test_an_absence_that_cannot_be_is_told_at_its_field(
    haven: Engine, contact, stand_in, first, last, field, word
) -> None:
    listed(haven, "kim", "alex", "sam")
    absence(haven, "kim", "alex", "2026-11-30", "2026-12-06")
    with pytest.raises(Refused, match=word) as refused:
        absence(haven, contact, stand_in, first, last)
    assert refused.value.details["field"] == field
    with Session(haven) as session:
        assert len(session.scalars(select(Absence)).all()) == 1


def test_somebody_of_another_organization_cannot_stand_in(haven: Engine) -> None:
    listed(haven, "kim")
    with pytest.raises(NotFound):
        absence(haven, "kim", "a-stranger", "2026-12-01", "2026-12-02")


def test_whoever_asks_what_is_held_about_her_is_told_of_her_absences(haven: Engine) -> None:
    listed(haven, "kim", "alex")
    absence(haven, "kim", "alex", "2026-11-30", "2026-12-06")
    with Session(haven) as session:
        for name, stands_in in (("kim", False), ("alex", True)):
            told = as_json(held_about(session, session.get_one(Contact, name)))
            assert told["absences"] == [{"from": "2026-11-30", "to": "2026-12-06", "stands_in": stands_in}]


def test_whoever_is_erased_is_away_no_more_and_stands_in_for_nobody(haven: Engine) -> None:
    listed(haven, "kim", "alex", "sam")
    absence(haven, "kim", "alex", "2026-11-30", "2026-12-06")
    absence(haven, "sam", "", "2026-11-30", "2026-12-06")
    with writing(haven) as session:
        for name in ("alex", "sam"):
            remove(session, session.get_one(Contact, name))
        session.commit()
    with Session(haven) as session:
        (left,) = session.scalars(select(Absence)).all()
        assert (left.contact_id, left.stand_in_id) == ("kim", None)
