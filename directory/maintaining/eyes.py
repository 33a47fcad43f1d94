"""Two pairs of eyes have to be two people's. An owner can invite herself as an editor: who invited whom is asked."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import Identity, Role
from directory.account.complaint import refuse
from directory.maintaining.workplace import Workplace
from directory.model import Grant

OF_THE_ORGANIZATION = frozenset({Role.NGO_OWNER, Role.NGO_EDITOR})
"""The roles of who belongs to an organization, and does not stand above it."""


def bound_to(reading: Session, account: str | None, organization: str) -> set[str]:
    """Return the accounts of *organization* that *account*, of it too, has let in there, or was let in by.

    Rights that are over count: what was proposed while they held may still wait. Who was let in by a coordinator is
    bound to nobody: she stands above the organization, and answers for whom she let in.
    """
    rows = reading.execute(
        select(Grant.account_id, Grant.given_by).where(
            Grant.organization_id == organization, Grant.role.in_(OF_THE_ORGANIZATION)
        )
    ).all()
    members = {holder for holder, _giver in rows}
    pairs = {frozenset((holder, giver)) for holder, giver in rows if giver in members}
    return {other for pair in pairs if account in pair for other in pair if other != account}


def is_bound(reading: Session, identity: Identity, workplace: Workplace, proposer: str | None) -> bool:
    """Tell whether *identity* and who proposed may be one person, as far as the organization alone can tell."""
    return not workplace.is_from_above and identity.account in bound_to(reading, proposer, workplace.id)


def refuse_bound(reading: Session, identity: Identity, workplace: Workplace, proposer: str | None) -> None:
    """Refuse a yes from somebody who invited who proposed it, or was invited by them.

    Raises:
        Refused: so it is, and *identity* does not stand above the organization.
    """
    if is_bound(reading, identity, workplace, proposer):
        raise refuse(
            "",
            "En av er har bjudit in den andra. Någon annan behöver se på det: samordnaren kan.",
            "One of you has invited the other. Somebody else has to look at it: the coordinator can.",
        )
