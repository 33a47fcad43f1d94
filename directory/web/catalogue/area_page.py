"""The page of one area as values: the overview arranged, so that the template has nothing to work out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for

from directory.finding.moment import write_moment
from directory.graph.answer import OpenChannel, OpenState
from directory.graph.facts import (
    NARROW_GROUPS,
    Area,
    AreaKind,
    ChannelKind,
    Group,
    Need,
    Organization,
    Role,
    RoleId,
)
from directory.graph.network import Network
from directory.graph.overview import Cell, Holder, Light, NeedRow, Overview
from directory.web.alphabet import swedish
from directory.web.catalogue.words import group_word

GROUPS = (Group.ANY, *NARROW_GROUPS)
SIGNS = {
    Light.LIT: OpenState.OPEN,
    Light.ASK: OpenState.UNKNOWN,
    Light.UNLIT: OpenState.CLOSED,
    Light.DARK: OpenState.CLOSED,
}
"""Which window stands for which light."""
SOCIAL_SERVICES, ON_CALL, BARNAHUS = (
    RoleId("role.socialtjanst"),
    RoleId("role.socialjour"),
    RoleId("role.barnahus"),
)


@dataclass(frozen=True, slots=True)
class Window:
    """One need at one moment, with the answer that it leads to."""

    cell: Cell
    sign: OpenState
    href: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need: a window for each moment, and the address at which to ask about it now."""

    row: NeedRow
    windows: tuple[Window, ...]
    ask_href: str


@dataclass(frozen=True, slots=True)
class HeldRole:
    """One role of a holder, with the holding it is known from."""

    role: Role
    holder: Holder


@dataclass(frozen=True, slots=True)
class Office:
    """One organization with every role that it holds here. ``area`` is the widest-known area it holds them for."""

    organization: Organization
    channels: tuple[OpenChannel, ...]
    roles: tuple[HeldRole, ...]


@dataclass(frozen=True, slots=True)
class GroupLink:
    """One group to look with."""

    href: str
    word: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class AreaPage:
    """Everything on the page of one area, in order."""

    overview: Overview
    groups: tuple[GroupLink, ...]
    lines: tuple[NeedLine, ...]
    offices: tuple[Office, ...]
    unknown_roles: tuple[Role, ...]
    cooperations: tuple[Area, ...]
    trail: tuple[Area, ...]
    """What it is part of, widest first, cooperations left out."""


def area_page(seen: Overview) -> AreaPage:
    """Arrange *seen*."""
    area, group = seen.area, seen.group
    return AreaPage(
        overview=seen,
        groups=tuple(GroupLink(_area_href(area, one), group_word(one), one is group) for one in GROUPS),
        lines=tuple(_line(row, area, group) for row in seen.needs),
        offices=_offices(seen),
        unknown_roles=tuple(
            row.role for row in seen.roles if not any(one.organization for one in row.holders)
        ),
        cooperations=tuple(one for one in seen.around.wider if one.kind is AreaKind.COOPERATION),
        trail=tuple(reversed([one for one in seen.around.wider if one.kind is not AreaKind.COOPERATION])),
    )


def _area_href(area: Area, group: Group) -> str:
    chosen: dict[str, Any] = {} if group is Group.ANY else {"group": group.slug}
    return url_for("catalogue.area", area_id=area.id, **chosen)


def _line(row: NeedRow, area: Area, group: Group) -> NeedLine:
    windows = tuple(
        Window(cell, SIGNS[cell.light], answer_href(row.need, area, group, cell.at)) for cell in row.cells
    )
    return NeedLine(row, windows, answer_href(row.need, area, group))


def answer_href(need: Need, area: Area, group: Group = Group.ANY, at: datetime | None = None) -> str:
    """Return the address of the answer for *need* in *area*; without a moment: now."""
    fields: dict[str, Any] = {"need": need.id, "area": area.id}
    if group is not Group.ANY:
        fields["group"] = group.slug
    if at is not None:
        fields["at"] = write_moment(at)
    return url_for("find.answer", **fields)


def _offices(seen: Overview) -> tuple[Office, ...]:
    """Gather the roles by who holds them, in the order of the overview: nearest first."""
    found: dict[str, list[HeldRole]] = {}
    for row in seen.roles:
        for holder in row.holders:
            if holder.organization is not None:
                found.setdefault(holder.organization.id, []).append(HeldRole(row.role, holder))
    offices = []
    for held in found.values():
        organization = held[0].holder.organization
        if organization is not None:
            offices.append(Office(organization, _channels(one.holder for one in held), tuple(held)))
    return tuple(offices)


def _channels(holders: Iterable[Holder]) -> tuple[OpenChannel, ...]:
    """Put the channels of one organization together, each once; good if it is good by any of its roles."""
    found: dict[str, OpenChannel] = {}
    for holder in holders:
        for one in holder.channels:
            if one.channel.id not in found or (one.is_good and not found[one.channel.id].is_good):
                found[one.channel.id] = one
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one part of an area: a telephone to its social services, an on-call unit, a Barnahus."""

    area: Area
    has_phone: bool
    on_call: Organization | None
    barnahus: Organization | None


@dataclass(frozen=True, slots=True)
class Inventory:
    """The municipalities of a wide area with what is known of each, in Swedish order; or its counties."""

    rows: tuple[Known, ...]
    counties: tuple[Area, ...]

    @property
    def with_phone(self) -> int:
        """For how many of them a telephone to the social services is known."""
        return sum(row.has_phone for row in self.rows)

    @property
    def with_on_call(self) -> int:
        """For how many of them an on-call unit is known."""
        return sum(row.on_call is not None for row in self.rows)


def inventory(area: Area, network: Network, day: date) -> Inventory | None:
    """Return what is known of every municipality within *area*; None for an area that has none within."""
    if area.kind not in (AreaKind.NATION, AreaKind.COUNTY, AreaKind.COOPERATION):
        return None
    within = _within(area, network, day)
    municipalities = [one for one in within if one.kind is AreaKind.MUNICIPALITY]
    rows = tuple(
        Known(
            one,
            any(
                channel.kind is ChannelKind.PHONE and channel.provenance.confidence.is_verified
                for held in network.holders(SOCIAL_SERVICES, one.id, day)
                if held.holding.organization in network.organizations
                for channel in network.organizations[held.holding.organization].channels  # type: ignore[index]
            ),
            _holder_of(ON_CALL, one, network, day),
            _holder_of(BARNAHUS, one, network, day),
        )
        for one in _by_name(municipalities)
    )
    counties = _by_name(one for one in within if one.kind is AreaKind.COUNTY)
    return Inventory(rows, counties) if rows else None


def _within(area: Area, network: Network, day: date) -> list[Area]:
    found: dict[str, Area] = {}
    level = [area.id]
    while level:
        parts = [part for one in level for part in network.parts(one, day) if part not in found]
        found.update((part, network.areas[part]) for part in parts)
        level = list(dict.fromkeys(parts))
    return list(found.values())


def _holder_of(role: RoleId, area: Area, network: Network, day: date) -> Organization | None:
    for held in network.holders(role, area.id, day):
        name = held.holding.organization
        if name is not None and held.holding.provenance.confidence.is_verified:
            return network.organizations.find(name)
    return None


def _by_name(areas: Iterable[Area]) -> tuple[Area, ...]:
    return tuple(sorted(areas, key=lambda area: (swedish(area.name), area.id)))
