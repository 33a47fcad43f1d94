"""The ways into an account: that the last one stays, and what follows when one comes or goes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from directory.account import session
from directory.account.complaint import refuse
from directory.account.passkey import list_passkeys
from directory.account.provider import Issuer, list_links
from directory.account.telling import tell
from directory.mail import LetterKind
from directory.model import Account


def count_ways(reading: Session, account: Account, issuer: Issuer | None) -> int:
    """Count the ways in: password and app, each passkey, the provider (with the app, unless it is strong)."""
    has_app = account.code_secret is not None
    count = len(list_passkeys(reading, account.id)) + (account.password_hash is not None and has_app)
    if issuer is not None and (issuer.is_strong or has_app):
        count += len(list_links(reading, account.id, issuer.address))
    return count


def refuse_the_last(writing: Session, account: Account, issuer: Issuer | None) -> None:
    """Refuse, after a way was taken away and before it is committed, when no other is left.

    Raises:
        Refused: nobody could sign in to the account any more.
    """
    writing.flush()
    if count_ways(writing, account, issuer) == 0:
        raise refuse(
            "way",
            "Det är ditt enda sätt att logga in, så det går inte att ta bort. Lägg till ett annat först.",
            "It is your only way to sign in, so it cannot be removed. Add another one first.",
        )


def have_changed(writing: Session, account: Account, now: datetime, *, site: str, keep: str) -> None:
    """End every session but the one with id *keep*, and tell the owner by mail: a way in has come or gone."""
    session.end_all(writing, account.id, actor=account.id, except_for=keep)
    tell(writing, account, LetterKind.FACTOR_CHANGED, now, site=site)
