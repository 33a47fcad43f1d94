"""Looking at changes: one's proposals and those of others, what was changed lately, and a proposal made anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from directory.access import Borders, Identity, Permission
from directory.account.complaint import refuse
from directory.ledger import Act
from directory.maintaining.change import UNDO_FOR
from directory.maintaining.change.submit import note_change
from directory.maintaining.worklist import is_answerable
from directory.maintaining.workplace import missing
from directory.model import Changeset, ChangesetState
from directory.store.changeset import EDITABLE, Edit, Edits, from_json, to_json
from directory.store.changeset.value import plain_value

MOST_LATELY = 200
"""Changes that the list of recent ones shows at most."""


def get_change(
    reading: Session,
    identity: Identity,
    changeset_id: str,
    borders: Borders,
    permission: Permission = Permission.CHANGE_READ,
) -> Changeset:
    """Return a change for somebody who stands over what it is about, or who made it.

    Raises:
        NotFound: there is none, or it is nobody's of theirs: to them that is the same.
    """
    found = reading.get(Changeset, changeset_id)
    if found is None:
        raise missing()
    is_own = found.made_by == identity.account and permission is Permission.CHANGE_READ
    if not is_own and not is_answerable(identity, found, borders, permission):
        raise missing()
    return found


def list_waiting(reading: Session, identity: Identity, borders: Borders) -> list[Changeset]:
    """List what waits and that *identity* may see, oldest first."""
    rows = reading.scalars(
        select(Changeset)
        .options(defer(Changeset.edits))  # those of a whole file take megabytes
        .where(Changeset.state == ChangesetState.WAITING)
        .order_by(Changeset.made_at, Changeset.id)
    )
    return [one for one in rows if _is_seen(identity, one, borders)]


def list_lately(reading: Session, identity: Identity, borders: Borders, now: datetime) -> list[Changeset]:
    """List what was changed, sent back or taken back in the last 90 days, newest first, at most ``MOST_LATELY``."""
    rows = reading.scalars(
        select(Changeset)
        .options(defer(Changeset.edits))
        .where(Changeset.decided_at.is_not(None), Changeset.decided_at >= now - UNDO_FOR)
        .order_by(Changeset.decided_at.desc(), Changeset.id)
    )
    found = []
    for one in rows:
        if _is_seen(identity, one, borders):
            found.append(one)
            if len(found) == MOST_LATELY:
                break
    return found


def _is_seen(identity: Identity, changeset: Changeset, borders: Borders) -> bool:
    return changeset.made_by == identity.account or is_answerable(
        identity, changeset, borders, Permission.CHANGE_READ
    )


def renew(writing: Session, changeset: Changeset) -> None:
    """Make a proposal anew on what stands now, so that it can be approved although somebody changed the same thing.

    What it would make is as before; what it is compared with is what stands. Its version moves: whoever has it open
    reads it once more.

    Raises:
        Refused: it is answered already, or what it is about is gone or came meanwhile, or nothing is left to change.
    """
    if changeset.state is not ChangesetState.WAITING:
        raise refuse("", "Förslaget är redan besvarat.", "The proposal has been answered already.")
    edits = _on_what_stands(writing, from_json(changeset.edits))
    if not edits:
        raise refuse(
            "",
            "Allt i förslaget står redan där. Skicka tillbaka det.",
            "Everything of the proposal stands there already. Send it back.",
        )
    changeset.edits = to_json(edits)
    note_change(writing, Act.CHANGE_PROPOSED, changeset)
    writing.flush()


def _on_what_stands(writing: Session, edits: Edits) -> Edits:
    found = []
    for edit in edits:
        record = writing.get(EDITABLE[edit.table], edit.record)
        if (record is None) != edit.is_addition:
            raise refuse(
                "",
                "Det som förslaget gäller har lagts till eller tagits bort under tiden. Skicka tillbaka det.",
                "What the proposal is about was added or removed meanwhile. Send it back.",
            )
        if record is None:
            found.append(edit)
            continue
        stands = {name: plain_value(record, name) for name in edit.before or {}}
        if edit.after is None:
            found.append(replace(edit, before=stands))
            continue
        left = [name for name in edit.after if stands.get(name) != edit.after[name]]
        if left:
            before = {name: stands[name] for name in left}
            found.append(Edit(edit.table, edit.record, before, {name: edit.after[name] for name in left}))
    return tuple(found)
