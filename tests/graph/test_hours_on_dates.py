"""Hours on dates: closed for the summer, open one evening more, and the night that began the day before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.graph.answer import OpenState
from directory.graph.contact import hours_of, schedule_of
from directory.graph.exceptions import besides, exception_on, in_order
from directory.graph.explain import say_open
from directory.graph.facts import HolidayCalendar, Opening, OpeningException, Schedule
from directory.graph.hours import SWEDEN, Week, hours_between, moment_of, open_now
from tests.graph.drawing import network

PLAIN = HolidayCalendar()
EVENING = "Öppet till 20.00"
WEEKDAYS = frozenset(range(5))
OFFICE = Schedule((Opening(WEEKDAYS, 8 * 60, 16 * 60),))
NIGHT = Schedule((Opening(frozenset(range(7)), 22 * 60, 30 * 60),))
JULY = OpeningException(date(2027, 7, 1), date(2027, 7, 31), said="Sommarstängt")


def on(schedule: Schedule, *exceptions: OpeningException) -> Schedule:
    return replace(schedule, exceptions=in_order(exceptions))


def day(text: str, opens: int | None = None, closes: int | None = None, said: str = "") -> OpeningException:
    return OpeningException(date.fromisoformat(text), date.fromisoformat(text), opens, closes, said)


def told(schedule: Schedule, text: str, calendar: HolidayCalendar = PLAIN) -> str:
    at = datetime.fromisoformat(text).replace(tzinfo=SWEDEN)
    return say_open(open_now(schedule, moment_of(at, calendar)), at)


@pytest.mark.parametrize(
    ("schedule", "moment", "said"),
    [
        (on(OFFICE, JULY), "2027-06-30T10:00", "Öppet till 16.00"),
        (on(OFFICE, JULY), "2027-06-30T17:00", "Stängt, öppnar 2 augusti 08.00"),
        (on(OFFICE, JULY), "2027-07-05T10:00", "Stängt, öppnar 2 augusti 08.00 (Sommarstängt)"),
        (on(OFFICE, JULY), "2027-08-02T10:00", "Öppet till 16.00"),
        (on(Schedule(), JULY), "2027-07-05T10:00", "Stängt till och med 31 juli (Sommarstängt)"),
        (on(Schedule(), JULY), "2027-06-05T10:00", "Okänt om någon svarar: ring och fråga"),
        (on(OFFICE, day("2027-05-05", 600, 720, "Planering")), "2027-05-05T09:00", "Stängt, öppnar 10.00 (Planering)"),
        (on(OFFICE, day("2027-05-05", 600, 720, "Planering")), "2027-05-05T11:00", "Öppet till 12.00 (Planering)"),
        (on(OFFICE, day("2027-05-05", 600, 660), day("2027-05-05", 1080, 1200)), "2027-05-05T19:00", EVENING),
        (on(OFFICE, day("2027-05-05", 600, 720), day("2027-05-05")), "2027-05-05T11:00", "Stängt, öppnar 08.00"),
    ],
)  # fmt: skip
def test_somebody_who_asks_on_a_certain_day_is_told_what_holds_then(schedule, moment, said):
    assert told(schedule, moment) == said


def test_the_night_before_a_closed_day_goes_on_until_its_morning_and_the_closed_night_does_not_begin():
    closed = on(NIGHT, day("2027-05-05"))
    assert told(closed, "2027-05-05T03:00") == "Öppet till 06.00"
    assert told(closed, "2027-05-05T23:00") == "Stängt, öppnar torsdag 22.00"
    assert told(closed, "2027-05-06T03:00") == "Stängt, öppnar 22.00"


def test_a_night_of_an_exception_goes_on_into_a_usual_day():
    assert told(on(OFFICE, day("2027-05-05", 22 * 60, 26 * 60)), "2027-05-06T01:00") == "Öppet till 02.00"


def test_a_date_counts_more_than_the_holiday_that_it_is():
    christmas = HolidayCalendar(frozenset({date(2027, 12, 24)}))
    assert told(on(OFFICE, day("2027-12-24", 600, 840)), "2027-12-24T11:00", christmas) == "Öppet till 14.00"


def test_the_strip_of_hours_leaves_out_what_is_closed_and_what_nobody_knows():
    start = datetime(2027, 7, 1, 0, 0, tzinfo=SWEDEN)
    assert hours_between(on(OFFICE, JULY), start, 24, PLAIN) == []
    before = datetime(2027, 6, 30, 0, 0, tzinfo=SWEDEN)
    assert hours_between(on(Schedule(), JULY), before, 48, PLAIN) == []
    assert hours_between(on(OFFICE, JULY), before, 48, PLAIN) == [(480, 960, True)]


def test_a_line_that_never_closes_but_in_july_says_when_it_opens_again():
    always = on(Schedule((Opening(frozenset(range(9)), 0, 1440),)), JULY)
    assert told(always, "2027-07-05T10:00") == "Stängt, öppnar 1 augusti 00.00 (Sommarstängt)"
    assert told(always, "2027-01-05T10:00") == "Öppet dygnet runt"


def test_a_service_without_a_week_of_its_own_keeps_that_of_its_organization_but_for_its_own_days():
    drawn = network(
        """
        service:s offered-by org:a
        service:s meets need:n
        org:a phone 08-465 004 10
        """
    )
    service = replace(drawn.services["s"], schedule=Schedule(exceptions=(day("2027-07-05", 600, 660),)))
    organization = replace(drawn.organizations["a"], schedule=on(OFFICE, JULY))
    hours = schedule_of(service, organization)
    assert told(hours, "2027-07-05T10:15") == "Öppet till 11.00"
    assert told(hours, "2027-07-06T10:30").endswith("(Sommarstängt)")
    channel = replace(organization.channels[0], schedule=Schedule(exceptions=(day("2027-06-01"),)))
    assert told(hours_of(channel, hours), "2027-06-01T10:00").startswith("Stängt")
    assert told(hours_of(channel, hours), "2027-06-02T10:00").startswith("Öppet")


DAYS = st.integers(0, 20).map(lambda number: date(2027, 5, 1) + timedelta(days=number))
OPENINGS = st.tuples(st.integers(0, 47), st.integers(1, 48)).map(
    lambda pair: (pair[0] * 30, min(pair[0] * 30 + pair[1] * 30, 2880))
)
EXCEPTIONS = st.builds(
    lambda first, length, hours: OpeningException(
        first, first + timedelta(days=length), *(hours or (None, None))
    ),
    DAYS,
    st.integers(0, 6),
    st.none() | OPENINGS,
)
ROWS = st.lists(
    st.builds(
        lambda days, hours: Opening(days, *hours), st.frozensets(st.integers(0, 6), min_size=1), OPENINGS
    ),
    max_size=3,
).map(tuple)
SOME = st.lists(EXCEPTIONS, max_size=4).map(in_order)


def begins(rows, exceptions, on_day):
    """The openings that begin on a day, said the long way."""
    told = [one for one in exceptions if one.from_on <= on_day <= one.to_on]
    if any(one.opens is None for one in told):
        return []
    if told:
        return [(one.opens, one.closes) for one in told]
    return [(row.opens, row.closes) for row in rows if on_day.weekday() in row.days]


@given(rows=ROWS, exceptions=SOME, minutes=st.integers(0, 60 * 24 * 24))
def test_whether_somebody_answers_is_what_a_calendar_on_the_wall_says(rows, exceptions, minutes):
    at = datetime(2027, 5, 1, tzinfo=SWEDEN) + timedelta(minutes=minutes)
    minute = at.hour * 60 + at.minute
    today = begins(rows, exceptions, at.date())
    yesterday = begins(rows, exceptions, at.date() - timedelta(days=1))
    expected = any(begin <= minute < end for begin, end in today) or any(
        begin <= minute + 1440 < end for begin, end in yesterday
    )
    moment = moment_of(at, PLAIN)
    schedule = Schedule(rows, exceptions=exceptions)
    assert Week(rows, exceptions).is_open(moment) == expected
    now = open_now(schedule, moment)
    assert now.state.is_open == expected
    if now.until is not None:
        just_before = moment_of(now.until - timedelta(minutes=1), PLAIN)
        assert Week(rows, exceptions).is_open(just_before) == expected, "nothing changes before it is said to"
        if rows:
            assert Week(rows, exceptions).is_open(moment_of(now.until, PLAIN)) != expected
    bars = hours_between(schedule, at, 12, PLAIN)
    assert any(begin <= 0 < end for begin, end, _ in bars) == expected


@given(rows=ROWS, exceptions=SOME, minutes=st.integers(0, 60 * 24 * 24))
def test_exceptions_of_other_days_change_nothing(rows, exceptions, minutes):
    at = datetime(2027, 9, 1, tzinfo=SWEDEN) + timedelta(minutes=minutes)
    moment = moment_of(at, PLAIN)
    assert Week(rows, exceptions).is_open(moment) == Week(rows).is_open(moment)
    if rows:
        assert open_now(Schedule(rows, exceptions=exceptions), moment) == open_now(Schedule(rows), moment)
    else:
        assert open_now(Schedule(exceptions=exceptions), moment).state is OpenState.UNKNOWN


@given(theirs=SOME, own=SOME, on_day=DAYS)
def test_of_its_own_days_a_service_has_the_say_and_of_all_others_its_organization(theirs, own, on_day):
    expected = exception_on(own, on_day) or exception_on(theirs, on_day)
    found = exception_on(besides(theirs, own), on_day)
    assert (found is None) == (expected is None)
    if found is not None and expected is not None:
        assert (found.opens, found.closes) == (expected.opens, expected.closes)
