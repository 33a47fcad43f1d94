"""Names for the ids of the log, looked up when it is shown: whoever was erased has none any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import g
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.graph.facts import AreaId, OrganizationId
from directory.ledger.reading import Entry
from directory.model import Account, Invitation
from directory.web.catalogue.words import area_name, named
from directory.web.language import gettext as _

ID_LENGTH = 16
"""Characters of an account's id (``account.secret.new_id``); parts of the program have shorter names."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the accounts and invitations that some entries tell of."""

    accounts: dict[str, str]
    invitations: dict[str, str]

    def who(self, actor: str) -> str:
        """Return who did something."""
        if actor not in self.accounts and len(actor) < ID_LENGTH:
            return _("Programmet")
        return self.accounts.get(actor) or _("borttagen person")

    def whom(self, entry: Entry) -> str:
        """Return the person that something was done to."""
        if entry.kind == "invitation":
            name = (entry.detail or {}).get("name")
            told = name if isinstance(name, str) and name else self.invitations.get(entry.record)
            return told or _("borttagen person")
        if entry.record == entry.actor:
            return _("sig själv")
        return self.accounts.get(entry.record) or _("borttagen person")


def names_of(database: Session, entries: Iterable[Entry]) -> Names:
    """Look up the names that *entries* need: two statements."""
    accounts: set[str] = set()
    invitations: set[str] = set()
    for entry in entries:
        accounts.add(entry.actor)
        if entry.kind == "account":
            accounts.add(entry.record)
        elif entry.kind == "invitation":
            invitations.add(entry.record)
    found = database.execute(select(Account.id, Account.name).where(Account.id.in_(accounts)))
    invited = database.execute(select(Invitation.id, Invitation.name).where(Invitation.id.in_(invitations)))
    return Names({row.id: row.name for row in found}, {row.id: row.name for row in invited})


def place_of(entry: Entry) -> str:
    """Return the organization or area that an entry belongs to; empty when it is none's."""
    network = g.snapshot.network
    if entry.organization is not None:
        held = network.organizations.get(OrganizationId(entry.organization))
        return named(held) if held is not None else entry.organization
    if entry.area is not None:
        known = network.areas.get(AreaId(entry.area))
        return area_name(known) if known is not None else entry.area
    return ""
