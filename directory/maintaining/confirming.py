"""Confirming: somebody says that what was shown is right. It is no edit, and no undo of an edit takes it away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.account.secret import new_id
from directory.clock import as_local
from directory.graph.facts import Confidence, OrganizationId, Visibility
from directory.ledger import Act, note
from directory.maintaining.cadence import cadence_of
from directory.maintaining.due import list_due
from directory.maintaining.workplace import missing
from directory.model import (
    Campaign,
    CampaignTarget,
    Channel,
    Confirmation,
    Coverage,
    How,
    Inquiry,
    OpeningException,
    Organization,
    Record,
    Schedule,
    Service,
)
from directory.store.changeset import apply, edit_to

ORGANIZATION, SERVICE = "organization", "service"
RIGHT, WRONG, REPLACED = "right", "wrong", "replaced"
"""How an inquiry was answered."""


def confirm(
    writing: Session,
    *,
    kind: str,
    record: str,
    how: How,
    by: str | None,
    now: datetime,
    viewer: Visibility = Visibility.NETWORK,
) -> Confirmation:
    """Say that what *viewer* sees of an organization (with its services), or of one service, is right today.

    *by* is an account's id; None: whoever had the link of the mail. What is restricted was not shown, and is not
    confirmed. Open inquiries of the organization are answered by it, and its open campaigns ticked off.

    Raises:
        NotFound: there is no such record, or it exists no longer.
    """
    today = as_local(now).date()
    found: Organization | Service | None = (
        writing.get(Organization, record) if kind == ORGANIZATION else writing.get(Service, record)
    )
    if found is None or (found.valid_to is not None and found.valid_to < today):
        raise missing()
    organization = record if isinstance(found, Organization) else found.organization_id
    said = {"confirmed_on": today.isoformat(), "confidence": Confidence.CONFIRMED.value}
    edits = (edit_to(row, said) for row in shown_rows(writing, kind, record, viewer, today))
    apply(writing, tuple(edit for edit in edits if edit is not None))
    given = Confirmation(
        id=new_id(),
        kind=kind,
        record=record,
        organization_id=organization,
        by=by,
        how=how,
        at=now,
        until=today + timedelta(days=_days(writing, found, today)),
    )
    writing.add(given)
    if kind == ORGANIZATION:
        given.campaign_id = answer_inquiries(writing, record, RIGHT, now)
        tick_off(writing, record, how.value, now)
    note(
        writing,
        Act.CONFIRMATION_GIVEN,
        kind=kind,
        record=record,
        organization=organization,
        detail={"how": how.value, "until": given.until.isoformat()},
    )
    writing.flush()
    return given


def shown_rows(reading: Session, kind: str, record: str, viewer: Visibility, today: date) -> list[Record]:
    """List the rows that *viewer* sees of a record today and that can be confirmed: never a restricted one."""
    if kind == ORGANIZATION:
        of_it = Service.organization_id == record
        services = list(reading.scalars(select(Service).where(of_it).order_by(Service.id)))
        found: list[Record] = [reading.get_one(Organization, record)]
    else:
        services, found = [reading.get_one(Service, record)], []
    services = [one for one in services if one.valid_to is None or one.valid_to >= today]
    names = [one.id for one in services]
    organization = record if kind == ORGANIZATION else None
    seen = {Visibility.PUBLIC} if viewer is Visibility.PUBLIC else {Visibility.PUBLIC, Visibility.NETWORK}
    channels = [one for one in _of(reading, Channel, organization, names) if one.visibility in seen]
    shown = {None, *(one.id for one in channels)}
    timed: list[Record] = [
        one
        for model in (Schedule, OpeningException)
        for one in _of(reading, model, organization, names)
        if one.channel_id in shown and not _is_over(one, today)
    ]
    covered = reading.scalars(
        select(Coverage).where(Coverage.service_id.in_(names)).order_by(Coverage.id)
    ).all()
    return [*found, *services, *channels, *timed, *(one for one in covered if not _is_over(one, today))]


def answer_inquiries(writing: Session, organization: str, answer: str, now: datetime) -> str | None:
    """Take every open inquiry of an organization as answered; return the campaign that one was for, if any."""
    campaign = None
    for inquiry in open_inquiries(writing, organization):
        inquiry.answered_at, inquiry.answer = now, answer
        campaign = inquiry.campaign_id or campaign
    return campaign


def open_inquiries(reading: Session, organization: str) -> list[Inquiry]:
    """List the inquiries of an organization that nobody has answered, oldest first."""
    rows = select(Inquiry).where(Inquiry.organization_id == organization, Inquiry.answered_at.is_(None))
    return list(reading.scalars(rows.order_by(Inquiry.asked_at, Inquiry.id)))


def tick_off(writing: Session, organization: str, how: str, now: datetime) -> None:
    """Tick an organization off in every campaign that goes on."""
    rows = (
        select(CampaignTarget)
        .join(Campaign, Campaign.id == CampaignTarget.campaign_id)
        .where(
            CampaignTarget.organization_id == organization,
            CampaignTarget.done_at.is_(None),
            Campaign.closed_at.is_(None),
        )
        .order_by(CampaignTarget.campaign_id)
    )
    for target in writing.scalars(rows).all():
        target.done_at, target.how = now, how


def _days(reading: Session, record: Organization | Service, today: date) -> int:
    """Return for how many days a confirmation counts: as long as the shortest of what it is about."""
    organization = record.id if isinstance(record, Organization) else record.organization_id
    if organization is None:
        return cadence_of("", record.cadence_days)
    due = list_due(reading, today, {OrganizationId(organization)})
    return due[0].days if due else cadence_of("", record.cadence_days)


def _of(reading: Session, model: Any, organization: str | None, services: Iterable[str]) -> list[Any]:
    mine = or_(model.service_id.in_(list(services)), model.organization_id == organization)
    if organization is None:
        mine = model.service_id.in_(list(services))
    return list(reading.scalars(select(model).where(mine).order_by(model.id)))


def _is_over(row: Any, today: date) -> bool:
    end = row.to_on if isinstance(row, OpeningException) else row.valid_to
    return end is not None and end < today
