"""Undo: a change is taken back whole, as long as nobody has built on it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from directory.access import Identity, Permission
from directory.account.complaint import refuse
from directory.graph.facts import AreaId, OrganizationId
from directory.ledger import Act
from directory.maintaining.change.submit import Matter, keep, note_change
from directory.maintaining.stone import has_stones, lift
from directory.model import Changeset, ChangesetKind, ChangesetState
from directory.store.changeset import apply, from_json, inverse
from directory.store.changeset.apply import Telling

UNDO_FOR = timedelta(days=90)
"""How long a change can be taken back as a whole; a single record can be restored for as long as the log is kept."""


def may_be_undone(changeset: Changeset, now: datetime) -> bool:
    """Tell whether a change was made lately and not taken back yet."""
    return (
        changeset.state is ChangesetState.APPLIED
        and changeset.decided_at is not None
        and now - changeset.decided_at <= UNDO_FOR
    )


def needed_to_undo(reading: Session, changeset: Changeset) -> Permission:
    """Return the permission that undoing a change takes: a merge or a removal is undone by whoever may make one.

    An organization does not bring back by itself what a coordinator took out because somebody could come to harm.
    """
    if changeset.kind is ChangesetKind.MERGE:
        return Permission.RECORD_MERGE
    is_by_one = changeset.made_by == changeset.decided_by  # at once: that is a coordinator's (``eyes``)
    if changeset.kind is ChangesetKind.REMOVE and (is_by_one or has_stones(reading, changeset)):
        return Permission.RECORD_REMOVE
    return Permission.CHANGE_UNDO


def undo(
    writing: Session,
    identity: Identity,
    changeset: Changeset,
    now: datetime,
    *,
    tell: Telling | None = None,
) -> Changeset:
    """Make everything as it was before *changeset*; return the changeset that did so, which can be undone in turn.

    Raises:
        Refused: it was not made, was taken back already, or is too old.
        Clashed: somebody has changed the same thing since. Nothing was changed.
    """
    if not may_be_undone(changeset, now):
        raise refuse(
            "",
            "Ändringen kan inte ångras längre. Återställ posten från dess historik i stället.",
            "The change cannot be undone any more. Restore the record from its history instead.",
        )
    _refuse_if_it_brought_back(writing, changeset)
    edits = inverse(from_json(changeset.edits))
    apply(writing, edits, tell)
    organization = (
        OrganizationId(changeset.organization_id) if changeset.organization_id is not None else None
    )
    area = AreaId(changeset.area_id) if changeset.area_id is not None else None
    matter = Matter(organization, changeset.title, area=area)
    done = keep(writing, identity.account, edits, ChangesetKind.UNDO, matter, now, undoes=changeset.id)
    changeset.state = ChangesetState.UNDONE
    changeset.undone_by, changeset.undone_at = identity.account, now
    note_change(writing, Act.CHANGE_UNDONE, changeset)
    lift(writing, changeset)
    writing.flush()
    return done


def _refuse_if_it_brought_back(reading: Session, changeset: Changeset) -> None:
    """Refuse to undo the undoing of a merge or a removal: its tombstone is gone, and what it moved has moved back."""
    undone = reading.get(Changeset, changeset.undoes_id) if changeset.undoes_id is not None else None
    if undone is not None and undone.kind in (ChangesetKind.MERGE, ChangesetKind.REMOVE):
        raise refuse(
            "",
            "Gör om det från början i stället, så att du ser vad som händer nu.",
            "Do it anew instead, so that you see what happens now.",
        )
