"""Once a day: whose entries are due is asked, who has not answered is reminded, and who never answers is to be rung."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, Select, select
from sqlalchemy.orm import Session

from directory.access import Permission, Role
from directory.clock import as_local
from directory.graph.facts import OrganizationId
from directory.maintaining.confirming import open_inquiries
from directory.maintaining.due import list_due
from directory.maintaining.inquiry.ask import MOST_LETTERS, ask, remind, replace_inquiries
from directory.maintaining.keeping import keepers_of
from directory.maintaining.news import Topic, tell_in_digest
from directory.maintaining.retention import borders_of
from directory.model import Campaign, Confirmation, Grant, Inquiry, News
from directory.settings import Settings
from directory.store.session import writing

ACTOR = "inquiries"
REMINDED_AFTER = {1: timedelta(days=7), 2: timedelta(days=21)}
"""After the first letter, by how many letters there were."""
RUNG_AFTER = timedelta(days=7)
"""After the last reminder somebody rings."""
RESTS = timedelta(days=30)
"""At least this long between two questions about the same organization, whatever was answered."""
GIVEN_UP_AFTER = timedelta(days=90)
"""Then an inquiry that nobody has answered makes room for a new one."""
AT_ONCE = 25
"""Organizations in one transaction."""
MOST_A_RUN = 200
"""Organizations asked in a day: so many can be rung, too, if none of them answers."""


@dataclass(frozen=True, slots=True)
class Done:
    """How much one run did, in letters and organizations."""

    asked: int = 0
    reminded: int = 0
    to_ring: int = 0


def run(engine: Engine, _settings: Settings, now: datetime) -> dict[str, int]:
    """Ask, remind, and put onto the call list. A second run on the same day finds nothing to do."""
    done = Done(_ask_due(engine, now), _remind(engine, now), _put_on_call_list(engine, now))
    return asdict(done)


def _ask_due(engine: Engine, now: datetime) -> int:
    today = as_local(now).date()
    with Session(engine) as reading:
        resting = set(
            reading.scalars(select(Inquiry.organization_id).where(Inquiry.last_asked_at > now - RESTS))
        )
        waiting = set(
            reading.scalars(
                select(Inquiry.organization_id).where(
                    Inquiry.answered_at.is_(None), Inquiry.last_asked_at > now - GIVEN_UP_AFTER
                )
            )
        )
        taking_part = _taking_part(reading, now)
        due = [one.organization for one in list_due(reading, today, taking_part) if one.is_due(today)]
    due = [one for one in due if one not in resting and one not in waiting][:MOST_A_RUN]
    posted = 0
    for start in range(0, len(due), AT_ONCE):
        with writing(engine, actor=ACTOR) as session:
            for organization in due[start : start + AT_ONCE]:
                replace_inquiries(session, open_inquiries(session, organization), now)
                posted += ask(session, organization, now)
            session.commit()
    return posted


def _taking_part(reading: Session, now: datetime) -> set[OrganizationId]:
    """Return the organizations that know of us: with members, or that have once said yes.

    The others are asked in a campaign, by a coordinator who tells them what this is. A program that was just installed
    writes to nobody.
    """
    today = as_local(now).date()
    members = select(Grant.organization_id).where(
        Grant.role.in_((Role.NGO_OWNER, Role.NGO_EDITOR)), Grant.ended_at.is_(None), Grant.valid_to >= today
    )
    once = select(Confirmation.organization_id).where(Confirmation.organization_id.is_not(None))
    found = {*reading.scalars(members), *reading.scalars(once)}
    return {OrganizationId(one) for one in found if one is not None}


def _remind(engine: Engine, now: datetime) -> int:
    with Session(engine) as reading:
        names = [
            one.id
            for one in reading.scalars(_open_ones())
            if (pause := REMINDED_AFTER.get(one.times)) is not None and now - one.asked_at >= pause
        ]
    posted = 0
    for start in range(0, len(names), AT_ONCE):
        with writing(engine, actor=ACTOR) as session:
            for name in names[start : start + AT_ONCE]:
                inquiry = session.get(Inquiry, name)
                if inquiry is not None and inquiry.answered_at is None:
                    posted += remind(session, inquiry, now)
            session.commit()
    return posted


def _put_on_call_list(engine: Engine, now: datetime) -> int:
    with Session(engine) as reading:
        silent = {
            one.organization_id: one.asked_at
            for one in reading.scalars(_open_ones())
            if one.times >= MOST_LETTERS and now - one.last_asked_at >= RUNG_AFTER
        }
        for told in reading.scalars(select(News).where(News.topic == Topic.DUE.value)):
            if told.record in silent and told.at >= silent[told.record]:
                del silent[told.record]
    if not silent:
        return 0
    today = as_local(now).date()
    borders = borders_of(engine, today)
    with writing(engine, actor=ACTOR) as session:
        for organization in sorted(silent):
            coordinators = keepers_of(
                session, OrganizationId(organization), borders, today, Permission.CAMPAIGN_RUN
            )
            for account in coordinators:
                tell_in_digest(session, account.id, Topic.DUE, organization, now)
        session.commit()
    return len(silent)


def _open_ones() -> Select[Inquiry]:
    return (
        select(Inquiry)
        .outerjoin(Campaign, Campaign.id == Inquiry.campaign_id)
        .where(Inquiry.answered_at.is_(None), Campaign.closed_at.is_(None))
        .order_by(Inquiry.id)
    )
