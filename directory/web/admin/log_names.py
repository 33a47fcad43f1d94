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

PROGRAM = frozenset({"system", "demo", "seed", "jobs"})
"""Names of parts of the program that stand where an account's id stands else."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the accounts and invitations that some entries tell of."""

    accounts: dict[str, str]
    invitations: dict[str, str]

    def who(self, actor: str) -> str:
        """Return who did something."""
        if actor in PROGRAM:
            return _("Programmet")
        return self.accounts.get(actor) or _("borttagen person")

    def whom(self, entry: Entry) -> str:
        """Return the person that something was done to."""
        if entry.kind == "invitation":
            told = (entry.detail or {}).get("name") or self.invitations.get(entry.record)
            return str(told) if told else _("borttagen person")
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
    found = database.execute(select(Account.id, Account.name).where(Account.id.in_(accounts - PROGRAM)))
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
