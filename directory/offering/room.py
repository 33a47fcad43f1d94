"""Whether a service has room, and until when that is said: afterwards nobody knows."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.account.complaint import refuse
from directory.clock import STOCKHOLM, as_local
from directory.graph.facts import Capacity
from directory.maintaining.change import Submitted
from directory.model import Service
from directory.offering.dates import day_of
from directory.offering.sending import Sender, send
from directory.offering.stood import check_stood
from directory.settings import Settings
from directory.store.changeset import edit_to
from directory.store.fact.instant import instant
from directory.store.session import writing as open_writing

USUAL = timedelta(hours=24)
"""For how long it is said unless somebody chooses: by then somebody has moved in or out."""
END_OF_DAY = time(23, 59)


class Until(StrEnum):
    """Until when it is said; the words for them stand in the web."""

    A_DAY = "a_day"
    """For 24 hours."""
    FRIDAY = "friday"
    """To the end of the next Friday."""
    DATE = "date"
    """To the end of a day that is chosen."""


def until_of(choice: str, on: str, now: datetime) -> datetime:
    """Return the moment until which something is said.

    Raises:
        Refused: nothing of the kind was chosen, or the day cannot be taken.
    """
    local = as_local(now)
    if choice == Until.A_DAY:
        return now + USUAL
    if choice == Until.FRIDAY:
        return datetime.combine(friday_after(local), END_OF_DAY, STOCKHOLM)
    if choice == Until.DATE:
        day = day_of("on", on, local.date())
        if day > local.date() + timedelta(days=62):
            raise refuse(
                "on",
                "Högst två månader framåt. Så långt fram vet ingen.",
                "At most two months ahead. Nobody knows further than that.",
            )
        return datetime.combine(day, END_OF_DAY, STOCKHOLM)
    raise refuse("until", "Välj hur länge det gäller.", "Choose for how long it holds.")


def friday_after(local: datetime) -> date:
    """Return the next Friday, today's where it is one."""
    return local.date() + timedelta(days=(4 - local.weekday()) % 7)


def say_room(
    writing: Session, sender: Sender, service: Service, capacity: str, choice: str, on: str, mark: str
) -> Submitted:
    """Have a service say whether it has room, until a moment. *Unknown* takes back what was said.

    How much room there is, in places or beds, nobody may say anywhere: a protected service has no size.

    Raises:
        Refused: nothing of the kind was chosen, or the day cannot be taken.
        Clashed: somebody has changed the service since the form with *mark* was opened.
    """
    try:
        said = Capacity(capacity)
    except ValueError:
        raise refuse("capacity", "Välj hur det ser ut med platser.", "Choose how it is with room.") from None
    until = None if said is Capacity.UNKNOWN else until_of(choice, on, sender.now).astimezone(UTC)
    check_stood(mark, [service])
    wanted = {"capacity": said.value, "capacity_until": None if until is None else until.isoformat()}
    return send(writing, sender, [edit_to(service, wanted)], service.name)


def run(engine: Engine, _settings: Settings, now: datetime) -> dict[str, int]:
    """Do ``forget_passed``, as the job that it is."""
    with open_writing(engine) as session:
        forgotten = forget_passed(session, now)
        session.commit()
    return {"forgotten": forgotten}


def forget_passed(writing: Session, now: datetime) -> int:
    """Make unknown what was said of room until a moment that has passed; return of how many services.

    Nobody edits here: what was said had its end in it. Who the session works for stands in the log.
    """
    passed = [
        one
        for one in writing.scalars(
            select(Service).where(Service.capacity_until.is_not(None)).order_by(Service.id)
        ).all()
        if (until := instant(one.capacity_until)) is not None and until <= now
    ]
    for one in passed:
        one.capacity, one.capacity_until = Capacity.UNKNOWN, None
    writing.flush()
    return len(passed)
