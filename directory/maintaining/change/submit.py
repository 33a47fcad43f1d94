"""Submit edits: what may hold at once does, what needs other eyes becomes a proposal. One transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from directory.access import Borders, Identity, Permission, may_there
from directory.account.secret import new_id
from directory.clock import as_local
from directory.graph.facts import AreaId, OrganizationId
from directory.ledger import Act, note
from directory.maintaining.change.eyes import split
from directory.maintaining.keeping import keepers_of
from directory.maintaining.news import Topic, tell_in_digest
from directory.model import Changeset, ChangesetKind, ChangesetState
from directory.store.changeset import Edits, apply, check, completed, to_json
from directory.store.changeset.apply import Telling


@dataclass(frozen=True, slots=True)
class Matter:
    """What a change is about: whose matter it is, its name for people, and what its maker said of it."""

    organization: OrganizationId | None
    title: str
    why: str = ""
    area: AreaId | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of it. Both None: nothing is different."""

    applied: Changeset | None
    waiting: Changeset | None


def submit(
    writing: Session,
    identity: Identity,
    edits: Edits,
    kind: ChangesetKind,
    matter: Matter,
    borders: Borders,
    now: datetime,
    *,
    tell: Telling | None = None,
) -> Submitted:
    """Make what may be made at once, and propose the rest to whoever may approve it. *tell*: see ``apply``.

    Raises:
        Clashed: somebody has changed the same thing meanwhile. Nothing was changed.
        ProtectedPlace: it would tell where a protected place is.
    """
    edits = completed(writing, edits)
    check(writing, edits)
    at_once, later = split(edits, is_coordinator=is_coordinator(identity, matter, borders))
    applied = waiting = None
    if at_once:
        apply(writing, at_once, tell)
        applied = keep(writing, identity.account, at_once, kind, matter, now)
    if later:
        waiting = _propose(writing, identity, later, kind, matter, borders, now)
    writing.flush()
    return Submitted(applied, waiting)


def keep(
    writing: Session,
    actor: str,
    edits: Edits,
    kind: ChangesetKind,
    matter: Matter,
    now: datetime,
    *,
    undoes: str | None = None,
) -> Changeset:
    """Keep *edits*, which were made just now, as one act that can be undone; note it, and return it."""
    changeset = _changeset(actor, edits, kind, matter, now)
    changeset.state = ChangesetState.APPLIED
    changeset.decided_by, changeset.decided_at, changeset.undoes_id = actor, now, undoes
    writing.add(changeset)
    note_change(writing, Act.CHANGE_APPLIED, changeset)
    writing.flush()
    return changeset


def is_coordinator(identity: Identity, matter: Matter, borders: Borders) -> bool:
    """Tell whether *identity* keeps the directory around whose matter it is, and is not that organization itself."""
    return may_there(
        identity, Permission.NETWORK_READ, borders, organization=matter.organization, area=matter.area
    )


def note_change(writing: Session, act: Act, changeset: Changeset) -> None:
    """Note what was done with a changeset."""
    note(
        writing,
        act,
        kind="changeset",
        record=changeset.id,
        organization=changeset.organization_id,
        area=changeset.area_id,
    )


def _propose(
    writing: Session,
    identity: Identity,
    edits: Edits,
    kind: ChangesetKind,
    matter: Matter,
    borders: Borders,
    now: datetime,
) -> Changeset:
    changeset = _changeset(identity.account, edits, kind, matter, now)
    changeset.state = ChangesetState.WAITING
    writing.add(changeset)
    note_change(writing, Act.CHANGE_PROPOSED, changeset)
    writing.flush()
    if matter.organization is not None:
        today = as_local(now).date()
        for account in keepers_of(
            writing,
            matter.organization,
            borders,
            today,
            Permission.CHANGE_APPROVE,
            besides={identity.account},
        ):
            tell_in_digest(writing, account.id, Topic.WAITING, changeset.id, now)
    return changeset


def _changeset(actor: str, edits: Edits, kind: ChangesetKind, matter: Matter, now: datetime) -> Changeset:
    return Changeset(
        id=new_id(),
        kind=kind,
        organization_id=matter.organization,
        area_id=matter.area,
        title=matter.title,
        why=matter.why,
        edits=to_json(edits),
        made_by=actor,
        made_at=now,
    )
