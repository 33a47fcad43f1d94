"""Restricted contacts: opened for one organization at a time, by somebody with a reason, written down before shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from directory.access import Borders, Identity, Permission
from directory.account.complaint import refuse
from directory.clock import as_local
from directory.graph.facts import Visibility
from directory.ledger import Act, note
from directory.maintaining.person import is_shown
from directory.maintaining.workplace import Workplace, get_workplace, parts_of
from directory.model import Channel, Contact, Location, Note, Post


class Reason(StrEnum):
    """Why somebody needs to see it; the words for them stand in the web."""

    CASE = "case"
    """To reach somebody in a case."""
    CHECKING = "checking"
    """To check that it still holds."""
    CHANGING = "changing"
    """To change, renew or approve it."""
    REQUEST = "request"
    """Because a person asked what is held about her."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What is restricted about one organization and its services, each ordered by id; posts by id."""

    workplace: Workplace
    channels: Sequence[Channel]
    people: Sequence[Contact]
    places: Sequence[Location]
    notes: Sequence[Note]
    posts: dict[str, Post]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is restricted there."""
        return not (self.channels or self.people or self.places or self.notes)


def open_restricted(
    writing: Session,
    identity: Identity,
    organization_id: str,
    borders: Borders,
    now: datetime,
    *,
    reason: str,
) -> Opened:
    """Return what is restricted about one organization, and note who opened what and why in the same transaction.

    The caller commits before it shows anything.

    Raises:
        NotFound: there is no such organization, or *identity* has no need to know about it.
        Refused: no reason was given.
    """
    workplace = get_workplace(writing, identity, organization_id, borders, Permission.RESTRICTED_OPEN)
    if reason not in frozenset(Reason):
        raise refuse("reason", "Välj varför du behöver se det.", "Choose why you need to see it.")
    opened = _read(writing, workplace, now)
    detail: dict[str, Any] = {
        "reason": reason,
        "channel": [one.id for one in opened.channels],
        "contact": [one.id for one in opened.people],
        "location": [one.id for one in opened.places],
        "note": [one.id for one in opened.notes],
    }
    note(
        writing,
        Act.RESTRICTED_OPENED,
        actor=identity.account,
        kind="organization",
        record=workplace.id,
        organization=workplace.id,
        detail={name: ids for name, ids in detail.items() if ids},
    )
    writing.flush()
    return opened


def open_proposal(writing: Session, identity: Identity, workplace: Workplace, contact: Contact) -> None:
    """Note that somebody opened a restricted proposal, in order to answer it."""
    note(
        writing,
        Act.RESTRICTED_OPENED,
        actor=identity.account,
        kind="organization",
        record=workplace.id,
        organization=workplace.id,
        detail={"reason": Reason.CHANGING.value, "contact": [contact.id]},
    )
    writing.flush()


def _read(reading: Session, workplace: Workplace, now: datetime) -> Opened:
    today = as_local(now).date()
    is_restricted = Visibility.RESTRICTED
    return Opened(
        workplace,
        [one for one in parts_of(reading, Channel, workplace) if one.visibility is is_restricted],
        [
            one
            for one in parts_of(reading, Contact, workplace)
            if one.visibility is is_restricted and is_shown(one, today)
        ],
        [
            one
            for one in parts_of(reading, Location, workplace)
            if one.visibility is is_restricted and not workplace.is_protected(one)
        ],
        [one for one in parts_of(reading, Note, workplace) if one.visibility is is_restricted],
        {post.id: post for post in parts_of(reading, Post, workplace)},
    )
