"""Somebody is away: who answers instead, and who is asked for when nobody does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from directory.graph.facts import Away, Organization, OrganizationId, Post, Provenance, Service, ServiceId
from directory.graph.post import asked_for, away_on, stand_in_for
from tests.graph.test_post import MONDAY, person, post

KNOWN = Provenance("drawn")


def away(name: str, stand_in: str | None = None, first: int = 0, last: int = 6):
    days = Away(MONDAY + timedelta(days=first), MONDAY + timedelta(days=last), stand_in)
    return replace(person(name, -30, 30), away=(days,))


def there(name: str):
    return person(name, -30, 30)


def organization(*posts: Post) -> Organization:
    return Organization(OrganizationId("o"), "O", "", "ngo", KNOWN, posts=posts)


def service(*posts: Post) -> Service:
    return Service(ServiceId("s"), "S", OrganizationId("o"), (), (), (), KNOWN, posts=posts)


@pytest.mark.parametrize(("day", "is_away"), [(-1, False), (0, True), (6, True), (7, False)])
def test_somebody_is_away_from_the_first_day_to_the_last(day: int, is_away: bool) -> None:
    assert (away_on(away("kim"), MONDAY + timedelta(days=day)) is not None) is is_away


def test_whoever_stands_in_is_asked_for_and_in_whose_stead() -> None:
    found = asked_for(None, organization(post(away("kim", "alex")), post(there("alex"), name="q")), MONDAY)
    assert found is not None
    assert (found.post.id, found.person.id, found.instead_of.id) == ("p", "alex", "kim")
    assert found.away.to_on == MONDAY + timedelta(days=6)


def test_the_next_holder_is_asked_for_where_nobody_stands_in() -> None:
    found = asked_for(None, organization(post(away("kim"), there("sam"))), MONDAY)
    assert found is not None
    assert (found.person.id, found.instead_of) == ("sam", None)


def test_nobody_is_asked_for_by_name_when_all_are_away() -> None:
    assert asked_for(None, organization(post(away("kim"))), MONDAY) is None


def test_a_question_about_next_week_knows_who_is_away_then() -> None:
    kim = away("kim", "alex", 7, 13)
    of = organization(post(kim, there("alex")))
    assert asked_for(None, of, MONDAY).person.id == "kim"
    assert asked_for(None, of, MONDAY, MONDAY + timedelta(days=8)).person.id == "alex"


def test_whoever_stands_in_and_is_away_by_now_is_stood_in_for() -> None:
    of = organization(post(away("kim", "alex")), post(away("alex", "sam")), post(there("sam")))
    assert asked_for(None, of, MONDAY).person.id == "sam"


def test_a_ring_of_stand_ins_leads_to_nobody_and_ends() -> None:
    kim = away("kim", "alex")
    assert stand_in_for(kim, [post(kim), post(away("alex", "kim"))], MONDAY) is None


def test_whoever_stands_in_and_has_left_is_nobody() -> None:
    kim = away("kim", "alex")
    assert stand_in_for(kim, [post(kim), post(person("alex", -30, -1))], MONDAY) is None


def test_the_organization_stands_in_for_its_service() -> None:
    found = asked_for(service(post(away("kim", "alex"))), organization(post(there("alex"), name="q")), MONDAY)
    assert found is not None
    assert found.person.id == "alex"
