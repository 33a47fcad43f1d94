"""Who holds a post on a day, and whom to ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from directory.graph.facts import (
    Channel,
    ChannelKind,
    ContactPerson,
    Organization,
    OrganizationId,
    Post,
    Provenance,
    Service,
    ServiceId,
    Visibility,
)
from directory.graph.post import asked_for, holders_on, title_in

MONDAY = date(2026, 11, 23)
KNOWN = Provenance("drawn")
PHONE = Channel("c", ChannelKind.PHONE, "+46846500410", "08-465 004 10", KNOWN)
MAIL = Channel("m", ChannelKind.EMAIL, "kim@example.org", "kim@example.org", KNOWN)


def person(name: str, first: int = 0, last: int = 0) -> ContactPerson:
    """Return somebody who holds a post from so many days after Monday to so many."""
    return ContactPerson(
        name,
        name,
        (MAIL, PHONE),
        Visibility.NETWORK,
        MONDAY + timedelta(days=first),
        MONDAY + timedelta(days=last),
    )


def post(*holders: ContactPerson, name: str = "p") -> Post:
    return Post(name, "Dagjour", "Day duty", holders)


@pytest.mark.parametrize(("day", "expected"), [(-1, []), (0, ["kim"]), (2, ["kim"]), (3, [])])
def test_a_person_holds_a_post_from_the_first_day_to_the_last(day: int, expected: list[str]) -> None:
    found = holders_on(post(person("kim", 0, 2)), MONDAY + timedelta(days=day))
    assert [one.id for one in found] == expected


def test_a_question_about_last_week_does_not_show_who_has_left_since() -> None:
    left = post(person("kim", -30, -1))
    asked_about = MONDAY - timedelta(days=7)
    assert holders_on(left, asked_about), "the planted fault: only the day asked about is looked at"
    assert holders_on(left, MONDAY, asked_about) == ()


def test_a_question_about_next_week_does_not_show_who_will_have_left() -> None:
    leaving = post(person("kim", -30, 1))
    assert holders_on(leaving, MONDAY)
    assert holders_on(leaving, MONDAY, MONDAY + timedelta(days=7)) == ()


def test_two_may_share_a_post_and_one_may_follow_the_other() -> None:
    shared = post(person("kim", 0, 5), person("lo", 3, 9))
    assert [one.id for one in holders_on(shared, MONDAY + timedelta(days=4))] == ["kim", "lo"]
    assert [one.id for one in holders_on(shared, MONDAY + timedelta(days=7))] == ["lo"]


ORGANIZATION = Organization(OrganizationId("o"), "O", "", "ngo", KNOWN)
SERVICE = Service(ServiceId("s"), "S", OrganizationId("o"), (), (), (), KNOWN)


def test_the_first_post_with_a_holder_is_asked_for_and_the_services_own_comes_first() -> None:
    office = replace(ORGANIZATION, posts=(post(name="vacant"), post(person("kim"), name="kims")))
    found = asked_for(SERVICE, office, MONDAY)
    assert found is not None
    assert (found.post.id, found.person.id) == ("kims", "kim")
    assert found.phone == PHONE
    own = replace(SERVICE, posts=(post(person("lo"), name="los"),))
    nearer = asked_for(own, office, MONDAY)
    assert nearer is not None
    assert nearer.person.id == "lo"
    assert asked_for(None, None, MONDAY) is None
    assert asked_for(SERVICE, office, MONDAY + timedelta(days=1)) is None


def test_nobody_is_asked_for_by_name_at_an_emergency_line() -> None:
    office = replace(ORGANIZATION, posts=(post(person("kim")),))
    assert asked_for(replace(SERVICE, is_emergency_line=True), office, MONDAY) is None


def test_a_person_without_a_number_can_be_asked_for_all_the_same() -> None:
    quiet = replace(person("kim"), channels=(MAIL,))
    found = asked_for(None, replace(ORGANIZATION, posts=(post(quiet),)), MONDAY)
    assert found is not None
    assert found.phone is None


def test_a_title_is_said_in_english_where_it_has_one() -> None:
    assert title_in(post(), "en") == "Day duty"
    assert title_in(post(), "sv") == "Dagjour"
    assert title_in(replace(post(), title_en=""), "en") == "Dagjour"
