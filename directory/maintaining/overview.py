"""What somebody who keeps organizations has before them: all of one, and of each how much waits and ends soon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.maintaining.person import is_shown, is_waiting
from directory.maintaining.visibility import part_of
from directory.maintaining.workplace import Workplace, parts_of
from directory.model import Channel, Contact, Location, Note, Post, Service, Widening

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PostKept:
    """A post with who holds it, who is proposed for it, and whose proposal was refused lately."""

    post: Post
    service: Service | None
    holders: tuple[Contact, ...]
    changes: dict[str, Contact]
    """Changes that wait, by the id of whom they are about."""
    waiting: tuple[Contact, ...]
    refused: tuple[Contact, ...]
    ended: tuple[Contact, ...]

    @property
    def is_removable(self) -> bool:
        """Whether nothing hangs on the post."""
        return not (self.holders or self.changes or self.waiting or self.refused or self.ended)


@dataclass(frozen=True, slots=True)
class Overview:
    """All that is kept of one organization. Posts: those of the organization first, then by service."""

    workplace: Workplace
    posts: tuple[PostKept, ...]
    channels: tuple[Channel, ...]
    places: tuple[Location, ...]
    notes: tuple[Note, ...]
    wishes: tuple[tuple[Widening, Channel | Location | Note], ...]

    @property
    def waiting(self) -> tuple[Contact, ...]:
        """The proposals that wait for an answer."""
        return tuple(one for kept in self.posts for one in (*kept.waiting, *kept.changes.values()))


@dataclass(frozen=True, slots=True)
class Counted:
    """How much waits for an answer at an organization, and how many listings end soon."""

    waiting: int = 0
    ending: int = 0


def overview_of(reading: Session, workplace: Workplace, today: date) -> Overview:
    """Return everything that is kept of an organization and its services."""
    contacts = parts_of(reading, Contact, workplace)
    posts = parts_of(reading, Post, workplace)
    places = {None: 0} | {service.id: place for place, service in enumerate(workplace.services, 1)}
    ordered = sorted(posts, key=lambda one: (places.get(one.service_id, 0), one.order, one.id))
    wishes = reading.scalars(
        select(Widening).where(Widening.organization_id == workplace.id).order_by(Widening.id)
    )
    found = [(wish, part_of(reading, wish)) for wish in wishes]
    return Overview(
        workplace,
        tuple(_kept(one, workplace, contacts, today) for one in ordered),
        tuple(sorted(parts_of(reading, Channel, workplace), key=lambda one: (one.order, one.id))),
        tuple(parts_of(reading, Location, workplace)),
        tuple(parts_of(reading, Note, workplace)),
        tuple((wish, part) for wish, part in found if part is not None),
    )


def count_by_organization(reading: Session, today: date) -> dict[str, Counted]:
    """Return by organization how much waits and how much ends soon; those with neither are left out."""
    owner = func.coalesce(Contact.organization_id, Service.organization_id)
    people = select(owner).outerjoin(Service, Service.id == Contact.service_id).group_by(owner)
    is_open = Contact.ended_at.is_(None)
    waiting = people.where(is_open, Contact.approved_at.is_(None))
    ending = people.where(
        is_open, Contact.approved_at.is_not(None), Contact.valid_to.between(today, today + SOON)
    )
    wishes = select(Widening.organization_id).group_by(Widening.organization_id)
    counts: list[dict[str, int]] = []
    for rows, column in ((waiting, Contact.id), (ending, Contact.id), (wishes, Widening.id)):
        found: Sequence[tuple[str | None, int]] = [
            (row[0], row[1]) for row in reading.execute(rows.add_columns(func.count(column)))
        ]
        counts.append({name: count for name, count in found if name is not None})
    people_wait, people_end, wishes_wait = counts
    return {
        name: Counted(people_wait.get(name, 0) + wishes_wait.get(name, 0), people_end.get(name, 0))
        for name in {*people_wait, *people_end, *wishes_wait}
    }


def _kept(post: Post, workplace: Workplace, contacts: Sequence[Contact], today: date) -> PostKept:
    here = [one for one in contacts if one.post_id == post.id]
    return PostKept(
        post,
        workplace.service_of(post),
        holders=tuple(one for one in here if is_shown(one, today)),
        changes={one.replaces_id: one for one in here if one.replaces_id and is_waiting(one)},
        waiting=tuple(one for one in here if is_waiting(one) and not one.replaces_id),
        refused=tuple(one for one in here if one.approved_at is None and one.ended_at is not None),
        ended=tuple(
            one
            for one in here
            if one.approved_at is not None and one.replaces_id is None and not is_shown(one, today)
        ),
    )
