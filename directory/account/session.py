"""Sessions: begun at sign-in, renewed when somebody shows who they are, ended at once by whatever ends them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.account.secret import digest, new_id, new_token
from directory.ledger import Act, note
from directory.model import Account, AccountSession, Stage

HALF_LASTS = timedelta(minutes=15)
"""From the right password to the second factor, or to having set one up."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A session as its browser gets to know it: the token stands here and in the cookie, nowhere else."""

    token: str
    session: str
    account: str
    stage: Stage
    ends_at: datetime


def begin(
    session: Session, account: Account, stage: Stage, now: datetime, *, lasts: timedelta, device: str
) -> Begun:
    """Begin a session of *account*. A half one lasts minutes, a whole one *lasts*, whatever happens in it."""
    is_whole = stage is Stage.WHOLE
    token = new_token()
    row = AccountSession(
        id=new_id(),
        token_hash=digest(token),
        account_id=account.id,
        stage=stage,
        began_at=now,
        used_at=now,
        confirmed_at=now if is_whole else None,
        ends_at=now + (lasts if is_whole else HALF_LASTS),
        device=device,
    )
    session.add(row)
    if is_whole:
        note(session, Act.SESSION_BEGAN, actor=account.id, kind="account", record=account.id)
    return Begun(token, row.id, account.id, stage, row.ends_at)


def find(session: Session, token: str, now: datetime, *, stage: Stage) -> AccountSession | None:
    """Return the row of a session that has not ended, of an account that is open; None otherwise."""
    row = session.execute(
        select(AccountSession).where(AccountSession.token_hash == digest(token))
    ).scalar_one_or_none()
    if row is None or row.stage is not stage or row.ends_at <= now:
        return None
    account = session.get(Account, row.account_id)
    return row if account is not None and account.is_open else None


def finish(session: Session, half: AccountSession, now: datetime, *, lasts: timedelta) -> Begun:
    """Put a whole session in the place of a half one, under a new token."""
    account = session.get_one(Account, half.account_id)
    device = half.device
    session.delete(half)
    return begin(session, account, Stage.WHOLE, now, lasts=lasts, device=device)


def confirm(row: AccountSession, now: datetime) -> Begun:
    """Note that somebody showed anew who they are, under a new token; the session ends when it would have."""
    token = new_token()
    row.token_hash = digest(token)
    row.confirmed_at = row.used_at = now
    return Begun(token, row.id, row.account_id, row.stage, row.ends_at)


def end(session: Session, account_id: str, session_id: str, *, actor: str) -> bool:
    """End one session of an account; False when it has no such session."""
    row = session.get(AccountSession, session_id)
    if row is None or row.account_id != account_id:
        return False
    session.delete(row)
    if row.stage is Stage.WHOLE:
        note(session, Act.SESSION_ENDED, actor=actor, kind="account", record=account_id)
    return True


def end_all(session: Session, account_id: str, *, actor: str, except_for: str | None = None) -> int:
    """End every session of an account, but for the one with id *except_for*; return how many."""
    rows = list_sessions(session, account_id, stage=None)
    ended = [row for row in rows if row.id != except_for]
    for row in ended:
        session.delete(row)
    if ended:
        note(
            session,
            Act.SESSION_ENDED,
            actor=actor,
            kind="account",
            record=account_id,
            detail={"sessions": len(ended)},
        )
    session.flush()
    return len(ended)


def list_sessions(
    session: Session, account_id: str, *, stage: Stage | None = Stage.WHOLE
) -> list[AccountSession]:
    """List the sessions of an account, the one used last first."""
    wanted = select(AccountSession).where(AccountSession.account_id == account_id)
    if stage is not None:
        wanted = wanted.where(AccountSession.stage == stage)
    return list(session.scalars(wanted.order_by(AccountSession.used_at.desc(), AccountSession.id)))


def clear_ended(session: Session, now: datetime, *, idle: timedelta) -> int:
    """Remove the rows of sessions that have ended by themselves; return how many."""
    rows = list(
        session.scalars(
            select(AccountSession).where(
                (AccountSession.ends_at <= now) | (AccountSession.used_at <= now - idle)
            )
        )
    )
    for row in rows:
        session.delete(row)
    return len(rows)
