"""The people that somebody stands over: accounts with their rights, as far as those may be seen from above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from directory.access import PERMISSIONS, Borders, Identity, Permission, Role, sees_any, stands_over_all
from directory.access import Grant as Right
from directory.account.identity import as_value
from directory.errors import NotFound
from directory.model import Account, AccountSession, Grant

WHOLE = (
    Permission.MEMBER_END,
    Permission.ACCOUNT_RECOVER,
    Permission.ACCOUNT_ENABLE,
    Permission.ACCOUNT_ERASE,
)
"""What is done to an account as a whole: only somebody who stands over all that it has may do it."""


@dataclass(frozen=True, slots=True)
class Person:
    """One account as somebody above it sees it. ``grants`` are those that *they* stand over; others stay unseen.

    ``may`` are those of ``WHOLE`` that they may do to it; ``has_more``: it has rights that they do not stand over.
    """

    account: Account
    grants: tuple[Grant, ...]
    has_more: bool
    may: frozenset[Permission]
    last_seen_at: datetime | None


def list_people(reading: Session, identity: Identity, borders: Borders, today: date) -> list[Person]:
    """List the accounts that *identity* stands over, by name and id; never their own.

    Three statements, however many people there are.
    """
    accounts = reading.scalars(
        select(Account).where(Account.erased_at.is_(None)).order_by(Account.name, Account.id)
    ).all()
    held: dict[str, list[Grant]] = defaultdict(list)
    for grant in reading.scalars(_holding(today)):
        held[grant.account_id].append(grant)
    seen = {account: at for account, at in reading.execute(_last_seen())}  # noqa: C416
    found = (
        _person(identity, account, held[account.id], seen.get(account.id), borders) for account in accounts
    )
    return [person for person in found if person is not None]


def get_person(
    reading: Session, identity: Identity, account_id: str, borders: Borders, today: date
) -> Person:
    """Return one account that *identity* stands over.

    Raises:
        NotFound: there is none, it is their own, or they do not stand over it: to them that is the same.
    """
    account = reading.get(Account, account_id)
    person = None
    if account is not None:
        held = reading.scalars(_holding(today).where(Grant.account_id == account_id)).all()
        last = reading.execute(_last_seen().where(AccountSession.account_id == account_id)).first()
        person = _person(identity, account, held, last[1] if last is not None else None, borders)
    if person is None:
        raise not_here()
    return person


def has_left(reading: Session, identity: Identity, account_id: str, borders: Borders) -> bool:
    """Tell whether an account was ended that *identity* stood over until then: somebody else was faster."""
    account = reading.get(Account, account_id)
    if account is None or account.id == identity.account or account.disabled_at is None:
        return False
    ended = reading.scalars(
        select(Grant).where(Grant.account_id == account_id, Grant.ended_at == account.disabled_at)
    )
    return stands_over_all(identity, [as_value(grant) for grant in ended], borders)


def not_here() -> NotFound:
    """Return the error for somebody who does not exist, or not for whoever asks."""
    sv = "Personen finns inte här."
    return NotFound(sv, sv=sv, en="There is no such person here.")


def _person(
    identity: Identity, account: Account, held: Sequence[Grant], last: datetime | None, borders: Borders
) -> Person | None:
    if account.id == identity.account or account.erased_at is not None:
        return None
    values = [as_value(grant) for grant in held]
    is_administrator = Role.ADMINISTRATOR in identity.roles
    if not is_administrator and not sees_any(identity, values, borders):
        return None
    seen = tuple(
        grant
        for grant, value in zip(held, values, strict=True)
        if is_administrator or sees_any(identity, (value,), borders)
    )
    may = frozenset(one for one in WHOLE if _may_as_a_whole(identity, one, values, borders))
    return Person(account, seen, len(seen) < len(held), may, last)


def _may_as_a_whole(
    identity: Identity, permission: Permission, held: Iterable[Right], borders: Borders
) -> bool:
    """Tell whether those rights of *identity* that have the permission reach everything that the account has."""
    able = tuple(grant for grant in identity.grants if permission in PERMISSIONS[grant.role])
    if any(grant.role is Role.ADMINISTRATOR for grant in able):
        return True
    return stands_over_all(replace(identity, grants=able), held, borders)


def _holding(today: date) -> Select[Grant]:
    return (
        select(Grant)
        .where(Grant.ended_at.is_(None), Grant.valid_to >= today)
        .order_by(Grant.account_id, Grant.role, Grant.id)
    )


def _last_seen() -> Select[str, datetime]:
    return select(AccountSession.account_id, func.max(AccountSession.used_at)).group_by(
        AccountSession.account_id
    )
