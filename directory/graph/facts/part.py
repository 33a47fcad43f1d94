"""What an organization or service is made of besides its channels: posts and who holds them, places, notes.

They take no part in any answer's walk: nobody is responsible because a person holds a post, and no distance is
counted from a location.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from directory.graph.facts.area import AreaId
from directory.graph.facts.channel import Channel, Visibility


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody does not answer from *from_on* to *to_on*, both included; *stand_in*, a contact person's id, does."""

    from_on: date
    to_on: date
    stand_in: str | None = None


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Who holds a post from *valid_from* to *valid_to*, both days included. Ask ``holders_on`` before showing one.

    ``away``: in the order of their days. Whoever stands in holds a post of the same service or of its organization.
    """

    id: str
    name: str
    channels: tuple[Channel, ...]
    visibility: Visibility
    valid_from: date
    valid_to: date
    away: tuple[Away, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """A function in an organization or service. ``holders``: those that the viewer may see, on whatever day."""

    id: str
    title: str
    title_en: str = ""
    holders: tuple[ContactPerson, ...] = ()
    order: int = 0


@dataclass(frozen=True, slots=True)
class Location:
    """A place that people may visit (HSDS ``location``); latitude and longitude in degrees, WGS 84."""

    id: str
    name: str
    address: str
    postcode: str
    town: str
    visibility: Visibility
    area: AreaId | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What those who work with an organization or service tell one another about it."""

    id: str
    text: str
    text_en: str
    visibility: Visibility
