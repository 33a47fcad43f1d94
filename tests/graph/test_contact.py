"""Which channels of whom are tried, in which order, and which of them may be relied on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from directory.graph.answer import Hop
from directory.graph.contact import best_phone, channels_of, is_verified, open_channels, schedule_of
from directory.graph.facts import (
    Channel,
    ChannelKind,
    Confidence,
    HolidayCalendar,
    Opening,
    Organization,
    OrganizationId,
    Provenance,
    Schedule,
    Service,
    ServiceId,
)
from directory.graph.hours import moment_of

AT = moment_of(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), HolidayCalendar())
KNOWN = Provenance("drawn")
ALWAYS = Schedule((Opening(frozenset(range(9)), 0, 1440),))
NEVER = Schedule((Opening(frozenset({7}), 0, 60),))


def channel(name: str, kind: ChannelKind = ChannelKind.PHONE, **fields: object) -> Channel:
    known = {"provenance": KNOWN, **fields}
    return Channel(name, kind, name, name, **known)  # type: ignore[arg-type]


def service(*channels: Channel, **fields: object) -> Service:
    return Service(ServiceId("s"), "S", None, (), (), (), KNOWN, channels=channels, **fields)  # type: ignore[arg-type]


def organization(*channels: Channel, schedule: Schedule = ALWAYS) -> Organization:
    one = Organization(OrganizationId("o"), "O", "O", "ngo", KNOWN)
    return replace(one, channels=channels, schedule=schedule)


def hop(code: str, confidence: Confidence, **params: object) -> Hop:
    return Hop(code, "a", "b", "A", "B", Provenance("drawn", confidence=confidence), params)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (hop("holds", Confidence.SOURCE), True),
        (hop("holds", Confidence.INFERRED), True),
        (hop("holds", Confidence.MEMORY), False),
        (hop("part_of", Confidence.MEMORY), True),
        (hop("part_of", Confidence.MEMORY, is_cooperation=True), False),
        (hop("area_succeeded", Confidence.MEMORY), True),
        (Hop("stay", "", "a", "", "A"), True),
    ],
)
def test_a_path_is_as_sure_as_its_weakest_step_but_for_where_a_place_lies(one: Hop, expected: bool) -> None:
    assert is_verified((hop("serves", Confidence.SOURCE), one)) is expected


def test_phones_come_first_then_chats_then_letters_each_in_its_own_order() -> None:
    mixed = (
        channel("mail", ChannelKind.EMAIL, order=0),
        channel("chat", ChannelKind.CHAT, order=1),
        channel("second", order=3),
        channel("first", order=2),
    )
    found = open_channels(service(*mixed), None, AT, ())
    assert [one.channel.id for one in found] == ["first", "second", "chat", "mail"]


def test_the_phone_of_an_organization_is_lent_to_a_service_that_has_none() -> None:
    house = organization(channel("switchboard"))
    mail = channel("mail", ChannelKind.EMAIL)
    assert [one.id for one in channels_of(service(mail), house)] == ["mail", "switchboard"]
    assert [one.id for one in channels_of(service(channel("own")), house)] == ["own"]
    assert [one.id for one in channels_of(service(), house)] == ["switchboard"]
    assert channels_of(service(), None) == ()


def test_the_hours_of_the_number_count_before_those_of_the_service_and_of_the_house() -> None:
    own = channel("own", schedule=ALWAYS)
    closed = service(own, channel("other"), schedule=NEVER)
    found = open_channels(closed, organization(), AT, ())
    assert {one.channel.id: one.now.state.is_open for one in found} == {"own": True, "other": False}
    printed = Schedule(as_printed="kvällar")
    assert schedule_of(service(schedule=printed), organization()) is printed
    assert schedule_of(service(), organization()) is ALWAYS


def test_a_good_phone_that_is_open_is_preferred_and_a_doubtful_one_is_never_the_best() -> None:
    doubtful = channel(
        "doubtful", provenance=Provenance("drawn", confidence=Confidence.MEMORY), schedule=ALWAYS
    )
    closed, opened = channel("closed", schedule=NEVER), channel("opened", schedule=ALWAYS)
    found = open_channels(service(doubtful, closed, opened), None, AT, ())
    best = best_phone(found)
    assert best is not None
    assert best.channel.id == "opened"
    assert best_phone(open_channels(service(doubtful), None, AT, ())) is None
    guessed = open_channels(service(opened), None, AT, (hop("holds", Confidence.UNKNOWN),))
    assert not guessed[0].is_good
