"""People and rights as the pages show them: role and place in words, the last day, and whether it is near."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from directory.membership.people import Person
from directory.model import Grant
from directory.web.account.rights import place_words, role_words

SOON = timedelta(days=30)
"""Rights that end within this time are marked."""


@dataclass(frozen=True, slots=True)
class RightShown:
    """One right of somebody: ``until`` is its last day."""

    id: str
    role: str
    place: str
    until: date
    is_soon: bool


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One person, with those of their rights that the viewer stands over."""

    id: str
    name: str
    email: str
    rights: tuple[RightShown, ...]
    has_more: bool
    is_open: bool
    last_seen_at: datetime | None

    @property
    def is_soon(self) -> bool:
        """Whether a right of theirs ends soon."""
        return any(right.is_soon for right in self.rights)


def right_shown(grant: Grant, today: date) -> RightShown:
    """Return a right as it is shown."""
    return RightShown(
        grant.id,
        role_words(grant.role),
        place_words(grant.organization_id, grant.area_id),
        grant.valid_to,
        grant.valid_to - today < SOON,
    )


def person_shown(person: Person, today: date) -> PersonShown:
    """Return a person as they are shown: with the rights that the viewer stands over."""
    account = person.account
    return PersonShown(
        account.id,
        account.name,
        account.email or "",
        tuple(right_shown(grant, today) for grant in person.grants),
        person.has_more,
        account.is_open,
        person.last_seen_at,
    )
