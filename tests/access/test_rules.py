"""Who may do something there: the rules alone, on borders that are drawn, one edge a line."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.access import (
    GIVES,
    PERMISSIONS,
    Grant,
    Permission,
    Role,
    fits,
    may_give,
    may_give_any,
    may_there,
    sees_any,
    stands_over,
    stands_over_all,
)
from directory.access.borders import NetworkBorders
from directory.graph.facts import AreaId, OrganizationId
from tests.access.drawn import DAY, SWEDEN, draw, right, somebody
from tests.web.country import snapshot

BORDERS = draw(SWEDEN)
AREAS = ("nation", "county", "coast", "solna", "boda", "harbour", "nowhere", "")
ORGANIZATIONS = ("haven", "office", "quay", "union", "bridge", "sleeping", "nobody", "")
PLACES = [*((area, "") for area in AREAS), *(("", one) for one in ORGANIZATIONS if one)]
GRANTED = [role for role in Role if role.is_granted]
COORDINATOR = right(Role.COORDINATOR, area="county")
OWNER = right(Role.NGO_OWNER, organization="haven")
EDITOR = right(Role.NGO_EDITOR, organization="haven")
CASEWORKER = right(Role.CASEWORKER, area="county")
ADMINISTRATOR = right(Role.ADMINISTRATOR)


def over(grant: Grant, *, area: str = "", organization: str = "") -> bool:
    return stands_over(
        grant,
        BORDERS,
        organization=OrganizationId(organization) if organization else None,
        area=AreaId(area) if area else None,
    )


def gives(grants: tuple[Grant, ...], role: Role, *, area: str = "", organization: str = "") -> bool:
    return may_give(
        somebody(*grants),
        role,
        BORDERS,
        organization=OrganizationId(organization) if organization else None,
        area=AreaId(area) if area else None,
    )


@pytest.mark.parametrize("area", ["county", "solna", "boda"])
def test_a_coordinator_stands_over_the_county_and_its_municipalities(area: str) -> None:
    assert over(COORDINATOR, area=area)


@pytest.mark.parametrize("area", ["nation", "coast", "harbour", "nowhere", ""])
def test_a_coordinator_stands_over_nothing_beside_or_above_the_county(area: str) -> None:
    assert not over(COORDINATOR, area=area)


@pytest.mark.parametrize("organization", ["haven", "office"])
def test_a_coordinator_stands_over_an_organization_that_works_in_the_county_alone(organization: str) -> None:
    assert over(COORDINATOR, organization=organization)


@pytest.mark.parametrize("organization", ["union", "bridge", "quay", "sleeping", "nobody"])
def test_a_coordinator_does_not_rule_what_also_works_elsewhere_or_works_nowhere(organization: str) -> None:
    assert not over(COORDINATOR, organization=organization)


def test_an_owner_stands_over_the_own_organization_and_nothing_else() -> None:
    reached = [(area, one) for area, one in PLACES if over(OWNER, area=area, organization=one)]
    assert reached == [("", "haven")]
    assert not over(OWNER, organization="haven", area="solna")


def test_an_owner_of_an_organization_that_is_gone_reaches_its_name_and_nothing_else() -> None:
    lost = right(Role.NGO_OWNER, organization="nobody")
    assert [one for area, one in PLACES if over(lost, area=area, organization=one)] == ["nobody"]


@pytest.mark.parametrize("place", PLACES)
def test_an_administrator_stands_over_everything(place: tuple[str, str]) -> None:
    assert over(ADMINISTRATOR, area=place[0], organization=place[1])


def test_a_right_without_a_place_that_is_no_administrators_reaches_nothing() -> None:
    broken = Grant("broken", Role.COORDINATOR, DAY, DAY)
    assert not any(over(broken, area=area, organization=one) for area, one in PLACES)


def test_a_right_in_an_area_that_is_gone_reaches_nothing() -> None:
    lost = right(Role.COORDINATOR, area="nowhere")
    assert not any(over(lost, area=area, organization=one) for area, one in PLACES)


def test_an_owner_gives_editors_of_the_own_organization_only() -> None:
    given_roles = [
        (role, area, one)
        for role in GRANTED
        for area, one in PLACES
        if gives((OWNER,), role, area=area, organization=one)
    ]
    assert given_roles == [(Role.NGO_EDITOR, "", "haven")]


@pytest.mark.parametrize("grant", [EDITOR, CASEWORKER])
def test_editors_and_caseworkers_give_nothing(grant: Grant) -> None:
    assert not may_give_any(somebody(grant))
    assert not any(gives((grant,), role, area=a, organization=o) for role in GRANTED for a, o in PLACES)


@pytest.mark.parametrize("role", [role for role in GRANTED if role is not Role.ADMINISTRATOR])
def test_nobody_gives_sideways(role: Role) -> None:
    for area, one in PLACES:
        if fits(role, organization=OrganizationId(one) if one else None, area=AreaId(area) if area else None):
            held = right(role, area=area, organization=one)
            assert not gives((held,), role, area=area, organization=one)


def test_an_administrator_gives_every_role_where_it_fits_and_nowhere_else() -> None:
    for role in GRANTED:
        for area, one in PLACES:
            is_fit = fits(
                role, organization=OrganizationId(one) if one else None, area=AreaId(area) if area else None
            )
            assert gives((ADMINISTRATOR,), role, area=area, organization=one) == is_fit


def test_the_public_and_somebody_without_rights_may_nothing_anywhere() -> None:
    for permission in Permission:
        for area, one in PLACES:
            place: dict[str, Any] = {
                "organization": OrganizationId(one) if one else None,
                "area": AreaId(area) if area else None,
            }
            assert not may_there(None, permission, BORDERS, **place)
            assert not may_there(somebody(), permission, BORDERS, **place)
    assert not may_give(None, Role.NGO_EDITOR, BORDERS, organization=OrganizationId("haven"))
    assert not may_give_any(None)
    assert not sees_any(None, (EDITOR,), BORDERS)


def test_one_right_must_both_have_the_permission_and_reach_the_place() -> None:
    both = somebody(right(Role.NGO_OWNER, organization="quay"), CASEWORKER)
    assert not may_there(both, Permission.CONTACT_APPROVE, BORDERS, organization=OrganizationId("haven"))
    assert may_there(both, Permission.CONTACT_APPROVE, BORDERS, organization=OrganizationId("quay"))


def test_an_administrator_of_the_program_keeps_no_contacts() -> None:
    assert not may_there(
        somebody(ADMINISTRATOR), Permission.CONTACT_READ, BORDERS, organization=OrganizationId("haven")
    )


def test_a_coordinator_ends_an_account_only_if_all_that_it_has_lies_inside() -> None:
    away = right(Role.CASEWORKER, area="coast")
    who = somebody(COORDINATOR)
    assert stands_over_all(who, (EDITOR, right(Role.CASEWORKER, area="solna")), BORDERS)
    assert not stands_over_all(who, (EDITOR, away), BORDERS)
    assert sees_any(who, (EDITOR, away), BORDERS)
    assert not stands_over_all(who, (EDITOR, COORDINATOR), BORDERS)


def test_an_account_without_rights_is_below_nobody() -> None:
    assert not stands_over_all(somebody(ADMINISTRATOR), (), BORDERS)
    assert not sees_any(somebody(ADMINISTRATOR), (), BORDERS)


def test_borders_of_a_network_know_nothing_of_what_does_not_exist() -> None:
    network = snapshot().network
    borders = NetworkBorders(network, DAY)
    area = next(iter(network.areas))
    assert borders.is_within(area, area)
    assert not borders.is_within(AreaId("nowhere"), AreaId("nowhere"))
    assert not borders.is_within(area, AreaId("nowhere"))
    assert borders.areas_of(OrganizationId("nobody")) == frozenset()


def _rights() -> st.SearchStrategy[Grant]:
    found = [
        right(role, area=area, organization=one)
        for role in GRANTED
        for area, one in PLACES
        if fits(role, organization=OrganizationId(one) if one else None, area=AreaId(area) if area else None)
    ]
    return st.sampled_from(found)


@given(givers=st.lists(_rights(), max_size=3), added=_rights())
def test_whoever_is_given_a_right_never_gives_more_than_whoever_gave_it(
    givers: list[Grant], added: Grant
) -> None:
    giver = tuple(givers)
    if not gives(giver, added.role, area=added.area or "", organization=added.organization or ""):
        return
    for role in GRANTED:
        for area, one in PLACES:
            if gives((added,), role, area=area, organization=one):
                assert gives(giver, role, area=area, organization=one), (role, area, one)


@given(givers=st.lists(_rights(), max_size=3), added=_rights())
def test_whoever_is_given_a_right_never_stands_over_more_than_whoever_gave_it(
    givers: list[Grant], added: Grant
) -> None:
    giver = tuple(givers)
    if not gives(giver, added.role, area=added.area or "", organization=added.organization or ""):
        return
    for area, one in PLACES:
        if over(added, area=area, organization=one):
            assert any(over(held, area=area, organization=one) for held in giver), (area, one)


@given(grants=st.lists(_rights(), max_size=4), extra=_rights(), permission=st.sampled_from(list(Permission)))
def test_one_more_right_never_takes_anything_away(
    grants: list[Grant], extra: Grant, permission: Permission
) -> None:
    for area, one in PLACES:
        place: dict[str, Any] = {
            "organization": OrganizationId(one) if one else None,
            "area": AreaId(area) if area else None,
        }
        if may_there(somebody(*grants), permission, BORDERS, **place):
            assert may_there(somebody(*grants, extra), permission, BORDERS, **place)


def test_every_role_that_gives_may_also_invite_and_no_role_gives_its_own_but_administrators() -> None:
    for role, given_roles in GIVES.items():
        assert {Permission.MEMBER_INVITE, Permission.MEMBER_CHANGE} <= PERMISSIONS[role]
        assert (role in given_roles) == (role is Role.ADMINISTRATOR)
    assert all(Permission.MEMBER_INVITE not in PERMISSIONS[role] for role in Role if role not in GIVES)


def test_these_rules_catch_a_border_that_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.access.rules.all", any, raising=False)
    assert over(COORDINATOR, organization="bridge"), "the planted fault does not bite"
    with pytest.raises(AssertionError):
        test_a_coordinator_does_not_rule_what_also_works_elsewhere_or_works_nowhere("bridge")


def test_these_rules_catch_a_role_that_gives_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GIVES, Role.COORDINATOR, GIVES[Role.COORDINATOR] | {Role.COORDINATOR})  # type: ignore[misc]
    with pytest.raises(AssertionError):
        test_nobody_gives_sideways(Role.COORDINATOR)
