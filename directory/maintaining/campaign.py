"""Campaigns: for some weeks every organization of an area is asked for the same thing, reminded, and rung up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.access import Borders, Identity, Permission, may_there
from directory.account.complaint import refuse
from directory.account.secret import new_id
from directory.clock import as_local
from directory.graph.facts import AreaId, OrganizationId
from directory.ledger import Act, note
from directory.maintaining import typed
from directory.maintaining.complaints import Complaints
from directory.maintaining.confirming import WRONG
from directory.maintaining.inquiry import Topic, ask, remind
from directory.maintaining.workplace import missing
from directory.model import Campaign, CampaignTarget, Inquiry, Organization
from directory.settings import Settings
from directory.store.session import writing as writing_session

ACTOR = "campaigns"

LONGEST = timedelta(days=120)
"""A campaign that never ends asks nobody for anything."""
LONGEST_WORDS = 300
CALLS = "calls"
"""Id and topic of what stands for the call list itself: who was rung without a campaign."""


class Progress(StrEnum):
    """How far an organization has come."""

    RIGHT = "right"
    """It has said yes, or has been changed and is done."""
    WRONG = "wrong"
    """It has said that something is wrong, and somebody has to look."""
    RUNG = "rung"
    """Somebody has rung and got no answer."""
    ASKED = "asked"
    NO_MAILBOX = "no_mailbox"
    """There is nobody to write to: ring."""
    YET = "yet"
    """The first day has not come: nobody has been asked."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A campaign as typed."""

    topic: str = ""
    area: str = ""
    starts_on: str = ""
    ends_on: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """One organization of a campaign. ``letters``: how many it has got."""

    organization: OrganizationId
    progress: Progress
    letters: int = 0
    called_at: datetime | None = None


def organizations_in(reading: Session, area: AreaId, borders: Borders, today: date) -> list[OrganizationId]:
    """List the organizations that work in an area and nowhere else, by id; those that exist no longer are left out."""
    rows = reading.scalars(
        select(Organization.id)
        .where(
            Organization.is_historical.is_(False),
            Organization.valid_to.is_(None) | (Organization.valid_to >= today),
        )
        .order_by(Organization.id)
    )
    found = []
    for name in rows:
        areas = borders.areas_of(OrganizationId(name))
        if areas and all(borders.is_within(one, area) for one in areas):
            found.append(OrganizationId(name))
    return found


def start(
    writing: Session, identity: Identity, draft: Draft, name: str, borders: Borders, now: datetime
) -> Campaign:
    """Begin a campaign and write to everybody in the area who has a mailbox. *name*: what the list calls it.

    Raises:
        Refused: something typed cannot be taken; an area that one does not keep does not exist.
    """
    today = as_local(now).date()
    found = Complaints()
    topic = found.take(lambda: _topic(draft.topic))
    area = found.take(lambda: _area(identity, draft.area, borders))
    begin = found.take(lambda: _day("starts_on", draft.starts_on, today))
    end = found.take(lambda: _day("ends_on", draft.ends_on, today))
    words = found.take(
        lambda: typed.words_of("words", draft.words, today, is_needed=False, most=LONGEST_WORDS)
    )
    if begin and end and not begin <= end <= begin + LONGEST:
        found.add(
            refuse(
                "ends_on",
                "Sista dagen kommer efter den första, och högst fyra månader senare.",
                "The last day comes after the first one, and at most four months later.",
            )
        )
    members = organizations_in(writing, area, borders, today) if area is not None else []
    if area is not None and not members:
        found.add(
            refuse(
                "area",
                "Ingen organisation arbetar bara där. Välj ett större område.",
                "No organization works there alone. Choose a wider area.",
            )
        )
    found.settle()
    if topic is None or area is None or begin is None or end is None:
        raise AssertionError("what was not complained of is there")
    campaign = Campaign(
        id=new_id(),
        name=name,
        topic=topic.value,
        words=words or "",
        area_id=area,
        made_by=identity.account,
        made_at=now,
        starts_on=begin,
        ends_on=end,
    )
    writing.add(campaign)
    note(writing, Act.CAMPAIGN_STARTED, kind="campaign", record=campaign.id, area=area)
    writing.flush()
    for organization in members:
        writing.add(CampaignTarget(campaign_id=campaign.id, organization_id=organization))
    writing.flush()
    if begin <= today:
        for organization in members:
            ask(writing, organization, now, campaign=campaign.id)
    return campaign


def run(engine: Engine, _settings: Settings, now: datetime) -> dict[str, int]:
    """Write to everybody of campaigns that begin today. A second run finds nothing to do."""
    with writing_session(engine, actor=ACTOR) as session:
        posted = begin_due(session, now)
        session.commit()
    return {"asked": posted}


