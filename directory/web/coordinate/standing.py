"""How the records of an area stand: how long since they were confirmed, and who has not answered the mail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.clock import as_local
from directory.graph.facts import Channel, Organization, OrganizationId
from directory.graph.network import Network
from directory.model import Inquiry

LIMITS = (30, 60, 90)
"""Days; a record confirmed longer ago than the last of them is old."""
MOST_SILENT = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """Contacts by the time since somebody confirmed them: up to each of ``LIMITS``, longer, and never."""

    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)

    @property
    def fresh_percent(self) -> int:
        """The share that was confirmed within the last of ``LIMITS``, in whole per cent, rounded down."""
        return 100 * sum(self.counts[: len(LIMITS)]) // self.total if self.total else 0

    def percent(self, place: int) -> int:
        """The length of a bar, in per cent of the longest."""
        longest = max(self.counts, default=0)
        return round(100 * self.counts[place] / longest) if longest else 0


@dataclass(frozen=True, slots=True)
class Silent:
    """An organization that was asked and has not answered. ``confirmed_on`` None: never."""

    organization: str
    name: str
    records: int
    confirmed_on: date | None
    times: int
    days: int


def standing_of(organizations: Iterable[str], network: Network, today: date) -> Standing:
    """Count the contacts of *organizations* and their services."""
    counts = [0] * (len(LIMITS) + 2)
    for name in organizations:
        organization = network.organizations.find(OrganizationId(name))
        if organization is None:
            continue
        for channel in channels_of(organization, network):
            on = channel.provenance.confirmed_on
            counts[_bucket(None if on is None else (today - on).days)] += 1
    return Standing(tuple(counts))


def channels_of(organization: Organization, network: Network) -> list[Channel]:
    """List the channels of an organization, and those of its services."""
    its = (service.channels for service in network.services_of(organization.id))
    return [*organization.channels, *(channel for channels in its for channel in channels)]


def _bucket(days: int | None) -> int:
    if days is None:
        return len(LIMITS) + 1
    return next((place for place, limit in enumerate(LIMITS) if days <= limit), len(LIMITS))


def silent_ones(
    reading: Session, organizations: frozenset[str], network: Network, today: date
) -> list[Silent]:
    """List the organizations that were asked and have not answered, longest silent first."""
    rows = reading.execute(
        select(Inquiry.organization_id, func.max(Inquiry.times), func.min(Inquiry.asked_at))
        .where(Inquiry.answered_at.is_(None))
        .group_by(Inquiry.organization_id)
    )
    found = []
    for name, times, asked_at in rows:
        organization = network.organizations.find(OrganizationId(name)) if name in organizations else None
        if organization is None:
            continue
        records = len(channels_of(organization, network))
        days = (today - as_local(asked_at).date()).days
        found.append(
            Silent(name, organization.name, records, organization.provenance.confirmed_on, times, days)
        )
    return sorted(found, key=lambda one: (-one.days, one.name, one.organization))[:MOST_SILENT]
