"""Whether somebody may do something *there*: in this area, to this organization, to the rights of this account.

Pure predicates over rights and borders. What stands over what comes from the graph, through ``Borders``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from directory.access.identity import Grant, Identity, fits
from directory.access.permission import Permission
from directory.access.roles import PERMISSIONS, Role
from directory.graph.facts import AreaId, OrganizationId

GIVES = {
    Role.ADMINISTRATOR: frozenset(
        {Role.ADMINISTRATOR, Role.COORDINATOR, Role.CASEWORKER, Role.NGO_OWNER, Role.NGO_EDITOR}
    ),
    Role.COORDINATOR: frozenset({Role.CASEWORKER, Role.NGO_OWNER, Role.NGO_EDITOR}),
    Role.NGO_OWNER: frozenset({Role.NGO_EDITOR}),
}
"""Which roles a role may give, renew and end. Nobody but an administrator gives their own."""


class Borders(Protocol):
    """What the graph knows of places: which area lies in which, and where an organization works."""

    def is_within(self, inner: AreaId, outer: AreaId) -> bool:
        """Whether *inner* is *outer* or a part of it today."""

    def areas_of(self, organization: OrganizationId) -> Collection[AreaId]:
        """Return the areas in which an organization holds roles or serves; none for one that does not exist."""


def stands_over(
    grant: Grant, borders: Borders, *, organization: OrganizationId | None, area: AreaId | None
) -> bool:
    """Tell whether *grant* reaches an organization or an area: its own, or what lies wholly inside of its area.

    An organization that also works outside of the area is not inside: one county must not rule what is the nation's.
    Neither organization nor area means the whole network, which only an administrator stands over.
    """
    if grant.role is Role.ADMINISTRATOR:
        return True
    if grant.organization is not None:
        return organization == grant.organization and area is None
    if grant.area is None:
        return False
    if organization is not None:
        found = borders.areas_of(organization)
        return bool(found) and all(borders.is_within(one, grant.area) for one in found)
    return area is not None and borders.is_within(area, grant.area)


def may_there(
    identity: Identity | None,
    permission: Permission,
    borders: Borders,
    *,
    organization: OrganizationId | None = None,
    area: AreaId | None = None,
) -> bool:
    """Tell whether one right of *identity* both has the permission and reaches the place."""
    return identity is not None and any(
        permission in PERMISSIONS[grant.role]
        and stands_over(grant, borders, organization=organization, area=area)
        for grant in identity.grants
    )


def may_from_above(
    identity: Identity | None, permission: Permission, borders: Borders, organization: OrganizationId
) -> bool:
    """Tell whether *identity* may do it to an organization by a right that is not one of the organization's own."""
    return identity is not None and any(
        grant.organization is None
        and permission in PERMISSIONS[grant.role]
        and stands_over(grant, borders, organization=organization, area=None)
        for grant in identity.grants
    )


def may_give(
    identity: Identity | None,
    role: Role,
    borders: Borders,
    *,
    organization: OrganizationId | None = None,
    area: AreaId | None = None,
) -> bool:
    """Tell whether *identity* may give, renew or end *role* at that place: only from above, never sideways."""
    if identity is None or not fits(role, organization=organization, area=area):
        return False
    return any(
        role in GIVES.get(grant.role, frozenset())
        and stands_over(grant, borders, organization=organization, area=area)
        for grant in identity.grants
    )


def may_give_any(identity: Identity | None) -> bool:
    """Tell whether *identity* may give any role at all."""
    return identity is not None and any(grant.role in GIVES for grant in identity.grants)


def stands_over_all(identity: Identity | None, grants: Iterable[Grant], borders: Borders) -> bool:
    """Tell whether *identity* stands over every one of *grants*, so that it may end the whole account."""
    held = tuple(grants)
    return bool(held) and all(
        may_give(identity, grant.role, borders, organization=grant.organization, area=grant.area)
        for grant in held
    )


def sees_any(identity: Identity | None, grants: Iterable[Grant], borders: Borders) -> bool:
    """Tell whether *identity* stands over at least one of *grants*, so that it may see the account in its list."""
    return any(
        may_give(identity, grant.role, borders, organization=grant.organization, area=grant.area)
        for grant in grants
    )
