"""A calendar entry (iCalendar, RFC 5545) for calling back when a contact opens.

Calendars are shared with colleagues and shown on locked screens, so the entry says whom to call and at what
number, and nothing of the need, the place or the person.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event, vText

MEDIA_TYPE = "text/calendar; charset=utf-8"
LENGTH = timedelta(minutes=15)
_ID = "-//Kontaktnätet//SV"


@dataclass(frozen=True, slots=True)
class CallBack:
    """A call to make: ``opens_at`` an aware moment, ``number`` as a person reads it (may be empty)."""

    uid: str
    name: str
    number: str
    opens_at: datetime
    stamped_at: datetime


def call_back_ics(call: CallBack, lang: str = "sv") -> bytes:
    """Return the entry as UTF-8 with CRLF line ends; it lasts 15 minutes and rings when it begins."""
    verb = "Call" if lang == "en" else "Ring"
    summary = " ".join(part for part in (verb, _plain(call.name), _plain(call.number)) if part)
    event = Event()
    event.add("uid", f"{_plain(call.uid)}-{call.opens_at.astimezone(UTC):%Y%m%dT%H%MZ}@kontaktnatet")
    event.add("dtstamp", call.stamped_at.astimezone(UTC))
    event.add("dtstart", call.opens_at.astimezone(UTC))
    event.add("dtend", (call.opens_at + LENGTH).astimezone(UTC))
    event.add("summary", summary)
    event["class"] = vText("PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", _ID)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _plain(text: str) -> str:
    return " ".join("".join(" " if unicodedata.category(each)[0] == "C" else each for each in text).split())
