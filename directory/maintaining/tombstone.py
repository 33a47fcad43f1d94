"""Tombstones: what shall not be listed leaves the directory with all that is a part of it, and stays away."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import Identity
from directory.account.complaint import refuse
from directory.graph.facts import OrganizationId
from directory.maintaining.change.submit import Matter, keep
from directory.maintaining.erasing import erase
from directory.maintaining.leaving import everything_of, laws_that_name, people_of
from directory.maintaining.stone import is_buried, set_stone
from directory.model import Absence, Changeset, ChangesetKind, Organization, Service
from directory.store.changeset import Edits, apply

__all__ = ["WhyRemoved", "bury", "edits_of_removal", "is_buried"]


class WhyRemoved(StrEnum):
    """Why a record shall not be listed; the words for them stand in the web."""

    CLOSED = "closed"
    """It does not exist any more."""
    WISHED = "wished"
    """It asked not to be listed."""
    UNSAFE = "unsafe"
    """Whoever is sent there may come to harm."""
    NOT_HERE = "not_here"
    """It gives nothing that is asked for here."""
    PRIVATE = "private"
    """It is somebody's private number, or tells where a protected place is."""


def edits_of_removal(reading: Session, record: Organization | Service) -> Edits:
    """Return what leaves the directory with *record*: to look at its effect. Contact persons are among it.

    Raises:
        Refused: a law names it.
    """
    if laws_that_name(reading, record):
        raise refuse(
            "",
            "Ett ansvar i lag pekar på den. Ändra det först.",
            "A duty by law names it. Change that first.",
        )
    return everything_of(reading, record)


def bury(
    writing: Session, identity: Identity, record: Organization | Service, why: str, now: datetime
) -> Changeset:
    """Take *record* out of the directory with everything of it, so that it stays out; return the act.

    It holds at once: less is said, and nobody is sent anywhere. Contact persons are erased, and do not come back when
    the rest is: their listing had that purpose and no other.

    Raises:
        Refused: no reason was chosen, or a law names it.
    """
    if why not in frozenset(WhyRemoved):
        raise refuse("why", "Välj varför den inte ska finnas med.", "Choose why it shall not be listed.")
    edits = edits_of_removal(writing, record)
    people = people_of(writing, edits)
    kind, name, record_id = str(record.__tablename__), record.name, record.id
    owner = record_id if isinstance(record, Organization) else record.organization_id
    for absence in writing.scalars(select(Absence).where(Absence.contact_id.in_([one.id for one in people]))):
        writing.delete(absence)
    writing.flush()
    for person in people:
        if person in writing and person not in writing.deleted:
            erase(writing, person)
    lasting = tuple(one for one in edits if one.table not in ("contact", "absence"))
    apply(writing, lasting)
    matter = Matter(OrganizationId(owner) if owner else None, name, why)
    changeset = keep(writing, identity.account, lasting, ChangesetKind.REMOVE, matter, now)
    set_stone(writing, kind, record_id, name, why, changeset)
    return changeset