def begin_due(writing: Session, now: datetime) -> int:
    """Write to everybody of campaigns whose first day has come; return how many letters were posted."""
    today = as_local(now).date()
    rows = writing.scalars(
        select(Campaign)
        .where(
            Campaign.closed_at.is_(None),
            Campaign.topic != CALLS,
            Campaign.starts_on <= today,
            Campaign.ends_on >= today,
        )
        .order_by(Campaign.id)
    ).all()
    posted = 0
    for campaign in rows:
        asked = select(Inquiry.id).where(Inquiry.campaign_id == campaign.id).limit(1)
        if writing.scalar(asked) is None:
            for target in _targets(writing, campaign):
                posted += ask(writing, target.organization_id, now, campaign=campaign.id)
    return posted


def get_campaign(reading: Session, identity: Identity, name: str, borders: Borders) -> Campaign:
    """Return a campaign of an area that *identity* keeps.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    campaign = reading.get(Campaign, name)
    if campaign is None or campaign.topic == CALLS or not _may(identity, campaign.area_id, borders):
        raise missing()
    return campaign


def list_campaigns(reading: Session, identity: Identity, borders: Borders) -> list[Campaign]:
    """List the campaigns of the areas that *identity* keeps, those that go on first, then the newest."""
    rows = reading.scalars(
        select(Campaign).where(Campaign.topic != CALLS).order_by(Campaign.made_at.desc(), Campaign.id)
    )
    found = [one for one in rows if _may(identity, one.area_id, borders)]
    return sorted(found, key=lambda one: one.closed_at is not None)


def targets_of(reading: Session, campaign: Campaign, today: date) -> list[Target]:
    """List how far each organization of a campaign has come, those to do something about first, then by id."""
    asked: dict[str, list[Inquiry]] = defaultdict(list)
    for inquiry in reading.scalars(
        select(Inquiry).where(Inquiry.campaign_id == campaign.id).order_by(Inquiry.id)
    ):
        asked[inquiry.organization_id].append(inquiry)
    found = []
    for row in _targets(reading, campaign):
        inquiries = asked[row.organization_id]
        found.append(
            Target(
                OrganizationId(row.organization_id),
                _progress(row, inquiries, has_begun=campaign.starts_on <= today),
                max((one.times for one in inquiries), default=0),
                row.called_at,
            )
        )
    order = (Progress.WRONG, Progress.NO_MAILBOX, Progress.RUNG, Progress.ASKED, Progress.YET, Progress.RIGHT)
    return sorted(found, key=lambda one: (order.index(one.progress), one.organization))


def remind_all(writing: Session, campaign: Campaign, now: datetime) -> int:
    """Ask everybody who has not answered once more; return how many letters were posted.

    Raises:
        Refused: the campaign is closed.
    """
    _check_open(campaign)
    rows = writing.scalars(
        select(Inquiry)
        .where(Inquiry.campaign_id == campaign.id, Inquiry.answered_at.is_(None))
        .order_by(Inquiry.id)
    ).all()
    posted = sum(remind(writing, inquiry, now) for inquiry in rows)
    note(writing, Act.CAMPAIGN_CHANGED, kind="campaign", record=campaign.id, area=campaign.area_id)
    writing.flush()
    return posted


def close(writing: Session, campaign: Campaign, now: datetime) -> None:
    """End a campaign: nobody is reminded any more. Links that are out there go on working.

    Raises:
        Refused: it is closed already.
    """
    _check_open(campaign)
    campaign.closed_at = now
    note(writing, Act.CAMPAIGN_CLOSED, kind="campaign", record=campaign.id, area=campaign.area_id)
    writing.flush()


def _progress(row: CampaignTarget, inquiries: list[Inquiry], *, has_begun: bool) -> Progress:
    if row.done_at is not None:
        return Progress.RIGHT
    if any(one.answer == WRONG for one in inquiries):
        return Progress.WRONG
    if row.called_at is not None:
        return Progress.RUNG
    if inquiries:
        return Progress.ASKED
    return Progress.NO_MAILBOX if has_begun else Progress.YET


def _targets(reading: Session, campaign: Campaign) -> list[CampaignTarget]:
    rows = select(CampaignTarget).where(CampaignTarget.campaign_id == campaign.id)
    return list(reading.scalars(rows.order_by(CampaignTarget.organization_id)))


def _check_open(campaign: Campaign) -> None:
    if campaign.closed_at is not None:
        raise refuse("", "Kampanjen är avslutad.", "The campaign is closed.")


def _topic(text: str) -> Topic:
    if text not in frozenset(Topic):
        raise refuse("topic", "Välj vad ni frågar om.", "Choose what you ask for.")
    return Topic(text)


def _area(identity: Identity, text: str, borders: Borders) -> AreaId:
    if not text or not _may(identity, text, borders):
        raise refuse("area", "Välj ett område som du samordnar.", "Choose an area that you coordinate.")
    return AreaId(text)


def _may(identity: Identity, area: str, borders: Borders) -> bool:
    return may_there(identity, Permission.CAMPAIGN_RUN, borders, area=AreaId(area))


def _day(field: str, text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not today <= day <= today + 2 * LONGEST:
        raise refuse(field, "Välj en dag från i dag och framåt.", "Choose a day from today on.")
    return day
