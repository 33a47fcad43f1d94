"""Does this service take this person? Groups, age and legal status, each with three answers: yes, no, not said.

*Unknown is never yes*, and a wide group (child, adult, any) is taken only as far as its members are.
"""

from __future__ import annotations

from datetime import date, datetime

from directory.graph.facts import (
    NARROW_GROUPS,
    Acceptance,
    Capacity,
    Coverage,
    Group,
    LegalStatus,
    Service,
)

ADULT_AGE = 18
GROUPS = tuple(Group)
GROUP_INDEX = {group: index for index, group in enumerate(GROUPS)}

TIER = {Acceptance.PREFERS: 0, Acceptance.ACCEPTS: 1, Acceptance.ASK_FIRST: 2}
"""Acceptances that make a service a candidate, best first."""
MISS = 9
"""The tier of a service that excludes a group, or says nothing of it."""

_SEX_AND_AGE = frozenset(NARROW_GROUPS) - {Group.TRANS}


def capacity_at(service: Service, at: datetime) -> Capacity:
    """Return whether *service* has room as far as is said of that moment: past its end nobody knows any more."""
    if service.capacity_until is not None and service.capacity_until <= at:
        return Capacity.UNKNOWN
    return service.capacity


def acceptance_of(service: Service, group: Group) -> Acceptance:
    """Return what *service* says of *group*.

    A service open to women, men, girls and boys alike is open to trans persons too, unless it says otherwise. Of a wide
    group: the common answer of its members; where they differ, ask first (unless nobody is taken).
    ``Group.ANY`` asks about nobody in particular: any service that takes somebody is accepted.
    """
    said = dict(service.acceptance)
    if group is Group.ANY:
        return Acceptance.ACCEPTS if any(value in TIER for value in said.values()) else Acceptance.UNKNOWN
    if group is Group.TRANS and group not in said:
        taken = {member for member, value in said.items() if value in TIER}
        return Acceptance.ACCEPTS if taken >= _SEX_AND_AGE else Acceptance.UNKNOWN
    values = {said.get(member, Acceptance.UNKNOWN) for member in group.members}
    if len(values) == 1:
        return values.pop()
    if values <= {Acceptance.PREFERS, Acceptance.ACCEPTS}:
        return Acceptance.ACCEPTS
    if values & TIER.keys():
        return Acceptance.ASK_FIRST
    return Acceptance.EXCLUDES if Acceptance.EXCLUDES in values else Acceptance.UNKNOWN


def tiers_of(service: Service) -> tuple[int, ...]:
    """Return the tier of *service* for every group, in the order of ``GROUPS``."""
    return tuple(TIER.get(acceptance_of(service, group), MISS) for group in GROUPS)


def narrowed_by_age(group: Group, age: int | None) -> Group:
    """Return *group* as the age leaves it: anybody of 16 is a child, anybody of 28 an adult."""
    if age is None or group not in (Group.ANY,):
        return group
    return Group.CHILD if age < ADULT_AGE else Group.ADULT


def fits_age(service: Service, age: int | None) -> bool:
    """Whether *age* (None: not said) lies within the inclusive limits of *service*."""
    if age is None:
        return True
    return (service.age_min is None or age >= service.age_min) and (
        service.age_max is None or age <= service.age_max
    )


_FOREIGN = frozenset(LegalStatus) - {LegalStatus.RESIDENT}


def status_fits(statuses: frozenset[LegalStatus], status: LegalStatus | None) -> bool | None:
    """Whether a rule for *statuses* holds for *status*: yes, no, or None when the question did not settle it.

    An empty set means any status. An unaccompanied child is an asylum seeker; *foreign* includes every status
    but *resident*, so it settles a rule for foreigners and leaves the narrower ones open.
    """
    if not statuses:
        return True
    if status is None:
        return None
    if status in statuses:
        return True
    if LegalStatus.FOREIGN in statuses:
        return status in _FOREIGN
    if status is LegalStatus.UNACCOMPANIED:
        return LegalStatus.ASYLUM_SEEKER in statuses
    if status is LegalStatus.FOREIGN:
        return None if statuses & _FOREIGN else False
    return False


def is_valid_on(day: date, valid_from: date | None, valid_to: date | None) -> bool:
    """Whether *day* lies within a period, both ends included; an open end does not limit."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def coverage_of(service: Service, area: str, day: date) -> Coverage | None:
    """Return the coverage by which *service* serves exactly *area* on *day*: the best known, newest; or None."""
    found = []
    for fact in service.coverage:
        if fact.area != area or not fact.serves:
            continue
        is_undated = fact.valid_from is None and fact.valid_to is None
        if is_undated or is_valid_on(day, fact.valid_from, fact.valid_to):
            found.append(fact)
    if len(found) == 1:
        return found[0]
    return min(
        found,
        key=lambda fact: (
            fact.provenance.confidence.weakness,
            -(fact.provenance.last_known_on or date.min).toordinal(),
            fact.provenance.source,
        ),
        default=None,
    )
