"""Leaving: one act that ends everything an account had, and the two ways in which an account goes for good."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from directory.account import code, session, ticket
from directory.account.telling import tell
from directory.ledger import Act, note
from directory.ledger.erase import erase_detail
from directory.mail import LetterKind, NotAnAddress
from directory.mail import withdraw as withdraw_letters
from directory.membership.granting import day_of
from directory.model import Account, Grant, Invitation, LedgerEntry, Passkey, ProviderLink, Purpose

SAYS_WHO = (Act.ACCOUNT_CREATED, Act.ACCOUNT_CHANGED)
"""Entries about an account whose details can hold a name or an address."""


def end_everything(writing: Session, account: Account, now: datetime, *, by: str, site: str) -> None:
    """End an account at once: its sessions, its rights, its tickets and links. It cannot be signed in to any more."""
    tell(writing, account, LetterKind.RIGHTS_CHANGED, now, site=site)
    for grant in writing.scalars(
        select(Grant).where(
            Grant.account_id == account.id, Grant.ended_at.is_(None), Grant.valid_to >= day_of(now)
        )
    ):
        grant.ended_at = now
        note(
            writing,
            Act.GRANT_ENDED,
            actor=by,
            kind="account",
            record=account.id,
            organization=grant.organization_id,
            area=grant.area_id,
            detail={"role": grant.role.value},
        )
    session.end_all(writing, account.id, actor=by)
    for purpose in (Purpose.RESET, Purpose.RECOVERY):
        ticket.withdraw(writing, purpose, account.id)
    account.disabled_at = now
    note(writing, Act.ACCOUNT_DISABLED, actor=by, kind="account", record=account.id)


def enable(writing: Session, account: Account, *, by: str) -> None:
    """Let an account be signed in to again. Its rights do not come back: they are given anew."""
    account.disabled_at = None
    note(writing, Act.ACCOUNT_ENABLED, actor=by, kind="account", record=account.id)


def erase(writing: Session, account: Account, now: datetime, *, by: str) -> None:
    """Erase who an account belonged to. The row stays, without name and address, so that the log keeps its sense.

    With it go the invitations and letters to the address, and what the log tells of name and address.
    """
    _erase_traces(writing, account, by=by)
    account.disabled_at = account.disabled_at or now
    account.erased_at = now
    account.email = account.password_hash = account.code_secret = None
    account.name = ""
    code.forget_recovery_codes(writing, account)
    for model in (Passkey, ProviderLink):
        writing.execute(
            delete(model).where(model.account_id == account.id),
            execution_options={"synchronize_session": False},
        )
    session.end_all(writing, account.id, actor=by)
    note(writing, Act.ACCOUNT_ERASED, actor=by, kind="account", record=account.id)


def _erase_traces(writing: Session, account: Account, *, by: str) -> None:
    about: list[ColumnElement[bool]] = [
        and_(LedgerEntry.record == account.id, LedgerEntry.act.in_([act.value for act in SAYS_WHO]))
    ]
    if account.email is not None:
        invitations = writing.scalars(select(Invitation).where(Invitation.email == account.email)).all()
        about.append(
            and_(LedgerEntry.kind == "invitation", LedgerEntry.record.in_([row.id for row in invitations]))
        )
        for row in invitations:
            ticket.withdraw(writing, Purpose.INVITATION, row.id)
            writing.delete(row)
        with suppress(NotAnAddress):
            withdraw_letters(writing, to=account.email)
    erase_detail(writing, writing.scalars(select(LedgerEntry.seq).where(or_(*about))), by)
