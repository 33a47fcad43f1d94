"""Four eyes: what one person proposed is approved or sent back by another, and never twice."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from directory.access import Identity
from directory.account.complaint import refuse
from directory.ledger import Act
from directory.maintaining.change.submit import note_change
from directory.maintaining.news import Topic, tell_in_digest
from directory.model import Account, Changeset, ChangesetState
from directory.store.changeset import apply, from_json
from directory.store.changeset.apply import Telling


class WhyReturned(StrEnum):
    """Why a proposal is sent back; the words for them stand in the web."""

    WRONG = "wrong"
    """It is not right."""
    UNCLEAR = "unclear"
    """It cannot be told whether it is right."""
    PRIVATE = "private"
    """It belongs to somebody's private life, or tells where a protected place is."""
    DUPLICATE = "duplicate"
    """It is listed already."""
    NOT_HERE = "not_here"
    """It does not belong in this directory."""


def approve(
    writing: Session,
    identity: Identity,
    changeset: Changeset,
    version: int,
    now: datetime,
    *,
    tell: Telling | None = None,
) -> Changeset:
    """Let a proposal hold. Two who approve at the same moment: one succeeds, the other reads that it is done.

    Raises:
        Refused: it is one's own, or answered already, or another one than was shown.
        Clashed: what it was made from has changed meanwhile. Nothing was changed, and it goes on waiting.
    """
    _check(identity, changeset, version)
    apply(writing, from_json(changeset.edits), tell)
    _decide(writing, identity, changeset, ChangesetState.APPLIED, now)
    note_change(writing, Act.CHANGE_APPLIED, changeset)
    writing.flush()
    return changeset


def return_proposal(
    writing: Session, identity: Identity, changeset: Changeset, version: int, now: datetime, *, why: str
) -> Changeset:
    """Send a proposal back, with a reason that whoever made it reads.

    Raises:
        Refused: no reason was chosen, it is one's own (which may be withdrawn), or answered already.
    """
    if why not in frozenset(WhyReturned):
        raise refuse(
            "why", "Välj varför du skickar tillbaka förslaget.", "Choose why you send the proposal back."
        )
    _check(identity, changeset, version)
    changeset.answer = why
    _decide(writing, identity, changeset, ChangesetState.RETURNED, now)
    note_change(writing, Act.CHANGE_RETURNED, changeset)
    writing.flush()
    return changeset


def withdraw_proposal(writing: Session, identity: Identity, changeset: Changeset, now: datetime) -> None:
    """Take back what one has proposed oneself.

    Raises:
        Refused: somebody else made it, or it is answered already.
    """
    if changeset.state is not ChangesetState.WAITING:
        raise _answered()
    if changeset.made_by != identity.account:
        raise refuse(
            "",
            "Bara den som skrev förslaget kan ta tillbaka det. Du kan skicka tillbaka det.",
            "Only whoever made the proposal can take it back. You can send it back.",
        )
    changeset.state = ChangesetState.WITHDRAWN
    changeset.decided_by, changeset.decided_at = identity.account, now
    note_change(writing, Act.CHANGE_WITHDRAWN, changeset)
    writing.flush()


def _check(identity: Identity, changeset: Changeset, version: int) -> None:
    if changeset.state is not ChangesetState.WAITING:
        raise _answered()
    if changeset.made_by == identity.account:
        raise refuse(
            "",
            "Du föreslog det själv. Någon annan behöver se på det.",
            "You proposed it yourself. Somebody else has to look at it.",
        )
    if changeset.version != version:
        raise refuse(
            "",
            "Förslaget har ändrats sedan du öppnade det. Läs det en gång till.",
            "The proposal has changed since you opened it. Please read it once more.",
        )


def _decide(
    writing: Session, identity: Identity, changeset: Changeset, state: ChangesetState, now: datetime
) -> None:
    changeset.state = state
    changeset.decided_by, changeset.decided_at = identity.account, now
    if writing.get(Account, changeset.made_by) is not None:
        tell_in_digest(writing, changeset.made_by, Topic.ANSWERED, changeset.id, now)


def _answered() -> Exception:
    return refuse("", "Förslaget är redan besvarat.", "The proposal has been answered already.")
