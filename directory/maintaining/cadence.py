"""Cadence: after how many days a record has to be confirmed anew, and why. Its own number counts before its kind's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

ON_CALL_ROLES = frozenset({"role.socialjour"})
"""Roles that somebody rings when it cannot wait."""
SHELTERING = "boende"
"""What the ids of needs for a bed begin with."""


class Why(StrEnum):
    """Why a record has the cadence that it has; the words for it stand in the web."""

    OWN = "own"
    """Somebody chose it for this record."""
    URGENT = "urgent"
    """It is rung in an emergency, or on call: a wrong number costs a night."""
    SHELTER = "shelter"
    """It gives a bed: places and whom they are for change from week to week."""
    CIVIL = "civil"
    """An association lives by people who come and go."""
    PUBLIC = "public"
    """An authority changes when it is reorganized."""
    OTHER = "other"


DAYS: Mapping[Why, int] = MappingProxyType(
    {Why.URGENT: 60, Why.SHELTER: 60, Why.CIVIL: 90, Why.PUBLIC: 180, Why.OTHER: 180}
)
"""Days, shortest for what does most harm when it is wrong. Our own choice, to be changed record by record."""
KINDS: Mapping[str, Why] = MappingProxyType(
    {
        "ngo": Why.CIVIL,
        "faith": Why.CIVIL,
        "foundation": Why.CIVIL,
        "municipality": Why.PUBLIC,
        "region": Why.PUBLIC,
        "authority": Why.PUBLIC,
    }
)
"""Kind of the organization → why."""


def why_of(
    kind: str, cadence_days: int | None = None, *, is_urgent: bool = False, is_shelter: bool = False
) -> Why:
    """Return why a record of an organization of *kind* has its cadence. *is_urgent*: an emergency line, or on call."""
    if cadence_days is not None:
        return Why.OWN
    if is_urgent:
        return Why.URGENT
    return Why.SHELTER if is_shelter else KINDS.get(kind, Why.OTHER)


def cadence_of(
    kind: str, cadence_days: int | None = None, *, is_urgent: bool = False, is_shelter: bool = False
) -> int:
    """Return after how many days a record of an organization of *kind* has to be confirmed anew."""
    if cadence_days is not None:
        return cadence_days
    return DAYS[why_of(kind, is_urgent=is_urgent, is_shelter=is_shelter)]


def due_on(confirmed_on: date | None, known_on: date | None, days: int) -> date | None:
    """Return the day from which a record is due; None: it always was, since nobody knows from when it is.

    *known_on* is the date of its source, which counts until somebody confirms it.
    """
    known = confirmed_on or known_on
    return None if known is None else known + timedelta(days=days)


def gives_a_bed(needs: frozenset[str] | tuple[str, ...]) -> bool:
    """Tell whether a service with these *needs* (ids) is a shelter or another place to sleep."""
    return any(need.startswith(SHELTERING) for need in needs)
