"""What of the log somebody may read: an administrator all of it, a coordinator what they stand over."""

from __future__ import annotations

from dataclasses import replace

from flask import g
from sqlalchemy.orm import Session

from directory import clock
from directory.access import PERMISSIONS, Identity, Permission, Role, stands_over
from directory.access.borders import NetworkBorders
from directory.ledger.reading import Scope
from directory.membership.people import list_people


def scope_of(database: Session, who: Identity, borders: NetworkBorders) -> Scope | None:
    """Return what *who* may read; None: all of it. Only rights that have the permission count."""
    able = tuple(grant for grant in who.grants if Permission.LOG_READ in PERMISSIONS[grant.role])
    if any(grant.role is Role.ADMINISTRATOR for grant in able):
        return None
    network = g.snapshot.network
    reader = replace(who, grants=able)
    return Scope(
        organizations=frozenset(
            one
            for one in network.organizations
            if any(stands_over(grant, borders, organization=one, area=None) for grant in able)
        ),
        areas=frozenset(
            one
            for one in network.areas
            if any(stands_over(grant, borders, organization=None, area=one) for grant in able)
        ),
        accounts=frozenset(
            {
                who.account,
                *(person.account.id for person in list_people(database, reader, borders, clock.today())),
            }
        ),
    )


def own_area(who: Identity) -> str | None:
    """Return the area in whose log it is noted that *who* took entries out of it; None for an administrator."""
    return next(
        (
            grant.area
            for grant in who.grants
            if grant.area is not None and Permission.LOG_EXPORT in PERMISSIONS[grant.role]
        ),
        None,
    )
