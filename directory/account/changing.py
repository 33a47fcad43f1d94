"""Changes of what an account is secured with. Each ends every other session, is told by mail, and stands in the log."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.account import code, password, session, ticket
from directory.account.complaint import expired, refuse
from directory.account.secret import Seal
from directory.account.telling import tell
from directory.ledger import Act, note
from directory.mail import LetterKind, NotAnAddress, post
from directory.model import Account, AccountSession, Passkey, Purpose, Stage


def check_old_password(engine: Engine, account_id: str, given: str) -> None:
    """Refuse a wrong old password. Count the trial first (``Trial.CONFIRM``).

    Raises:
        Refused: it is not the account's password.
    """
    with Session(engine) as reading:
        stored = reading.scalar(select(Account.password_hash).where(Account.id == account_id))
    if not password.is_right(stored, given):
        raise refuse(
            "old",
            "Det gamla lösenordet stämmer inte. Försök igen.",
            "The old password is not right. Try again.",
        )


def set_password(
    writing: Session, account: Account, hashed: str, now: datetime, *, site: str, keep: str | None = None
) -> None:
    """Give *account* the password behind *hashed*; every session ends, but for the one with id *keep*."""
    account.password_hash = hashed
    ticket.withdraw(writing, Purpose.RESET, account.id)
    session.end_all(writing, account.id, actor=account.id, except_for=keep)
    note(writing, Act.PASSWORD_CHANGED, actor=account.id, kind="account", record=account.id)
    tell(writing, account, LetterKind.PASSWORD_CHANGED, now, site=site)


def wish_reset(writing: Session, address: str, lang: str) -> None:
    """Wish for a mail with which a lost password is reset. The same is written whether there is an account or not."""
    with suppress(NotAnAddress):
        post(writing, LetterKind.RESET, to=address, lang=lang)


def reset_password(writing: Session, token: str, hashed: str, now: datetime, *, site: str) -> Account:
    """Use the link of a mail to set a new password; ends every session.

    Raises:
        Expired: the link does not work.
    """
    account = writing.get(Account, ticket.use(writing, Purpose.RESET, token, now))
    if account is None or not account.is_open:
        raise expired()
    note(writing, Act.PASSWORD_RESET, actor=account.id, kind="account", record=account.id)
    set_password(writing, account, hashed, now, site=site)
    return account


def enroll_code(
    writing: Session,
    account: Account,
    secret: str,
    given: str,
    seal: Seal,
    now: datetime,
    *,
    site: str,
    keep: str | None,
) -> list[str]:
    """Set up an app as the second factor, in the place of an earlier one; return new recovery codes, shown once.

    The owner is told, unless it is the first thing that an account gets beside its password: *keep* is half then.

    Raises:
        Refused: the code does not come from an app with that key.
    """
    row = writing.get(AccountSession, keep) if keep is not None else None
    is_first = account.code_secret is None and row is not None and row.stage is Stage.PASSWORD
    if not code.enroll(writing, account, secret, given, seal, now):
        raise refuse(
            "code",
            "Koden stämmer inte. Kontrollera att telefonens klocka går rätt, och skriv koden som syns nu.",
            "The code is not right. Check that the phone's clock is right, and type the code that shows now.",
        )
    if not is_first:
        session.end_all(writing, account.id, actor=account.id, except_for=keep)
        tell(writing, account, LetterKind.FACTOR_CHANGED, now, site=site)
    note(writing, Act.FACTOR_ENROLLED, actor=account.id, kind="account", record=account.id)
    return code.new_recovery_codes(writing, account)


def renew_recovery_codes(writing: Session, account: Account, now: datetime, *, site: str) -> list[str]:
    """Make new recovery codes, shown once, in the place of the old ones; the owner is told."""
    note(writing, Act.RECOVERY_RENEWED, actor=account.id, kind="account", record=account.id)
    tell(writing, account, LetterKind.FACTOR_CHANGED, now, site=site)
    return code.new_recovery_codes(writing, account)


def drop_factors(writing: Session, account: Account, now: datetime, *, site: str, actor: str) -> None:
    """Take every second factor off an account whose owner has lost them; ends every session.

    Who then gives the right password is asked to set up a new app: it takes the password *and* somebody who stands
    over the account, who has made sure whom they speak to.
    """
    account.code_secret = None
    account.code_step = 0
    for key in writing.scalars(select(Passkey).where(Passkey.account_id == account.id)):
        writing.delete(key)
    code.forget_recovery_codes(writing, account)
    session.end_all(writing, account.id, actor=actor)
    note(writing, Act.FACTOR_REMOVED, actor=actor, kind="account", record=account.id)
    tell(writing, account, LetterKind.FACTOR_CHANGED, now, site=site)
