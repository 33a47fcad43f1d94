"""Who keeps an organization: whom to tell that something waits, ends soon or is vacant."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import PERMISSIONS, Borders, Identity, Permission, Role, stands_over
from directory.account.identity import as_value
from directory.graph.facts import OrganizationId
from directory.mail import LetterKind, post
from directory.maintaining.eyes import OF_THE_ORGANIZATION, bound_to
from directory.model import Account, Grant, OutgoingMail

PAGE = "/maintain/organizations"
"""Letters lead to the list: an address that holds an organization would tell who works with whom."""


def keepers_of(
    reading: Session,
    organization: OrganizationId,
    borders: Borders,
    today: date,
    permission: Permission,
    *,
    besides: Collection[str] = (),
) -> list[Account]:
    """List whose right to *permission* reaches *organization*, by id, but for the accounts *besides*.

    Those of the organization itself; where there is none, the coordinators of its area.
    """
    roles = [role for role in Role if permission in PERMISSIONS[role] and role.is_granted]
    rows = reading.execute(
        select(Account, Grant)
        .join(Grant, Grant.account_id == Account.id)
        .where(
            Grant.role.in_(roles),
            Grant.ended_at.is_(None),
            Grant.valid_from <= today,
            Grant.valid_to >= today,
            Account.disabled_at.is_(None),
            Account.erased_at.is_(None),
            Account.email.is_not(None),
        )
        .order_by(Account.id)
    )
    near: dict[str, Account] = {}
    far: dict[str, Account] = {}
    for account, grant in rows:
        if account.id not in besides and stands_over(
            as_value(grant), borders, organization=organization, area=None
        ):
            (near if grant.role in OF_THE_ORGANIZATION else far)[account.id] = account
    return list((near or far).values())


def tell_that_it_waits(
    writing: Session,
    identity: Identity,
    organization: OrganizationId,
    borders: Borders,
    today: date,
    *,
    site: str,
) -> None:
    """Post a letter to whoever may answer a proposal; none to somebody who has one unread from us already."""
    besides = {identity.account, *bound_to(writing, identity.account, organization)}
    keepers = keepers_of(writing, organization, borders, today, Permission.CONTACT_APPROVE, besides=besides)
    for account in keepers:
        tell(writing, account, LetterKind.CONTACT_WAITING, site=site)


def tell(writing: Session, account: Account, kind: LetterKind, *, site: str, until: str = "") -> None:
    """Post a letter of *kind* to somebody who keeps an organization, unless the same one waits to be sent."""
    values = {"link": site + PAGE} | ({"until": until} if until else {})
    unsent = select(OutgoingMail.values).where(
        OutgoingMail.kind == kind.value,
        OutgoingMail.recipient == account.email,
        OutgoingMail.sent_at.is_(None),
        OutgoingMail.dead_at.is_(None),
    )
    if account.email is not None and values not in list(writing.scalars(unsent)):
        post(writing, kind, to=account.email, lang=account.lang, values=values)
