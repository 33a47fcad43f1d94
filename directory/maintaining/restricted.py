"""Restricted contacts: opened for one organization at a time, by somebody with a reason, written down before shown.

What was written down is also what is counted, and what is asked when somebody wants more people to see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import Borders, Identity, Permission
from directory.account.complaint import refuse
from directory.clock import as_local
from directory.graph.facts import OrganizationId, Visibility
from directory.ledger import Act, note
from directory.ledger.reading import all_entries
from directory.maintaining.person import is_shown
from directory.maintaining.workplace import Workplace, get_workplace, parts_of
from directory.model import Account, Channel, Contact, LedgerEntry, Location, Note, Post
from directory.quota.reached import tell_those_above

MOST_A_DAY = 30
"""Organizations of which one account opens something restricted in a day (Swedish time). A case takes one or two, and a
coordinator who checks a county a few dozen in a week; whoever copies what is restricted needs all of them."""
IN_MIND = timedelta(minutes=15)
"""How long somebody who opened something still knows what it says: as long as a confirmed sign-in is fresh."""


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
    site: str,
) -> Opened:
    """Return what is restricted about one organization, and note who opened what and why in the same transaction.

    The caller commits before it shows anything.

    Raises:
        NotFound: there is no such organization, or *identity* has no need to know about it.
        Refused: no reason was given, or *identity* has opened as many organizations as one may in a day.
    """
    workplace = get_workplace(writing, identity, organization_id, borders, Permission.RESTRICTED_OPEN)
    if reason not in frozenset(Reason):
        raise refuse("reason", "Välj varför du behöver se det.", "Choose why you need to see it.")
    _count(writing, identity, workplace.id, borders, now, site=site)
    opened = _read(writing, workplace, now)
    ids = {
        "channel": [one.id for one in opened.channels],
        "contact": [one.id for one in opened.people],
        "location": [one.id for one in opened.places],
        "note": [one.id for one in opened.notes],
    }
    _note(writing, identity, workplace, Reason(reason), {name: found for name, found in ids.items() if found})
    return opened


def open_one(
    writing: Session,
    identity: Identity,
    workplace: Workplace,
    part: Channel | Contact | Location | Note,
    borders: Borders,
    now: datetime,
    *,
    site: str,
) -> None:
    """Note that somebody opened one restricted thing, in order to answer what was proposed about it.

    Raises:
        Refused: *identity* has opened as many organizations as one may in a day.
    """
    _count(writing, identity, workplace.id, borders, now, site=site)
    _note(writing, identity, workplace, Reason.CHANGING, {part.__tablename__: [part.id]})


def has_opened(
    reading: Session,
    identity: Identity,
    workplace: Workplace,
    part: Channel | Contact | Location | Note,
    now: datetime,
) -> bool:
    """Tell whether *identity* opened *part* in the last minutes: the log knows."""
    openings = all_entries(
        reading.connection(),
        since=now - IN_MIND,
        acts=(Act.RESTRICTED_OPENED,),
        actor=identity.account,
        organizations=(workplace.id,),
    )
    return any(part.id in (one.detail or {}).get(part.__tablename__, ()) for one in openings)


def _count(
    writing: Session,
    identity: Identity,
    organization: OrganizationId,
    borders: Borders,
    now: datetime,
    *,
    site: str,
) -> None:
    """Count an organization of which something is opened; one that was opened on the same day counts once.

    One account's openings wait for each other at its row, so that several at the same moment count as several.
    """
    writing.execute(select(Account.id).where(Account.id == identity.account).with_for_update())
    midnight = as_local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    opened = set(
        writing.scalars(
            select(LedgerEntry.organization)
            .where(
                LedgerEntry.actor == identity.account,
                LedgerEntry.act == Act.RESTRICTED_OPENED.value,
                LedgerEntry.at >= midnight,
            )
            .distinct()
        )
    )
    if organization in opened:
        return
    if len(opened) >= MOST_A_DAY:
        raise refuse(
            "",
            f"Du har öppnat begränsade uppgifter hos {MOST_A_DAY} organisationer i dag, och fler går inte. "
            "I morgon går det igen. Är det bråttom, ring samordnaren.",
            f"You have opened restricted details of {MOST_A_DAY} organizations today, and no more can be opened. "
            "Tomorrow it works again. If it is urgent, call the coordinator.",
        )
    if len(opened) + 1 == MOST_A_DAY:
        tell_those_above(writing, identity, borders, now, site=site)


def _note(
    writing: Session, identity: Identity, workplace: Workplace, reason: Reason, ids: dict[str, list[str]]
) -> None:
    detail: dict[str, Any] = {"reason": reason.value, **ids}
    note(
        writing,
        Act.RESTRICTED_OPENED,
        actor=identity.account,
        kind="organization",
        record=workplace.id,
        organization=workplace.id,
        detail=detail,
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
