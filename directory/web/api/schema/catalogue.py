"""The shapes of the lists and records behind the answers: areas, needs, roles, organizations, services, places."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from directory.finding.search import HitKind
from directory.graph.facts import Acceptance, Access, AreaKind, LegalStatus
from directory.web.api.schema.part import Parts, PlainChannel
from directory.web.api.schema.shape import AreaRef, ExceptionOut, Known, Lang, Ref, Shape


class Links(Shape):
    """Addresses of the pages of a list around this one; null at its ends."""

    self: str
    first: str
    prev: str | None
    next: str | None
    last: str


class Page(Shape):
    """One page of a list."""

    total: int = Field(description="Number of items on all pages.")
    page: int
    per_page: int
    links: Links
    revision: int
    lang: Lang


class Listing(Shape):
    """A list that is short enough to be sent whole."""

    total: int
    revision: int
    lang: Lang


class AreaItem(Shape):
    """An area in a list."""

    id: str
    name: str
    full_name: str
    kind: AreaKind
    latitude: float | None
    longitude: float | None
    population: int | None
    valid_from: date | None
    valid_to: date | None
    successor: str | None


class AreaPage(Page):
    """Areas."""

    items: list[AreaItem]


class HolderOut(Shape):
    """Who holds a role in an area. ``organization`` null: somebody must, and it is not known who."""

    role: Ref
    organization: Ref | None
    area: AreaRef = Field(description="The area in which the role is held: this one, or one around it.")


class AreaOut(AreaItem, Known):
    """An area with what it is part of and who holds which role."""

    wider: list[AreaRef] = Field(description="What it is part of, nearest first.")
    parts: list[AreaRef]
    holders: list[HolderOut]
    revision: int
    lang: Lang


class NeedItem(Shape):
    """A need. ``broader`` makes a tree."""

    id: str
    name: str
    name_sv: str
    name_en: str
    description: str
    broader: str | None
    is_urgent: bool
    is_for_professionals: bool
    taxonomy_terms: list[str]


class NeedList(Listing):
    """All needs, in the order of their tree."""

    items: list[NeedItem]


class GroupItem(Ref):
    """A group; ``id`` is what stands in a URL."""

    value: str
    members: list[str] = Field(description="The narrow groups that it stands for.")


class GroupList(Listing):
    """All groups."""

    items: list[GroupItem]


class StatusList(Listing):
    """All legal statuses that a duty can depend on."""

    items: list[Ref]


class RoleItem(Ref):
    """A function that somebody holds in every area."""

    note: str


class RoleList(Listing):
    """All roles."""

    items: list[RoleItem]


class OrganizationItem(Ref):
    """An organization in a list."""

    kind: str
    website: str
    is_historical: bool


class OrganizationPage(Page):
    """Organizations."""

    items: list[OrganizationItem]


class OrganizationOut(OrganizationItem, Parts, Known):
    """An organization with its channels, services and roles."""

    name_sv: str
    name_en: str
    parent: Ref | None
    channels: list[PlainChannel]
    hours: str
    exceptions: list[ExceptionOut]
    note: str
    valid_from: date | None
    valid_to: date | None
    services: list[Ref]
    revision: int
    lang: Lang


class ServiceItem(Ref):
    """A service in a list."""

    organization: Ref | None
    role: Ref | None
    needs: list[str]
    access: Access
    is_protected: bool


class ServicePage(Page):
    """Services."""

    items: list[ServiceItem]


class CoverageOut(Known):
    """An area that a service serves, or says that it does not serve."""

    area: AreaRef
    serves: bool
    valid_from: date | None
    valid_to: date | None


class GroupSaid(Shape):
    """What a service says of a group."""

    group: str
    acceptance: Acceptance


class ServiceOut(ServiceItem, Parts, Known):
    """A service with everything that is known of it."""

    name_sv: str
    name_en: str
    acceptance: list[GroupSaid]
    age_min: int | None
    age_max: int | None
    statuses: list[LegalStatus]
    languages: list[str]
    coverage: list[CoverageOut]
    channels: list[PlainChannel]
    hours: str
    exceptions: list[ExceptionOut]
    referral: str
    referral_roles: list[Ref]
    note: str
    valid_from: date | None
    valid_to: date | None
    revision: int
    lang: Lang


class Hit(Ref):
    """Something that was found by its name."""

    kind: HitKind = Field(
        description="A place is a town or neighbourhood: its id is that of the area it leads to."
    )
    score: float
    is_former: bool
    successors: list[Ref] = Field(description="What came after it, when it has ended.")


class HitPage(Page):
    """What was found, best first."""

    items: list[Hit]


class PlaceItem(Shape):
    """A place name and the area that it leads to."""

    area: str
    name: str
    label: str = Field(description="The name told apart from its namesakes.")
    kind: str
    score: float


class PlaceList(Listing):
    """Places of that name, best first."""

    match: Literal["exact", "ambiguous", "fuzzy", "none"]
    items: list[PlaceItem]
