"""Who has given the right password and not yet the second factor: good for two pages, for a quarter of an hour."""

from __future__ import annotations

from sqlalchemy.orm import Session

from directory import clock
from directory.account import session as sessions
from directory.model import Account, AccountSession, Stage
from directory.web.database import reading
from directory.web.identity import half_token


def half_session(session: Session) -> AccountSession | None:
    """Return the row behind the cookie of a half session, of an account that is open; else None."""
    token = half_token()
    return sessions.find(session, token, clock.now(), stage=Stage.PASSWORD) if token else None


def half_account() -> Account | None:
    """Return the account whose password was given, to be read only; None when there is none."""
    with reading() as session:
        row = half_session(session)
        account = session.get(Account, row.account_id) if row is not None else None
        session.expunge_all()
    return account
