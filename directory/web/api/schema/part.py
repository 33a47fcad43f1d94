"""The shapes of what records are made of: channels, posts with who holds them, locations, notes."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from directory.graph.facts import ChannelKind, Visibility
from directory.web.api.schema.shape import ExceptionOut, Known, Ref, Shape


class PlainChannel(Known):
    """A way to reach somebody, without regard to the moment."""

    id: str
    kind: ChannelKind
    value: str
    display: str
    label: str
    is_good: bool = Field(description="False: not verified, do not rely on it.")
    hours: str = Field(description="Opening hours in the words of the source; empty: those of the record.")
    exceptions: list[ExceptionOut]


class AwayOut(Shape):
    """Somebody does not answer from a day to a day, both included."""

    from_on: date = Field(alias="from")
    to_on: date = Field(alias="to")
    stand_in: str | None = Field(
        description="Id of the contact person to call meanwhile; null: nobody is named."
    )


class PersonOut(Ref):
    """Who holds a post. Shown to those who may know; everybody else gets a post without holders."""

    channels: list[PlainChannel] = Field(description="Her own; they are no part of a call chain.")
    visibility: Visibility
    valid_from: date
    valid_to: date = Field(description="The last day; every contact person ends.")
    away: list[AwayOut]


class PostOut(Ref):
    """A function in an organization or service."""

    holders: list[PersonOut] = Field(description="Who holds it today. Empty: nobody that you may know of.")


class AskFor(PersonOut):
    """Whom to ask for when calling."""

    post: Ref
    instead_of: Ref | None = Field(description="Who holds the post and is away; null: she holds it herself.")


class LocationOut(Shape):
    """A place that people may visit. A protected service has none."""

    id: str
    name: str
    address: str
    postcode: str
    town: str
    area: str | None = Field(description="Id of the area that it lies in.")
    latitude: float | None
    longitude: float | None
    visibility: Visibility


class NoteOut(Shape):
    """What those who work with it tell one another."""

    id: str
    text: str
    visibility: Visibility


class Parts(Shape):
    """What organizations and services have in common besides channels."""

    posts: list[PostOut]
    locations: list[LocationOut]
    notes: list[NoteOut]
