"""The letter to those who stand over an account that has seen as much as it may."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import Borders, Identity, sees_any
from directory.account.identity import as_identity
from directory.account.telling import say_moment
from directory.ledger import Act, note
from directory.mail import LetterKind, post
from directory.model import Account

PEOPLE_PATH = "/admin/people/"


def tell_those_above(
    writing: Session, identity: Identity, borders: Borders, now: datetime, *, site: str
) -> None:
    """Note that *identity* has seen as much as one may in a day, and write so to those who stand over it."""
    note(writing, Act.QUOTA_REACHED, kind="account", record=identity.account)
    accounts = writing.scalars(
        select(Account)
        .where(Account.id != identity.account, Account.email.is_not(None), Account.disabled_at.is_(None))
        .order_by(Account.id)
    )
    for account in accounts.all():
        if account.email and sees_any(as_identity(writing, account, now), identity.grants, borders):
            values = {
                "at": say_moment(now, account.lang),
                "link": f"{site}{PEOPLE_PATH}{identity.account}",
                "person": identity.name,
            }
            post(writing, LetterKind.QUOTA_REACHED, to=account.email, lang=account.lang, values=values)
