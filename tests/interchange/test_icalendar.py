"""A call-back in a calendar says whom to call, when, and nothing of why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from directory.clock import STOCKHOLM
from directory.interchange.icalendar import CallBack, call_back_ics

OPENS = datetime(2026, 11, 30, 8, 0, tzinfo=STOCKHOLM)
CALL = CallBack(
    "hem", "Jouren; norra, natt\nny rad", "08-465 004 13", OPENS, datetime(2026, 11, 28, 2, 0, tzinfo=UTC)
)


def test_a_call_back_begins_when_the_contact_opens_and_rings_then() -> None:
    event = Calendar.from_ical(call_back_ics(CALL)).walk("VEVENT")[0]
    assert event.decoded("dtstart") == OPENS
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=15)
    assert event.walk("VALARM")[0].decoded("trigger") == timedelta(0)


def test_it_says_whom_to_call_and_nothing_of_why() -> None:
    event = Calendar.from_ical(call_back_ics(CALL)).walk("VEVENT")[0]
    assert str(event["summary"]) == "Ring Jouren; norra, natt ny rad 08-465 004 13"
    assert {"DESCRIPTION", "LOCATION", "COMMENT", "ATTENDEE", "ORGANIZER"}.isdisjoint(event)
    assert str(Calendar.from_ical(call_back_ics(CALL, "en")).walk("VEVENT")[0]["summary"]).startswith("Call ")


def test_lines_end_as_the_standard_says() -> None:
    raw = call_back_ics(CALL)
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75


def test_the_same_call_is_the_same_entry_and_another_time_another() -> None:
    uid = Calendar.from_ical(call_back_ics(CALL)).walk("VEVENT")[0]["uid"]
    later = CallBack(CALL.uid, CALL.name, CALL.number, OPENS + timedelta(days=1), CALL.stamped_at)
    assert Calendar.from_ical(call_back_ics(CALL)).walk("VEVENT")[0]["uid"] == uid
    assert Calendar.from_ical(call_back_ics(later)).walk("VEVENT")[0]["uid"] != uid
