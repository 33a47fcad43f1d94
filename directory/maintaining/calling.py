"""The call list: who does not answer letters and who is overdue, most harm first, to be rung up and ticked off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import Identity
from directory.clock import as_local
from directory.graph.facts import OrganizationId
from directory.ledger import Act, note
from directory.maintaining.cadence import Why
from directory.maintaining.campaign import CALLS
from directory.maintaining.confirming import ORGANIZATION, WRONG, confirm
from directory.maintaining.due import list_due
from directory.maintaining.inquiry.ask import MOST_LETTERS, mailboxes_of
from directory.maintaining.inquiry.run import RUNG_AFTER
from directory.maintaining.report import open_reports
from directory.model import Campaign, CampaignTarget, How, Inquiry

CAMPAIGN_RUNS = 14
"""Days after a campaign's letter before somebody rings."""


class Reason(StrEnum):
    """Why an organization is on the list; the words stand in the web. The first that holds counts."""

    SAID_WRONG = "said_wrong"
    REPORTED = "reported"
    SILENT = "silent"
    """It has been asked by mail, and reminded, and has not answered."""
    NO_MAILBOX = "no_mailbox"
    """A campaign asks it, and there is nobody to write to."""
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Call:
    """One organization to ring. ``overdue``: days, None when nobody knows from when it is; ``reports``: open ones."""

    organization: OrganizationId
    reason: Reason
    overdue: int | None
    reports: int
    letters: int
    called_at: datetime | None
    days: int
    """After how many days its entries are due."""
    why: Why


def list_calls(reading: Session, organizations: Collection[OrganizationId], now: datetime) -> list[Call]:
    """List whom to ring of *organizations*: by reason, then longest overdue, then by id."""
    today = as_local(now).date()
    wanted = frozenset(organizations)
    letters: dict[str, Inquiry] = {}
    said_wrong: set[str] = set()
    for inquiry in reading.scalars(select(Inquiry).order_by(Inquiry.asked_at, Inquiry.id)):
        letters[inquiry.organization_id] = inquiry
        said_wrong.discard(inquiry.organization_id)
        if inquiry.answer == WRONG:
            said_wrong.add(inquiry.organization_id)
    reports: dict[str, int] = {}
    for report in open_reports(reading, wanted):
        name = report.told.organization or ""
        reports[name] = reports.get(name, 0) + report.times
    targets = _targets(reading)
    called = _called(reading)
    found = []
    for due in list_due(reading, today, wanted):
        name, inquiry_of = due.organization, letters.get(due.organization)
        is_target = targets.get(name, False)
        reason = None
        if name in said_wrong and due.is_due(today):
            reason = Reason.SAID_WRONG
        elif name in reports:
            reason = Reason.REPORTED
        elif inquiry_of is not None and inquiry_of.answered_at is None:
            waits = now - inquiry_of.last_asked_at
            is_silent = inquiry_of.times >= MOST_LETTERS and waits >= RUNG_AFTER
            if is_silent or (is_target and waits.days >= CAMPAIGN_RUNS):
                reason = Reason.SILENT
        elif is_target and not mailboxes_of(reading, name, today):
            reason = Reason.NO_MAILBOX
        elif due.is_due(today) and not is_target:
            reason = Reason.OVERDUE
        if reason is not None:
            times = inquiry_of.times if inquiry_of is not None and inquiry_of.answered_at is None else 0
            found.append(
                Call(
                    name,
                    reason,
                    due.overdue(today),
                    reports.get(name, 0),
                    times,
                    called.get(name),
                    due.days,
                    due.why,
                )
            )
    order = list(Reason)
    found.sort(
        key=lambda one: (
            order.index(one.reason),
            -(one.overdue if one.overdue is not None else 10_000),
            one.organization,
        )
    )
    return found


def said_right(writing: Session, identity: Identity, organization: str, now: datetime) -> None:
    """Somebody answered the phone and said that all of it is right.

    Raises:
        NotFound: the organization exists no longer.
    """
    confirm(writing, kind=ORGANIZATION, record=organization, how=How.PHONE, by=identity.account, now=now)


def no_answer(writing: Session, identity: Identity, organization: str, now: datetime) -> None:
    """Nobody answered: note when, in every campaign that goes on, else on the list itself."""
    targets = writing.scalars(
        select(CampaignTarget)
        .join(Campaign, Campaign.id == CampaignTarget.campaign_id)
        .where(
            CampaignTarget.organization_id == organization,
            CampaignTarget.done_at.is_(None),
            Campaign.closed_at.is_(None),
            Campaign.id != CALLS,
        )
        .order_by(CampaignTarget.campaign_id)
    ).all()
    rows = [*targets] or [_on_the_list(writing, identity, organization, now)]
    for target in rows:
        target.called_at = now
    note(
        writing,
        Act.CAMPAIGN_CHANGED,
        kind="campaign",
        record=rows[0].campaign_id,
        organization=organization,
        detail={"called": organization},
    )
    writing.flush()


def _on_the_list(writing: Session, identity: Identity, organization: str, now: datetime) -> CampaignTarget:
    if writing.get(Campaign, CALLS) is None:
        today = as_local(now).date()
        writing.add(
            Campaign(
                id=CALLS,
                name=CALLS,
                topic=CALLS,
                area_id="",
                made_by=identity.account,
                made_at=now,
                starts_on=today,
                ends_on=today,
                closed_at=now,
            )
        )
        writing.flush()
    target = writing.get(CampaignTarget, (CALLS, organization))
    if target is None:
        target = CampaignTarget(campaign_id=CALLS, organization_id=organization)
        writing.add(target)
    return target


def _targets(reading: Session) -> dict[str, bool]:
    """Return the organizations that a campaign waits for."""
    rows = (
        select(CampaignTarget.organization_id)
        .join(Campaign, Campaign.id == CampaignTarget.campaign_id)
        .where(CampaignTarget.done_at.is_(None), Campaign.closed_at.is_(None))
    )
    return dict.fromkeys(reading.scalars(rows), True)


def _called(reading: Session) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for target in reading.scalars(select(CampaignTarget).where(CampaignTarget.called_at.is_not(None))):
        if target.called_at is not None:
            found[target.organization_id] = max(
                target.called_at, found.get(target.organization_id, target.called_at)
            )
    return found
