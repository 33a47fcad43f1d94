"""Who somebody is as a value: what class of viewers they belong to, and how long they count as having shown it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from directory.access import CONFIRMED_FOR, Role
from directory.graph.facts import Visibility
from tests.access.drawn import NOW, right, somebody

A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("role", "place", "viewer"),
    [
        (Role.CASEWORKER, {"area": "solna"}, Visibility.NETWORK),
        (Role.NGO_EDITOR, {"organization": "haven"}, Visibility.NETWORK),
        (Role.NGO_OWNER, {"organization": "haven"}, Visibility.NETWORK),
        (Role.COORDINATOR, {"area": "county"}, Visibility.NETWORK),
        (Role.ADMINISTRATOR, {}, Visibility.PUBLIC),
    ],
)
def test_an_administrator_sees_what_the_public_sees_and_the_others_what_the_network_sees(
    role: Role, place: dict[str, str], viewer: Visibility
) -> None:
    assert somebody(right(role, **place)).viewer is viewer


def test_somebody_without_rights_sees_what_the_public_sees_and_nobody_is_of_the_restricted_class() -> None:
    assert somebody().viewer is Visibility.PUBLIC
    everything = [right(role, area="county") for role in Role if role.is_granted]
    assert somebody(*everything).viewer is Visibility.NETWORK


def test_a_page_is_opened_for_ten_minutes_and_a_form_that_was_opened_in_time_is_taken_for_ten_more() -> None:
    kim = somebody()
    assert kim.is_confirmed(NOW + CONFIRMED_FOR)
    assert not kim.is_confirmed(NOW + CONFIRMED_FOR + A_SECOND)
    assert kim.is_confirmed(NOW + CONFIRMED_FOR * 2, is_sending=True)
    assert not kim.is_confirmed(NOW + CONFIRMED_FOR * 2 + A_SECOND, is_sending=True)
