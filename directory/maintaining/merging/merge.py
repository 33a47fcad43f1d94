"""Carry a merge out: one act that can be undone as a whole, with a tombstone that leads to what the record became."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from directory.access import Identity
from directory.account.complaint import refuse
from directory.graph.facts import OrganizationId
from directory.maintaining.aside import move_aside
from directory.maintaining.change.submit import Matter, keep
from directory.maintaining.merging.plan import Plan
from directory.maintaining.stone import MERGED, set_stone
from directory.model import Changeset, ChangesetKind, Organization
from directory.store.changeset import apply


def merge(writing: Session, identity: Identity, plan: Plan, stamp: str, now: datetime) -> Changeset:
    """Make *plan*, as it was looked at (*stamp*), and return the act.

    It needs no other eyes: every number, mailbox and link of both records was approved before, at the one or at the
    other, and nothing is said that was not said already. Whoever merges stands over both.

    Raises:
        Refused: something has changed since the plan was looked at.
        ProtectedPlace: together they would tell where a protected place is.
    """
    if stamp != plan.stamp:
        raise refuse(
            "",
            "Något har ändrats sedan du tittade. Se efter en gång till.",
            "Something has changed since you looked. Please look once more.",
        )
    kind, gone, name = plan.kind, plan.gone.id, plan.gone.name
    apply(writing, plan.edits)
    owner = plan.kept.id if isinstance(plan.kept, Organization) else plan.kept.organization_id
    matter = Matter(OrganizationId(owner) if owner else None, f"{name} → {plan.kept.name}")
    changeset = keep(writing, identity.account, plan.edits, ChangesetKind.MERGE, matter, now)
    stone = set_stone(writing, kind, gone, name, MERGED, changeset, successor=plan.kept.id)
    stone.moved = move_aside(writing, kind, gone, plan.kept.id, owner)
    writing.flush()
    return changeset
