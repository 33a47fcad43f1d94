"""Invented accounts to try the program out with: shown on the sign-in page while it is developed, and never else."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from directory import clock
from directory.account.code import code_now
from directory.membership.demo import DEMO_PASSWORD
from directory.model import Account
from directory.web.database import reading, seal, settings

__all__ = ["DEMO_PASSWORD", "DemoAccount", "accounts", "code_of", "is_shown"]


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An invented account, as the box beside the form names it."""

    email: str
    name: str


def is_shown() -> bool:
    """Whether this is the program while it is developed."""
    return settings().environment == "development"


def accounts() -> list[DemoAccount]:
    """List the invented accounts that can be signed in to, by address; none outside of development."""
    if not is_shown():
        return []
    with reading() as session:
        rows = session.scalars(
            select(Account).where(Account.is_demo, Account.disabled_at.is_(None)).order_by(Account.email)
        )
        return [DemoAccount(row.email, row.name) for row in rows if row.email is not None]


def code_of(account: Account) -> str:
    """Return the code that an invented account's app shows now; nothing for a real one or outside of development."""
    if not is_shown() or not account.is_demo or account.code_secret is None:
        return ""
    secret = seal().open(account.code_secret)
    return code_now(secret, clock.now()) if secret is not None else ""
