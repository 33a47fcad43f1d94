"""Whose hours: those of an organization, of one of its services, or of one of their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.graph.facts import Visibility
from directory.maintaining.workplace import Workplace, missing, parts_of
from directory.model import Channel, OpeningException, Schedule

Timed = TypeVar("Timed", Schedule, OpeningException)
SPOKEN = frozenset({"phone", "chat"})
"""Kinds of channel that have hours."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Exactly one owner, and a channel of it where the hours are that channel's own. ``key`` names it in a form."""

    key: str
    name: str
    organization_id: str | None
    service_id: str | None
    channel_id: str | None = None

    @property
    def columns(self) -> dict[str, str | None]:
        """The columns of a row that is its."""
        return {
            "organization_id": self.organization_id,
            "service_id": self.service_id,
            "channel_id": self.channel_id,
        }


def list_whose(reading: Session, workplace: Workplace) -> list[Whose]:
    """List who may have hours there: the organization, its services by name, and the numbers of each in their order.

    A restricted number is not among them: its hours are nobody's business who may not see it.
    """
    channels = sorted(parts_of(reading, Channel, workplace), key=lambda one: (one.order, one.id))
    found = [Whose("", workplace.organization.name, workplace.organization.id, None)]
    found += [Whose(one.id, one.name, None, one.id) for one in workplace.services]
    with_numbers: list[Whose] = []
    for owner in found:
        with_numbers.append(owner)
        with_numbers += [
            Whose(one.id, one.display or one.value, owner.organization_id, owner.service_id, one.id)
            for one in channels
            if (one.organization_id, one.service_id) == (owner.organization_id, owner.service_id)
            and one.kind.value in SPOKEN
            and one.visibility is not Visibility.RESTRICTED
        ]
    return with_numbers


def get_whose(reading: Session, workplace: Workplace, key: str) -> Whose:
    """Return the one that a form names.

    Raises:
        NotFound: it is none of the organization's.
    """
    for one in list_whose(reading, workplace):
        if one.key == key:
            return one
    raise missing()


def rows_of(reading: Session, model: type[Timed], whose: Whose) -> list[Timed]:
    """List the rows of *model* that are exactly its, by id: not those of its numbers."""
    of_it = (
        model.service_id == whose.service_id
        if whose.service_id is not None
        else model.organization_id == whose.organization_id
    )
    its = model.channel_id == whose.channel_id if whose.channel_id is not None else model.channel_id.is_(None)
    return list(reading.scalars(select(model).where(of_it, its).order_by(model.id)))


def by_whose(rows: Sequence[Timed], whose: Whose) -> list[Timed]:
    """Return those of *rows* that are exactly its."""
    return [
        one
        for one in rows
        if (one.organization_id, one.service_id, one.channel_id)
        == (whose.organization_id, whose.service_id, whose.channel_id)
    ]
