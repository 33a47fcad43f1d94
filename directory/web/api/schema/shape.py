"""What every shape has in common: closed to keys that are not described, and the parts that occur everywhere."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from directory.graph.answer import OpenState
from directory.graph.facts import ChannelKind, Confidence


class Shape(BaseModel):
    """A JSON object with exactly the keys described."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


Lang = Annotated[Literal["sv", "en"], Field(description="Language of names and sentences.")]


class Ref(Shape):
    """Something that has a page and an address of its own."""

    id: str
    name: str


class AreaRef(Ref):
    """An area, by id and name."""

    kind: Literal["nation", "county", "municipality", "district", "cooperation", "abroad", "unknown"]


class Known(Shape):
    """Where a fact is known from. All null: it follows from the question, or from nothing but our own words."""

    source: str | None = Field(description="Address or citation of the source.")
    date: str | None = Field(description="Date as printed in the source: may be only a year, or n.d.")
    confidence: Confidence | None = Field(description="How it is known; memory and unknown are not verified.")
    confirmed_on: str | None = Field(description="Day on which somebody responsible confirmed it.")


class ExceptionOut(Shape):
    """Dates on which these hours count instead of those of the week, both days included."""

    from_on: date = Field(alias="from")
    to_on: date = Field(alias="to")
    is_closed: bool
    opens: int | None = Field(description="Minutes from midnight of the day; null: closed.")
    closes: int | None = Field(description="As opens; past 1440: after midnight.")
    said: str = Field(description="What people read, in Swedish.")


class Open(Shape):
    """Whether somebody answers at the moment asked about."""

    state: OpenState = Field(description="unknown is not closed: ring and ask.")
    until: datetime | None = Field(description="When this state ends, in Swedish time.")
    is_always: bool
    as_printed: str = Field(description="The opening hours in the words of the source.")
    exception: ExceptionOut | None = Field(description="What counts on that date instead of the week.")


class Channel(Known):
    """A way to reach somebody, in the order in which to try them."""

    id: str
    kind: ChannelKind
    value: str = Field(description="E.164 or a short number for a phone, else a mailbox or an address.")
    display: str = Field(description="As a person reads it.")
    label: str
    is_good: bool = Field(description="False: not verified, do not rely on it.")
    open: Open


class Hop(Known):
    """One step of a path: a sentence, and where it is known from."""

    code: str
    sentence: str
    from_: Ref = Field(alias="from")
    to: Ref


class Remark(Shape):
    """Something to know, as a code for programs and a sentence for people."""

    code: str
    text: str


class Reason(Known, Remark):
    """Something to know about a fact, with where that is known from."""
