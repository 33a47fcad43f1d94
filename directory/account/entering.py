"""Signing in: a password, then a second factor. What is answered to a wrong one never tells what was wrong.

Hashing takes its time outside of every transaction: nobody waits for a lock because somebody signs in.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.account import code, password, session, throttle
from directory.account.complaint import Refused, refuse
from directory.account.person import find_address
from directory.account.secret import Seal
from directory.account.throttle import Trial
from directory.ledger import Act, note
from directory.model import Account, AccountSession, Stage


def check_password(engine: Engine, email: str, given: str, now: datetime, *, client: str) -> Account:
    """Return the account whose address and password were given, as it was read. *client*: where it comes from.

    Raises:
        TooMany: too many trials for that address, or from there, whether there is such an account or not.
        Refused: it is not right; the sentence and the time are the same for an account that does not exist.
    """
    address = find_address(email)
    throttle.take(engine, Trial.PASSWORD_FROM, client, now)
    throttle.take(engine, Trial.PASSWORD, address, now)
    with Session(engine) as reading:
        account = reading.execute(select(Account).where(Account.email == address)).scalar_one_or_none()
    stored = account.password_hash if account is not None and account.is_open else None
    if not password.is_right(stored, given) or account is None:
        raise wrong_password()
    throttle.forget(engine, Trial.PASSWORD, address)
    return account


def stronger_hash(shown: Account, given: str) -> str | None:
    """Return a new hash of the right password *given* when the stored one was made with weaker parameters."""
    return password.hash_of(given) if password.is_outdated(shown.password_hash or "") else None


def begin_half(
    writing: Session, shown: Account, now: datetime, *, renewed: str | None, lasts: timedelta, device: str
) -> tuple[Account, session.Begun]:
    """Begin the session that waits for a second factor, for *shown* as it was read when its password was right.

    *renewed*: a stronger hash of the same password.

    Raises:
        Refused: since the password was looked at, the account got another one, or was closed.
    """
    account = writing.get_one(Account, shown.id, with_for_update=True)
    if not account.is_open or account.password_hash != shown.password_hash:
        raise wrong_password()
    if renewed is not None:
        account.password_hash = renewed
        note(writing, Act.ACCOUNT_CHANGED, actor=account.id, kind="account", record=account.id)
    return account, session.begin(writing, account, Stage.PASSWORD, now, lasts=lasts, device=device)


def take_second_factor(
    writing: Session,
    half: AccountSession,
    given: str,
    seal: Seal,
    now: datetime,
    *,
    lasts: timedelta,
) -> session.Begun:
    """Finish signing in with a code of the app or a recovery code. Count the trial first (``Trial.CODE``).

    Raises:
        Refused: it is none that works now.
    """
    account = writing.get_one(Account, half.account_id)
    if not _show(writing, account, given, seal, now):
        raise wrong_code()
    return session.finish(writing, half, now, lasts=lasts)


def confirm(writing: Session, row: AccountSession, given: str, seal: Seal, now: datetime) -> session.Begun:
    """Confirm that it is still oneself, with a code. Count the trial first (``Trial.CODE``).

    Raises:
        Refused: it is none that works now.
    """
    account = writing.get_one(Account, row.account_id)
    if not _show(writing, account, given, seal, now):
        raise wrong_code()
    note(writing, Act.SESSION_CONFIRMED, actor=account.id, kind="account", record=account.id)
    return session.confirm(row, now)


def has_second_factor(account: Account) -> bool:
    """Tell whether an account has an app to take codes from."""
    return account.code_secret is not None


def wrong_password() -> Refused:
    """Return the error for a wrong address or a wrong password: one for both."""
    return refuse(
        "password",
        "Mailadressen och lösenordet stämmer inte överens. Försök igen, eller välj Glömt lösenordet.",
        "The mail address and the password do not match. Try again, or choose Forgotten password.",
    )


def wrong_code() -> Refused:
    """Return the error for a code that is wrong, too old, or was used already."""
    return refuse(
        "code",
        "Koden stämmer inte, eller är redan använd. Vänta på nästa kod i appen och försök igen.",
        "The code is not right, or was used already. Wait for the next code in the app and try again.",
    )


def _show(writing: Session, account: Account, given: str, seal: Seal, now: datetime) -> bool:
    if code.use_code(writing, account, given, seal, now):
        return True
    if code.use_recovery_code(writing, account, given, now):
        note(writing, Act.RECOVERY_USED, actor=account.id, kind="account", record=account.id)
        return True
    return False
