"""Who asks: an account with the rights that hold today, as a value. None in its place is the public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NewType

from directory.access.roles import Role
from directory.graph.facts import AreaId, OrganizationId, Visibility

AccountId = NewType("AccountId", str)

CONFIRMED_FOR = timedelta(minutes=10)
"""How long after somebody showed who they are sensitive things may be done without showing it again."""

_NETWORK = frozenset({Role.CASEWORKER, Role.NGO_EDITOR, Role.NGO_OWNER, Role.COORDINATOR})
_AT_AN_AREA = frozenset({Role.CASEWORKER, Role.COORDINATOR})
_AT_AN_ORGANIZATION = frozenset({Role.CASEWORKER, Role.NGO_EDITOR, Role.NGO_OWNER})


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that an account has: at an organization, in an area, or (administrators) everywhere.

    ``valid_to`` is the last day that it holds: rights end by themselves unless they are renewed.
    """

    id: str
    role: Role
    valid_from: date
    valid_to: date
    organization: OrganizationId | None = None
    area: AreaId | None = None


def fits(role: Role, *, organization: OrganizationId | None, area: AreaId | None) -> bool:
    """Tell whether *role* can be had at such a place: one that it needs, and only one."""
    if role is Role.ADMINISTRATOR:
        return organization is None and area is None
    if (organization is None) == (area is None):
        return False
    return role in (_AT_AN_AREA if organization is None else _AT_AN_ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody who is signed in, whole: password and second factor, or what stands for both.

    ``session`` is the id of the session's row, ``confirmed_at`` (UTC) when they last showed who they are,
    ``grants`` are those that hold today.
    """

    account: AccountId
    name: str
    email: str
    lang: str
    session: str
    confirmed_at: datetime
    grants: tuple[Grant, ...] = ()
    is_demo: bool = False

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles, ``MEMBER`` first, then in the order of ``Role``; each once."""
        held = {grant.role for grant in self.grants}
        return (Role.MEMBER, *(role for role in Role if role in held))

    @property
    def viewer(self) -> Visibility:
        """The class of viewers it belongs to. Restricted contacts are opened one by one, by nobody's class."""
        return (
            Visibility.NETWORK if any(grant.role in _NETWORK for grant in self.grants) else Visibility.PUBLIC
        )

    def is_confirmed(self, now: datetime, *, is_sending: bool = False) -> bool:
        """Whether they showed who they are so recently that sensitive things may be done.

        *is_sending*: a form that was opened in time may be filled in for as long again.
        """
        return now - self.confirmed_at <= CONFIRMED_FOR * (2 if is_sending else 1)
