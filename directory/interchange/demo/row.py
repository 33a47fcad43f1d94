"""The rows of the demo files: each must be plainly invented, or nothing is loaded."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from datetime import datetime, timedelta
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from directory.clock import as_local
from directory.graph.facts import ChannelKind, Confidence, Visibility
from directory.interchange.seeds.phone import normalise
from directory.model import Channel, Contact, Location, Note, Post, Record

PREFIX = "demo-"
INVENTED = "(påhittad)"
HELD_FOR = timedelta(days=365)
PURPOSE = "Visar hur en kontaktperson ser ut (påhittad)"
LAST = 9
"""The place of a demo channel among others: after all that are real."""

_FICTION = re.compile(r"\+468465004\d\d|\+4670174(?:060[5-9]|06[1-9]\d)", re.ASCII)
"""Numbers that the telecom authority keeps for fiction, in E.164."""
_MAILBOX = re.compile(r"[\w.]+@example\.org", re.ASCII)


class DemoRow(BaseModel, ABC):
    """A row of one file: of one organization, plainly invented, with who may see it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    file: ClassVar[str]

    id: str = Field(pattern=rf"^{PREFIX}[a-z0-9-]+$")
    organization: str
    visibility: Visibility = Visibility.NETWORK
    note: str = ""

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """Return the header of the file: the fields, with the owner first and the common ones last."""
        common = ("id", "organization", "visibility", "note")
        own = tuple(name for name in cls.model_fields if name not in common)
        return ("id", "organization", *own, "visibility", "note")

    @abstractmethod
    def records(self, at: datetime) -> list[Record]:
        """Return what the row becomes when it is loaded *at* that instant, in the order to write it."""


class DemoContact(DemoRow):
    """A post, and who holds it; vacant without a name."""

    file = "contacts"

    post: str
    post_en: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""

    @model_validator(mode="after")
    def _is_invented(self) -> Self:
        if self.name:
            _say_invented(self.name)
        elif self.phone or self.email:
            raise ValueError("has a number or mailbox of nobody; a vacant post has none")
        if self.phone:
            _fictional(self.phone)
        if self.email and _MAILBOX.fullmatch(self.email) is None:
            raise ValueError("the mailbox must be at example.org")
        return self

    def records(self, at: datetime) -> list[Record]:
        """Return the post, and the person who holds it for a year."""
        post = Post(id=self.id, organization_id=self.organization, title=self.post, title_en=self.post_en)
        if not self.name:
            return [post]
        today = as_local(at).date()
        person = Contact(
            id=f"{self.id}-holder",
            post_id=self.id,
            organization_id=self.organization,
            name=self.name,
            phone=_fictional(self.phone) if self.phone else "",
            phone_display=self.phone,
            email=self.email,
            visibility=self.visibility,
            purpose=PURPOSE,
            valid_from=today,
            valid_to=today + HELD_FOR,
            approved_at=at,
            is_demo=True,
        )
        return [post, person]


class DemoChannel(DemoRow):
    """A number of an organization."""

    file = "channels"

    phone: str
    label: str

    @model_validator(mode="after")
    def _is_invented(self) -> Self:
        _fictional(self.phone)
        return self

    def records(self, _at: datetime) -> list[Record]:
        """Return the channel."""
        return [
            Channel(
                id=self.id,
                organization_id=self.organization,
                kind=ChannelKind.PHONE,
                value=_fictional(self.phone),
                display=self.phone,
                label=self.label,
                order=LAST,
                visibility=self.visibility,
                source=INVENTED.strip("()"),
                confidence=Confidence.SOURCE,
            )
        ]


class DemoNote(DemoRow):
    """What the network tells about an organization."""

    file = "notes"

    text: str
    text_en: str = ""

    @model_validator(mode="after")
    def _is_invented(self) -> Self:
        _say_invented(self.text.rstrip("."))
        return self

    def records(self, _at: datetime) -> list[Record]:
        """Return the note."""
        return [
            Note(
                id=self.id,
                organization_id=self.organization,
                text=self.text,
                text_en=self.text_en,
                visibility=self.visibility,
            )
        ]


class DemoLocation(DemoRow):
    """A place to visit; of an organization, since services may be protected."""

    file = "locations"

    name: str
    address: str
    postcode: Literal[""] = ""
    town: str = ""
    area: str = ""

    @model_validator(mode="after")
    def _is_invented(self) -> Self:
        _say_invented(self.name)
        return self

    def records(self, _at: datetime) -> list[Record]:
        """Return the location."""
        return [
            Location(
                id=self.id,
                organization_id=self.organization,
                name=self.name,
                address=self.address,
                postcode=self.postcode,
                town=self.town,
                area_id=self.area or None,
                visibility=self.visibility,
            )
        ]


FILES: tuple[type[DemoRow], ...] = (DemoContact, DemoChannel, DemoNote, DemoLocation)


def _say_invented(text: str) -> None:
    if not text.endswith(INVENTED):
        raise ValueError(f"must end with “{INVENTED}”, so that nobody takes it for real")


def _fictional(printed: str) -> str:
    number = normalise(printed, is_demo=True)
    if _FICTION.fullmatch(number) is None:
        raise ValueError("the number must be one that is reserved for fiction: 08-465 004 00 to 99")
    return number
