"""Outcomes: how calls went, counted by record, need and month. Nothing else of the call is kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from directory.account.complaint import refuse
from directory.clock import as_local
from directory.graph.facts import OrganizationId
from directory.model import OutcomeCount, Reached


class Refusal(StrEnum):
    """Why somebody was refused; the words for it stand in the web."""

    FULL = "full"
    GROUP = "group"
    AGE = "age"
    AREA = "area"
    REFERRAL = "referral"
    """It has to come another way, such as through social services."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one call went. ``need`` is an id, or empty; ``reason`` a word of ``Refusal`` where it was refused."""

    kind: str
    record: str
    organization: str | None
    reached: Reached
    need: str = ""
    reason: str = ""


def month_of(day: date) -> date:
    """Return the first day of a month."""
    return day.replace(day=1)


def count_outcome(writing: Session, outcome: Outcome, now: datetime) -> None:
    """Count how a call went.

    Raises:
        Refused: it was refused, and no reason was chosen.
    """
    is_refused = outcome.reached is Reached.REFUSED
    if is_refused != (outcome.reason in frozenset(Refusal)):
        raise refuse("reason", "Välj varför det blev nej.", "Choose why it was refused.")
    insert: Any = postgresql.insert if writing.get_bind().dialect.name == "postgresql" else sqlite.insert
    counted = insert(OutcomeCount).values(
        month=month_of(as_local(now).date()),
        kind=outcome.kind,
        record=outcome.record,
        need_id=outcome.need,
        reached=outcome.reached,
        reason=outcome.reason,
        organization_id=outcome.organization,
        times=1,
    )
    key = ("month", "kind", "record", "need_id", "reached", "reason")
    writing.execute(
        counted.on_conflict_do_update(
            index_elements=[getattr(OutcomeCount, name) for name in key],
            set_={"times": OutcomeCount.times + 1},
        ),
        execution_options={"synchronize_session": False},
    )


def outcomes_of(
    reading: Session, organizations: Collection[OrganizationId], since: date
) -> dict[tuple[str, Reached], int]:
    """Return how often calls ended how, by organization, from the month of *since* on."""
    rows = reading.execute(
        select(OutcomeCount.organization_id, OutcomeCount.reached, func.sum(OutcomeCount.times))
        .where(OutcomeCount.organization_id.in_(sorted(organizations)), OutcomeCount.month >= month_of(since))
        .group_by(OutcomeCount.organization_id, OutcomeCount.reached)
    )
    return {(name, reached): int(times) for name, reached, times in rows if name is not None}
