"""Rights: given, renewed and ended by somebody who stands over them. They end by themselves after twelve months."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import Borders, Identity, Role, fits, may_give
from directory.account import session
from directory.account.complaint import refuse
from directory.account.identity import as_value
from directory.account.secret import new_id
from directory.account.telling import tell
from directory.clock import as_local
from directory.errors import NotFound
from directory.graph.facts import AreaId, OrganizationId
from directory.ledger import Act, note
from directory.mail import LetterKind
from directory.model import Account, Grant

LASTS = timedelta(days=365)
"""Rights are renewed once a year, by somebody who still knows the person."""
SYSTEM = "system"


def give(
    writing: Session,
    account: Account,
    role: Role,
    *,
    by: str,
    today: date,
    organization: OrganizationId | None = None,
    area: AreaId | None = None,
) -> Grant:
    """Give *account* a role at a place; the same right held already is renewed instead.

    Whether *by* may, the caller has asked (``may_give``).
    """
    for held in list_grants(writing, account.id, today):
        if (held.role, held.organization_id, held.area_id) == (role, organization, area):
            return renew(writing, held, by=by, today=today)
    grant = Grant(
        id=new_id(),
        account_id=account.id,
        role=role,
        organization_id=organization,
        area_id=area,
        given_by=by,
        valid_from=today,
        valid_to=today + LASTS,
    )
    writing.add(grant)
    _note(writing, Act.GRANT_GIVEN, grant, by)
    return grant


def give_from_above(
    writing: Session,
    identity: Identity,
    account: Account,
    role: Role,
    borders: Borders,
    now: datetime,
    *,
    site: str,
    organization: str = "",
    area: str = "",
) -> Grant:
    """Give *account* a role that *identity* stands over, and tell its owner. Empty texts stand for nothing.

    Raises:
        Refused: a place that does not fit the role, or one that *identity* does not stand over.
        NotFound: it is their own account, or one that has ended.
    """
    check_may_give(identity, role, borders, organization=organization, area=area)
    if account.id == identity.account or not account.is_open:
        sv = "Kontot kan inte få rättigheter."
        raise NotFound(sv, sv=sv, en="The account cannot get rights.")
    grant = give(
        writing,
        account,
        role,
        by=identity.account,
        today=day_of(now),
        organization=OrganizationId(organization) if organization else None,
        area=AreaId(area) if area else None,
    )
    tell(writing, account, LetterKind.RIGHTS_CHANGED, now, site=site)
    return grant


def check_may_give(
    identity: Identity, role: Role, borders: Borders, *, organization: str = "", area: str = ""
) -> None:
    """Refuse a role at a place that *identity* does not stand over, or that does not fit the role.

    Raises:
        Refused: so it is; the error names the field ``place``.
    """
    check_place(role, organization, area)
    if not may_give(
        identity,
        role,
        borders,
        organization=OrganizationId(organization) if organization else None,
        area=AreaId(area) if area else None,
    ):
        raise refuse(
            "place",
            "Du kan bara ge rättigheter där du själv ansvarar: i ditt område, i din organisation.",
            "You can only give rights where you answer for them yourself: in your area, in your organization.",
        )


def renew(writing: Session, grant: Grant, *, by: str, today: date) -> Grant:
    """Let a right hold for another twelve months from today."""
    grant.valid_to = today + LASTS
    grant.reminded_on = None
    _note(writing, Act.GRANT_RENEWED, grant, by)
    return grant


def end(writing: Session, grant: Grant, now: datetime, *, by: str, site: str) -> None:
    """End a right now. Every session of the account ends with it, and its owner is told."""
    grant.ended_at = now
    account = writing.get_one(Account, grant.account_id)
    session.end_all(writing, account.id, actor=by)
    _note(writing, Act.GRANT_ENDED, grant, by)
    tell(writing, account, LetterKind.RIGHTS_CHANGED, now, site=site)


def get_grant(writing: Session, identity: Identity, grant_id: str, borders: Borders, today: date) -> Grant:
    """Return a right that holds, for somebody who stands over it.

    Raises:
        NotFound: there is no such right, or *identity* does not stand over it: to them that is the same.
    """
    grant = writing.get(Grant, grant_id)
    if (
        grant is None
        or grant.ended_at is not None
        or grant.valid_to < today
        or not stands_over_grant(identity, grant, borders)
    ):
        sv = "Rättigheten finns inte."
        raise NotFound(sv, sv=sv, en="There is no such right.")
    return grant


def has_ended(reading: Session, identity: Identity, grant_id: str, borders: Borders) -> bool:
    """Tell whether a right that *identity* stands over was ended already: somebody else was faster."""
    grant = reading.get(Grant, grant_id)
    return grant is not None and grant.ended_at is not None and stands_over_grant(identity, grant, borders)


def stands_over_grant(identity: Identity, grant: Grant, borders: Borders) -> bool:
    """Tell whether *identity* may give, renew and end that right. Nobody may change their own."""
    if grant.account_id == identity.account:
        return False
    value = as_value(grant)
    return may_give(identity, value.role, borders, organization=value.organization, area=value.area)


def list_grants(reading: Session, account_id: str, today: date) -> list[Grant]:
    """List the rights of an account that hold on *today*, or will, ordered by role and id."""
    rows = reading.scalars(
        select(Grant)
        .where(Grant.account_id == account_id, Grant.ended_at.is_(None), Grant.valid_to >= today)
        .order_by(Grant.role, Grant.id)
    )
    return list(rows)


def holds(grant: Grant, day: date) -> bool:
    """Tell whether a right holds on *day*."""
    return grant.ended_at is None and grant.valid_from <= day <= grant.valid_to


def check_place(role: Role, organization: str, area: str) -> None:
    """Refuse a place that does not fit the role.

    Raises:
        Refused: neither, both, or the wrong one of organization and area was given.
    """
    if not fits(
        role,
        organization=OrganizationId(organization) if organization else None,
        area=AreaId(area) if area else None,
    ):
        raise refuse(
            "place",
            "Rollen behöver en plats som passar: samordnare ett område, redaktörer och ansvariga en organisation, "
            "handläggare det ena eller det andra.",
            "The role needs a place that fits: coordinators an area, editors and owners an organization, "
            "caseworkers either of them.",
        )


def day_of(now: datetime) -> date:
    """Return the Swedish day of *now*."""
    return as_local(now).date()


def _note(writing: Session, act: Act, grant: Grant, by: str) -> None:
    note(
        writing,
        act,
        actor=by,
        kind="account",
        record=grant.account_id,
        organization=grant.organization_id,
        area=grant.area_id,
        detail={"role": grant.role.value, "valid_to": grant.valid_to.isoformat()},
    )
