"""Seed rows about who: organizations, their channels and hours, and those of services."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field, model_validator
from typing_extensions import override

from directory.graph.facts import ChannelKind, Visibility
from directory.interchange.seeds.cell import (
    Id,
    Minutes,
    Truth,
    WebAddress,
    Weekdays,
    mail_address,
    web_address,
)
from directory.interchange.seeds.phone import normalise
from directory.interchange.seeds.record import SeedRecord
from directory.interchange.seeds.row.base import DatedRow, Known, SourcedRow
from directory.model import Certainty, Channel, Organization, Schedule


class OrganizationRow(DatedRow):
    """One organization."""

    file = "organizations"
    header = (
        "id",
        "name",
        "name_en",
        "kind",
        "parent",
        "website",
        "valid_from",
        "valid_to",
        "is_historical",
        "source",
        "dated",
        "confidence",
        "note",
    )
    refers: ClassVar = {"parent": ("organizations",)}

    id: Id
    name: str
    name_en: str = ""
    kind: str = Field(pattern=r"^[a-z][a-z_]*$")
    parent: Id | None = None
    website: WebAddress = ""
    is_historical: Truth = False

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the organization."""
        yield SeedRecord(
            Organization,
            self.id,
            {
                "name": self.name,
                "name_en": self.name_en,
                "kind": self.kind,
                "parent_id": self.parent,
                "website": self.website,
                "is_historical": self.is_historical,
                **self.period(),
                **self.provenance(),
            },
        )


class ChannelRow(SourcedRow):
    """One way to reach an organization or a service."""

    file = "channels"
    header = (
        "id",
        "organization",
        "service",
        "kind",
        "value",
        "label",
        "order",
        "visibility",
        "source",
        "dated",
        "confidence",
        "note",
    )
    refers: ClassVar = {"organization": ("organizations",), "service": ("services",)}

    id: Id
    organization: Id | None = None
    service: Id | None = None
    kind: ChannelKind
    value: str
    label: str = ""
    order: int = Field(default=0, ge=0)
    visibility: Visibility

    @model_validator(mode="after")
    def _has_one_owner(self) -> ChannelRow:
        if (self.organization is None) == (self.service is None):
            raise ValueError("name an organization or a service: exactly one of the two")
        return self

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the channel.

        Raises:
            ValueError: the number, mailbox or address is wrong; the sentence says how.
        """
        yield SeedRecord(
            Channel,
            self.id,
            {
                "organization_id": self.organization,
                "service_id": self.service,
                "kind": self.kind,
                "value": self.for_machines(is_demo=known.is_demo),
                "display": self.value,
                "label": self.label,
                "order": self.order,
                "visibility": self.visibility,
                **self.provenance(),
            },
        )

    def for_machines(self, *, is_demo: bool) -> str:
        """Return the value as a machine dials or opens it."""
        try:
            if self.kind is ChannelKind.PHONE:
                return normalise(self.value, is_demo=is_demo)
            return mail_address(self.value) if self.kind is ChannelKind.EMAIL else web_address(self.value)
        except ValueError as error:
            raise ValueError(f"the {self.kind} in “value” {error}") from None


class ScheduleRow(DatedRow):
    """One weekly opening of an organization, a service or a channel; without days only what is printed."""

    file = "schedules"
    header = (
        "organization",
        "service",
        "channel",
        "days",
        "opens",
        "closes",
        "certainty",
        "as_printed",
        "source",
        "dated",
        "confidence",
        "note",
    )
    refers: ClassVar = {
        "organization": ("organizations",),
        "service": ("services",),
        "channel": ("channels",),
    }

    organization: Id | None = None
    service: Id | None = None
    channel: Id | None = None
    days: Weekdays = ""
    opens: Minutes | None = Field(default=None, lt=1440)
    closes: Minutes | None = Field(default=None, le=2880)
    certainty: Certainty = Certainty.STATED
    as_printed: str = ""

    @model_validator(mode="after")
    def _is_an_opening_or_words(self) -> ScheduleRow:
        if [self.organization, self.service, self.channel].count(None) != 2:
            raise ValueError("name an organization, a service or a channel: exactly one of the three")
        if not self.days and (self.opens is not None or self.closes is not None or not self.as_printed):
            raise ValueError("without days there are no times, only words in “as_printed”")
        if self.days and (self.opens is None or self.closes is None or self.closes <= self.opens):
            raise ValueError("it must close after it opens; after midnight write 26:00 for 02:00")
        return self

    @property
    def key(self) -> str:
        """Whose opening, on which days, from when to when."""
        owner = self.organization or self.service or self.channel
        return f"{owner}|{self.days}|{self.opens}|{self.closes}|{self.certainty}" + (
            "" if self.days else f"|{self.as_printed[:20]}"
        )

    @override
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield the opening, with the owner of the channel where it is about a channel."""
        organization, service = self.organization, self.service
        if self.channel is not None:
            channel: ChannelRow = known.get("channels", self.channel)
            organization, service = channel.organization, channel.service
        yield SeedRecord(
            Schedule,
            self.key,
            {
                "organization_id": organization,
                "service_id": service,
                "channel_id": self.channel,
                "days": self.days,
                "opens": self.opens,
                "closes": self.closes,
                "certainty": self.certainty,
                "as_printed": self.as_printed,
                **self.period(),
                **self.provenance(),
            },
        )
