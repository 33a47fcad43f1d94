"""Whether a service takes a person, and how sure that is: groups, ages, legal status, and which coverage counts."""

from __future__ import annotations

from datetime import date

import pytest

from directory.graph.facts import (
    Acceptance,
    AreaId,
    Confidence,
    Coverage,
    Group,
    LegalStatus,
    Provenance,
    Service,
    ServiceId,
)
from directory.graph.matching import acceptance_of, coverage_of, fits_age, narrowed_by_age, status_fits

DAY = date(2026, 11, 24)
SOURCE = Provenance("drawn", on=date(2026, 1, 1))
YES, NO, ASK = Acceptance.ACCEPTS, Acceptance.EXCLUDES, Acceptance.ASK_FIRST


def service(**fields):
    known = {"needs": (), "acceptance": (), "coverage": (), "provenance": SOURCE, **fields}
    return Service(ServiceId("s"), "S", None, **known)


@pytest.mark.parametrize(
    ("rule", "status", "holds"),
    [
        ((), LegalStatus.NO_PERMIT, True),
        ((), None, True),
        (("no_permit",), None, None),
        (("no_permit",), LegalStatus.NO_PERMIT, True),
        (("no_permit",), LegalStatus.EU_CITIZEN, False),
        (("foreign",), LegalStatus.NO_PERMIT, True),
        (("foreign",), LegalStatus.RESIDENT, False),
        (("asylum_seeker",), LegalStatus.UNACCOMPANIED, True),
        (("no_permit",), LegalStatus.UNACCOMPANIED, False),
        (("unaccompanied",), LegalStatus.ASYLUM_SEEKER, False),
        (("no_permit", "eu_citizen"), LegalStatus.FOREIGN, None),
        (("resident",), LegalStatus.FOREIGN, False),
    ],
)
def test_a_rule_for_a_legal_status_holds_does_not_hold_or_is_left_open(rule, status, holds):
    assert status_fits(frozenset(map(LegalStatus, rule)), status) is holds


@pytest.mark.parametrize(
    ("said", "group", "expected"),
    [
        ({Group.GIRL: YES, Group.BOY: YES}, Group.CHILD, YES),
        ({Group.GIRL: Acceptance.PREFERS, Group.BOY: YES}, Group.CHILD, YES),
        ({Group.GIRL: Acceptance.PREFERS, Group.BOY: Acceptance.PREFERS}, Group.CHILD, Acceptance.PREFERS),
        ({Group.GIRL: YES, Group.BOY: NO}, Group.CHILD, ASK),
        ({Group.GIRL: YES}, Group.CHILD, ASK),
        ({Group.GIRL: ASK, Group.BOY: NO}, Group.CHILD, ASK),
        ({Group.GIRL: NO}, Group.CHILD, NO),
        ({}, Group.CHILD, Acceptance.UNKNOWN),
        ({Group.GIRL: NO}, Group.ANY, Acceptance.UNKNOWN),
        ({Group.TRANS: NO, Group.GIRL: YES}, Group.TRANS, NO),
    ],
)
def test_a_wide_group_is_taken_as_far_as_its_members_are(said, group, expected):
    assert acceptance_of(service(acceptance=tuple(said.items())), group) is expected


def test_limits_of_age_are_inclusive_and_an_age_that_was_not_said_fits():
    young = service(age_min=15, age_max=25)
    assert [fits_age(young, age) for age in (14, 15, 25, 26, None)] == [False, True, True, False, True]


def test_whoever_turns_eighteen_is_an_adult_and_a_group_that_was_said_stays():
    assert narrowed_by_age(Group.ANY, 17) is Group.CHILD
    assert narrowed_by_age(Group.ANY, 18) is Group.ADULT
    assert narrowed_by_age(Group.TRANS, 17) is Group.TRANS
    assert narrowed_by_age(Group.ANY, None) is Group.ANY


def covering(source, on, confidence=Confidence.SOURCE, **fields):
    return Coverage(AreaId("boda"), Provenance(source, on=on, confidence=confidence), **fields)


def test_of_several_coverages_the_best_known_counts_then_the_newest():
    remembered = covering("remembered", date(2026, 6, 1), Confidence.MEMORY)
    old = covering("old", date(2014, 1, 1))
    undated = covering("undated", None)
    new = covering("new", date(2025, 1, 1))
    for facts in ((remembered, old, undated, new), (new, undated, old, remembered)):
        assert coverage_of(service(coverage=facts), "boda", DAY) is new
    assert coverage_of(service(coverage=(remembered, undated)), "boda", DAY) is undated


def test_a_coverage_counts_in_its_period_both_ends_included_and_never_elsewhere():
    spring = covering("spring", None, valid_from=date(2026, 1, 1), valid_to=DAY)
    refused = covering("refused", None, serves=False)
    one = service(coverage=(refused, spring))
    assert coverage_of(one, "boda", DAY) is spring
    assert coverage_of(one, "boda", date(2026, 1, 1)) is spring
    assert coverage_of(one, "boda", date(2026, 11, 25)) is None
    assert coverage_of(one, "boda", date(2025, 12, 31)) is None
    assert coverage_of(one, "alby", DAY) is None
