"""How it stands with an organization now, as it says itself: what its first page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.graph.facts import Visibility
from directory.maintaining.due import Due, list_due
from directory.maintaining.workplace import Workplace, parts_of
from directory.model import (
    Absence,
    Changeset,
    ChangesetState,
    Channel,
    Contact,
    OpeningException,
    Schedule,
    Service,
)
from directory.offering.away import list_absences
from directory.offering.sending import Sender
from directory.offering.stood import mark_of
from directory.offering.week import is_for_a_season, say_week, week_of
from directory.offering.whose import Timed, Whose, by_whose, list_whose


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of one owner in a line; empty: nobody knows. ``printed``: words that no week was made of."""

    whose: Whose
    week: str
    printed: str
    seasons: tuple[Schedule, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """All of it. ``hours``: the organization's, then by service, each before its numbers with hours of their own."""

    workplace: Workplace
    hours: tuple[Hours, ...]
    services: tuple[Service, ...]
    marks: dict[str, str]
    """Service id → mark of what stands."""
    channels: tuple[Channel, ...]
    hidden: int
    """How many ways are restricted, and are not among the channels."""
    dates: tuple[tuple[Whose, OpeningException], ...]
    away: tuple[tuple[Absence, Contact, Contact | None], ...]
    waiting: tuple[Changeset, ...]
    due: Due | None


def offered_by(reading: Session, sender: Sender) -> Offered:
    """Return how it stands with the organization of *sender*; nothing that is restricted."""
    workplace, today = sender.workplace, sender.day.date()
    everybody = list_whose(reading, workplace)
    dates = _rows(reading, OpeningException, workplace)
    channels = sorted(parts_of(reading, Channel, workplace), key=lambda one: (one.order, one.id))
    shown = tuple(one for one in channels if one.visibility is not Visibility.RESTRICTED)
    due = list_due(reading, today, {workplace.id})
    coming = [(whose, row) for whose in everybody for row in by_whose(dates, whose) if row.to_on >= today]
    return Offered(
        workplace,
        hours=tuple(_hours(reading, sender, everybody)),
        services=tuple(one for one in workplace.services if one.valid_to is None or one.valid_to >= today),
        marks={one.id: mark_of([one]) for one in workplace.services},
        channels=shown,
        hidden=len(channels) - len(shown),
        dates=tuple(
            sorted(coming, key=lambda pair: (pair[1].from_on, pair[1].to_on, pair[0].key, pair[1].id))
        ),
        away=tuple(list_absences(reading, workplace, today)),
        waiting=tuple(list_waiting(reading, workplace)),
        due=due[0] if due else None,
    )


def list_waiting(reading: Session, workplace: Workplace) -> list[Changeset]:
    """List the changes of the organization that wait for other eyes, oldest first."""
    waits = Changeset.state == ChangesetState.WAITING
    rows = select(Changeset).where(Changeset.organization_id == workplace.id, waits)
    return list(reading.scalars(rows.order_by(Changeset.made_at, Changeset.id)))


def _hours(reading: Session, sender: Sender, everybody: Sequence[Whose]) -> list[Hours]:
    rows = _rows(reading, Schedule, sender.workplace)
    found = []
    for whose in everybody:
        its = by_whose(rows, whose)
        if its or whose.channel_id is None:
            printed = "; ".join(dict.fromkeys(row.as_printed for row in its if row.as_printed))
            week = say_week(week_of(its))
            seasons = tuple(row for row in its if is_for_a_season(row, sender.day.date()))
            found.append(Hours(whose, week, "" if week else printed, seasons))
    return found


def _rows(reading: Session, model: type[Timed], workplace: Workplace) -> list[Timed]:
    services = [one.id for one in workplace.services]
    mine = or_(model.organization_id == workplace.id, model.service_id.in_(services))
    return list(reading.scalars(select(model).where(mine).order_by(model.id)))
