"""Reports: what callers met with, counted by record and trouble. Nobody's name, and not a word about anybody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from directory.access import Borders, Identity, Permission
from directory.clock import as_local
from directory.graph.facts import OrganizationId
from directory.ledger import Act, note
from directory.maintaining.keeping import keepers_of
from directory.maintaining.news import Topic, tell_in_digest
from directory.model import Report, Trouble

CALLER = "a-caller"
"""Who stands in the ledger for a report: nobody learns who told."""
BY_CALLERS = (
    Trouble.WRONG_NUMBER,
    Trouble.NO_ANSWER,
    Trouble.HAS_MOVED,
    Trouble.NOT_THIS_GROUP,
    Trouble.FULL,
)
"""What a caller can meet with."""
OF_A_CHANNEL = frozenset({Trouble.WRONG_NUMBER, Trouble.NO_ANSWER})
"""What is about the number that was rung; the rest is about the record."""


@dataclass(frozen=True, slots=True)
class Told:
    """One trouble with one record: ``kind`` is *organization* or *service*; ``channel`` the way tried, or empty."""

    kind: str
    record: str
    channel: str
    trouble: Trouble
    organization: str | None


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A trouble that nobody has looked into yet, and how often it was told since the last time somebody did."""

    told: Told
    times: int
    first_at: datetime
    last_at: datetime

    @property
    def is_confirmed_by_days(self) -> bool:
        """Whether it was told on two different days: no slip of one night."""
        return as_local(self.first_at).date() != as_local(self.last_at).date()


def tell(writing: Session, told: Told, borders: Borders, now: datetime) -> None:
    """Count a trouble, and have the coordinators of the area told in their next digest."""
    insert: Any = postgresql.insert if writing.get_bind().dialect.name == "postgresql" else sqlite.insert
    is_settled = Report.settled_at.is_not(None)
    counted = insert(Report).values(
        kind=told.kind,
        record=told.record,
        channel_id=told.channel,
        trouble=told.trouble,
        organization_id=told.organization,
        times=1,
        first_at=now,
        last_at=now,
    )
    # One statement: of two callers at the same moment both are counted.
    writing.execute(
        counted.on_conflict_do_update(
            index_elements=[Report.kind, Report.record, Report.channel_id, Report.trouble],
            set_={
                "times": case((is_settled, 1), else_=Report.times + 1),
                "first_at": case((is_settled, now), else_=Report.first_at),
                "last_at": now,
                "settled_at": None,
                "settled_by": None,
            },
        ),
        execution_options={"synchronize_session": False},
    )
    note(writing, Act.REPORT_MADE, kind=told.kind, record=told.record, organization=told.organization)
    if told.organization is not None:
        organization, today = OrganizationId(told.organization), as_local(now).date()
        for account in keepers_of(writing, organization, borders, today, Permission.REPORT_SETTLE):
            tell_in_digest(writing, account.id, Topic.REPORTED, told.organization, now)
    writing.flush()


def open_reports(
    reading: Session, organizations: Collection[OrganizationId] | None = None
) -> list[OpenReport]:
    """List what nobody has looked into, newest first; *organizations* None: of all of them."""
    rows = select(Report).where(Report.settled_at.is_(None))
    if organizations is not None:
        rows = rows.where(Report.organization_id.in_(sorted(organizations)))
    ordered = rows.order_by(
        Report.last_at.desc(), Report.kind, Report.record, Report.channel_id, Report.trouble
    )
    return [
        OpenReport(
            Told(row.kind, row.record, row.channel_id, row.trouble, row.organization_id),
            row.times,
            row.first_at,
            row.last_at,
        )
        for row in reading.scalars(ordered)
    ]


def settle(
    writing: Session,
    identity: Identity,
    kind: str,
    record: str,
    now: datetime,
    *,
    trouble: Trouble | None = None,
    channel: str | None = None,
) -> int:
    """Say that what was told about a record has been looked into; return how many troubles that settles.

    *trouble* and *channel* None: all of them. That *identity* keeps the record is asked before, by the view.
    """
    rows = select(Report).where(Report.kind == kind, Report.record == record, Report.settled_at.is_(None))
    if trouble is not None:
        rows = rows.where(Report.trouble == trouble)
    if channel is not None:
        rows = rows.where(Report.channel_id == channel)
    found = writing.scalars(rows).all()
    for row in found:
        row.settled_at, row.settled_by = now, identity.account
    if found:
        note(writing, Act.REPORT_SETTLED, kind=kind, record=record, organization=found[0].organization_id)
    writing.flush()
    return len(found)


def doubted_channels(reading: Session) -> frozenset[str]:
    """Return the ids of channels whose number was told to be wrong on two different days, and not looked into."""
    rows = reading.scalars(
        select(Report).where(
            Report.settled_at.is_(None),
            Report.trouble == Trouble.WRONG_NUMBER,
            Report.channel_id != "",
            Report.times >= 2,
        )
    )
    return frozenset(
        row.channel_id for row in rows if as_local(row.first_at).date() != as_local(row.last_at).date()
    )
