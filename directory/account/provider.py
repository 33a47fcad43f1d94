"""Whoever an identity provider (OpenID Connect) vouches for: known by issuer and subject, and never by mail address.

A provider signs in to an account that its owner has linked before, or that was made with it while an invitation was
accepted. It makes no account by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.account.complaint import refuse
from directory.ledger import Act, note
from directory.model import Account, ProviderLink
from directory.settings import Settings

LONGEST = 255
"""Characters of an issuer and of a subject (OpenID Connect Core, 2)."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """The identity provider of the settings. ``is_strong``: its sign-in counts as password and second factor."""

    address: str
    is_strong: bool

    @classmethod
    def of(cls, settings: Settings) -> Issuer | None:
        """Return the one that is set, if one is."""
        return cls(settings.oidc_issuer, settings.oidc_is_strong) if settings.oidc_issuer else None


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody as their provider names them: only both together are unique, and neither ever changes."""

    issuer: str
    id: str


def find_account(reading: Session, subject: Subject) -> Account | None:
    """Return the account that *subject* signs in to; None for somebody unknown, and for an account that is closed."""
    link = reading.get(ProviderLink, (subject.issuer, subject.id))
    account = reading.get(Account, link.account_id) if link is not None else None
    return account if account is not None and account.is_open else None


def link(writing: Session, account: Account, subject: Subject, now: datetime) -> None:
    """Let *subject* sign in to *account* from now on.

    Raises:
        Refused: it signs in to an account already, or the account has one of that issuer.
    """
    if writing.get(ProviderLink, (subject.issuer, subject.id)) is not None:
        raise refuse(
            "provider",
            "Den inloggningen är redan kopplad till ett konto här. Ta bort den kopplingen först.",
            "That sign-in is linked to an account here already. Remove that link first.",
        )
    if list_links(writing, account.id, subject.issuer):
        raise refuse(
            "provider",
            "Kontot är redan kopplat till någon annan där. Ta bort den kopplingen först.",
            "The account is linked to somebody else there already. Remove that link first.",
        )
    writing.add(ProviderLink(issuer=subject.issuer, subject=subject.id, account_id=account.id, linked_at=now))
    writing.flush()
    note(writing, Act.PROVIDER_LINKED, actor=account.id, kind="account", record=account.id)


def unlink(writing: Session, account: Account, issuer: str) -> bool:
    """Remove what *account* is linked to at *issuer*; False when it is not linked there."""
    links = list_links(writing, account.id, issuer)
    for found in links:
        writing.delete(found)
    writing.flush()
    if links:
        note(writing, Act.PROVIDER_UNLINKED, actor=account.id, kind="account", record=account.id)
    return bool(links)


def list_links(reading: Session, account_id: str, issuer: str) -> list[ProviderLink]:
    """List what an account is linked to at *issuer*: one at most, unless somebody was quicker."""
    return list(
        reading.scalars(
            select(ProviderLink)
            .where(ProviderLink.account_id == account_id, ProviderLink.issuer == issuer)
            .order_by(ProviderLink.linked_at, ProviderLink.subject)
        )
    )
