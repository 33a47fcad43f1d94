"""The people that somebody stands over: accounts with their rights, as far as those may be seen from above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.access import Borders, Identity, Role, sees_any, stands_over_all
from directory.account.identity import as_value
from directory.errors import NotFound
from directory.membership.granting import list_grants
from directory.model import Account, AccountSession, Grant


@dataclass(frozen=True, slots=True)
class Person:
    """One account as somebody above it sees it. ``grants`` are those that *they* stand over; others stay unseen.

    ``may_end`` tells whether the whole account may be ended by them: only who stands over all its rights may.
    """

    account: Account
    grants: tuple[Grant, ...]
    has_more: bool
    may_end: bool
    last_seen_at: datetime | None


def list_people(reading: Session, identity: Identity, borders: Borders, today: date) -> list[Person]:
    """List the accounts that *identity* stands over, by name and id; never their own."""
    accounts = reading.scalars(
        select(Account).where(Account.erased_at.is_(None)).order_by(Account.name, Account.id)
    )
    found = (_person(reading, identity, account, borders, today) for account in accounts)
    return [person for person in found if person is not None]


def get_person(
    reading: Session, identity: Identity, account_id: str, borders: Borders, today: date
) -> Person:
    """Return one account that *identity* stands over.

    Raises:
        NotFound: there is none, it is their own, or they do not stand over it: to them that is the same.
    """
    account = reading.get(Account, account_id)
    person = _person(reading, identity, account, borders, today) if account is not None else None
    if person is None:
        sv = "Personen finns inte här."
        raise NotFound(sv, sv=sv, en="There is no such person here.")
    return person


def _person(
    reading: Session, identity: Identity, account: Account, borders: Borders, today: date
) -> Person | None:
    if account.id == identity.account or account.erased_at is not None:
        return None
    is_administrator = Role.ADMINISTRATOR in identity.roles
    held = list_grants(reading, account.id, today)
    values = [as_value(grant) for grant in held]
    if not is_administrator and not sees_any(identity, values, borders):
        return None
    seen = tuple(
        grant
        for grant, value in zip(held, values, strict=True)
        if is_administrator or sees_any(identity, (value,), borders)
    )
    last = reading.scalar(
        select(func.max(AccountSession.used_at)).where(AccountSession.account_id == account.id)
    )
    return Person(
        account,
        seen,
        len(seen) < len(held),
        is_administrator or stands_over_all(identity, values, borders),
        last,
    )
