"""What a page about one area knows: every need at a glance, who holds which role, what is unknown.

Only asks and arranges: whether anybody answers is what ``resolve.answer`` says, for each need at two moments
(office hours, and the night to a Saturday), so this page cannot tell another story than the answer it links to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from directory.graph.answer import Answer, CallStep, Gap, OpenChannel, Path, Reason, StepKind, UnknownKind
from directory.graph.contact import is_verified, open_channels
from directory.graph.facts import (
    Area,
    AreaId,
    AreaKind,
    Group,
    HolidayCalendar,
    Need,
    NeedId,
    Organization,
    Role,
    RoleId,
    Service,
)
from directory.graph.hours import SWEDEN, Moment, day_kind, moment_of
from directory.graph.network import Held, Network
from directory.graph.paths import held_by
from directory.graph.question import Question
from directory.graph.resolve import answer
from directory.graph.scope import successor_of

OFFICE_HOUR = time(10, 0)
"""When an ordinary office is open if it ever is."""
NIGHT_HOUR = time(3, 0)
SATURDAY = 5
DAYS_LOOKED_AHEAD = 14
"""Longer than any run of Swedish holidays, weekends and eves."""


class Light(StrEnum):
    """Whether somebody answers for a need at a moment: what the window of its cell shows."""

    LIT = "lit"
    """Somebody other than the emergency lines answers."""
    ASK = "ask"
    """Somebody may answer: try, do not count on it."""
    UNLIT = "unlit"
    """Those who are known are closed; the emergency lines remain."""
    DARK = "dark"
    """Nobody is known but the emergency lines."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One need at one moment. ``first`` is whom to call first (None: only the emergency lines are known).

    ``answering`` counts the contacts that answer at the moment, ``callable`` also those that may; in both the
    emergency lines are left out.
    """

    at: datetime
    light: Light
    first: CallStep | None
    answering: int
    callable: int
    emergency_first: str
    """The emergency number that the answer says to call before anybody else; empty when there is none."""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One need, at each of the two moments. ``depth`` is 0 for a broadest need, growing downwards."""

    need: Need
    depth: int
    cells: tuple[Cell, ...]
    offers: int
    """How many services give this help here."""
    missing: Gap | None
    """Set when nobody does: unknown, or refused by those who exist."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a role here. ``organization`` None: somebody must, and nobody knows who."""

    area: Area | None
    organization: Organization | None
    channels: tuple[OpenChannel, ...]
    services: tuple[Service, ...]
    path: Path
    is_verified: bool


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role with everybody who holds it here; no holders: it is not known whether there is one."""

    role: Role
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an area is part of (nearest first); its parts, now and before, and the areas beside it, by name."""

    wider: tuple[Area, ...]
    parts: tuple[Area, ...]
    former_parts: tuple[Area, ...]
    beside: tuple[Area, ...]
    successor: Area | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the page of one area shows. ``moments``: office hours first, then the night."""

    area: Area
    group: Group
    moments: tuple[datetime, datetime]
    needs: tuple[NeedRow, ...]
    roles: tuple[RoleRow, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[Reason, ...]
    around: Surroundings

    @property
    def answered(self) -> tuple[int, int]:
        """For how many needs somebody answers at each of the two moments."""
        by_day, by_night = (
            sum(row.cells[index].light is Light.LIT for row in self.needs) for index in (0, 1)
        )
        return by_day, by_night


def moments_after(day: date, calendar: HolidayCalendar) -> tuple[datetime, datetime]:
    """Return the two moments of a page made on *day*: the next working day at ten, and the Saturday at three.

    The working day may be *day* itself; the Saturday is always ahead. Aware Swedish wall-clock times.
    """
    ahead = [day + timedelta(days=step) for step in range(DAYS_LOOKED_AHEAD)]
    # A day before a holiday has hours of its own, so it is not what an ordinary day is like.
    office = next((one for one in ahead if day_kind(one, calendar) < SATURDAY), day)
    saturday = next(one for one in ahead[1:] if one.weekday() == SATURDAY)
    return datetime.combine(office, OFFICE_HOUR, SWEDEN), datetime.combine(saturday, NIGHT_HOUR, SWEDEN)


def overview(area: AreaId, network: Network, day: date, group: Group = Group.ANY) -> Overview:
    """Return what is known of *area* as of *day*, its needs as asked for *group*.

    Errors: KeyError when there is no such area in *network*.
    """
    moments = moments_after(day, network.calendar)
    answers: list[Answer] = []
    rows = []
    for need, depth in needs_in_order(network):
        found = [answer(Question((need.id,), area, at, group), network) for at in moments]
        answers += found
        rows.append(_need_row(need, depth, found))
    # The answers have followed an area that no longer exists to the one that came after it.
    in_force = answers[0].question.area if answers else area
    return Overview(
        area=network.areas[area],
        group=group,
        moments=moments,
        needs=tuple(rows),
        roles=tuple(role_rows(in_force, network, moment_of(moments[0], network.calendar))),
        gaps=_gaps(answers),
        notes=_notes(answers),
        around=surroundings(area, network, day),
    )


def needs_in_order(network: Network) -> Iterator[tuple[Need, int]]:
    """Yield every need with its depth: each followed by what is narrower.

    Those that may be urgent first, those of professionals last, then by name; the order of the facts does not matter.
    """
    below: dict[NeedId | None, list[Need]] = {}
    for need in network.needs.values():
        below.setdefault(need.broader if need.broader in network.needs else None, []).append(need)

    def walk(broader: NeedId | None, depth: int) -> Iterator[tuple[Need, int]]:
        for need in sorted(below.get(broader, ()), key=_reading_order):
            yield need, depth
            yield from walk(need.id, depth + 1)

    return walk(None, 0)


def _reading_order(need: Need) -> tuple[bool, bool, str, str]:
    return (need.is_for_professionals, not need.is_urgent, need.name_sv.casefold(), need.id)


def _need_row(need: Need, depth: int, found: Iterable[Answer]) -> NeedRow:
    answers = tuple(found)
    first = answers[0]
    missing = next(
        (gap for gap in first.unknown if gap.reason.code in ("nobody_known", "everybody_refuses")), None
    )
    return NeedRow(
        need=need,
        depth=depth,
        cells=tuple(cell_of(one) for one in answers),
        offers=offers_of(first),
        missing=missing,
    )


def cell_of(found: Answer) -> Cell:
    """Return what *found* comes to at its moment: whether anybody answers, and whom to call first."""
    people = [step for step in found.act_now if not is_emergency(step)]
    by_kind = {kind: [step for step in people if step.kind is kind] for kind in StepKind}
    if any(not step.is_adviser for step in by_kind[StepKind.NOW]):
        light = Light.LIT
    elif by_kind[StepKind.NOW] or by_kind[StepKind.TRY]:
        # A line that only advises professionals gives nobody the help itself: ring and ask.
        light = Light.ASK
    else:
        light = Light.UNLIT if people else Light.DARK
    return Cell(
        at=found.question.at,
        light=light,
        first=people[0] if people else None,
        answering=len(by_kind[StepKind.NOW]),
        callable=len(by_kind[StepKind.NOW]) + len(by_kind[StepKind.TRY]),
        emergency_first=next((_number(step) for step in found.act_now[:1] if is_emergency(step)), ""),
    )


def offers_of(found: Answer) -> int:
    """Count the services that give the very help: what was found by giving up a part of the question does not."""
    return 0 if found.relaxed else len(found.providers)


def _number(step: CallStep) -> str:
    return step.channels[0].channel.display if step.channels else step.name


def is_emergency(step: CallStep) -> bool:
    """Whether *step* is the last resort, or an emergency line that came in by another way."""
    return step.kind is StepKind.LAST_RESORT or (step.service is not None and step.service.is_emergency_line)


def role_rows(area: AreaId, network: Network, moment: Moment) -> Iterator[RoleRow]:
    """Yield every role with who holds it for *area*, ordered: held here or nearby first, then by name.

    Holders who have ended are followed to who came after them.
    """
    rows = []
    for role in network.roles.values():
        held = network.holders(role.id, area, moment.day)
        rows.append(RoleRow(role, tuple(_holder(role.id, one, network, moment) for one in held)))
    distance = {wider: index for index, wider in enumerate(network.wider(area, moment.day))}

    def rank(row: RoleRow) -> tuple[bool, int, str, str]:
        known = [holder for holder in row.holders if holder.organization is not None]
        near = min(
            (distance.get(holder.area.id, len(distance)) for holder in known if holder.area), default=0
        )
        return (not known, near, row.role.name_sv, row.role.id)

    yield from sorted(rows, key=rank)


def _holder(role: RoleId, held: Held, network: Network, moment: Moment) -> Holder:
    path = held_by(network, role, held)
    holding = held.holding
    area = network.areas.get(holding.area)
    organization = network.organizations.find(holding.organization) if holding.organization else None
    if organization is None:
        return Holder(area, None, (), (), path, is_verified(path))
    organization, hops = successor_of(organization, network, moment.day)
    path = (*path, *hops)
    services = _offered(role, organization, network)
    through = next((one for one in services if one.channels), None)
    channels = open_channels(through, organization, moment, path)
    return Holder(area, organization, channels, services, path, is_verified(path))


def _offered(role: RoleId, organization: Organization, network: Network) -> tuple[Service, ...]:
    """List what the holder offers itself, then what every holder of the role does."""
    return (*network.services_of(organization.id), *network.services_of(role))


def _gaps(answers: Iterable[Answer]) -> tuple[Gap, ...]:
    """Gather what no answer knows, each thing once; who gives a need is told in the row of that need."""
    told = ("nobody_known", "everybody_refuses", "places_never_stored")
    found = {
        (gap.reason.code, gap.subject): gap
        for one in answers
        for gap in one.unknown
        if gap.reason.code not in told
    }
    order = {kind: rank for rank, kind in enumerate(UnknownKind)}
    return tuple(
        sorted(
            found.values(), key=lambda gap: (order[gap.kind], gap.reason.code, gap.subject_name, gap.subject)
        )
    )


def _notes(answers: Iterable[Answer]) -> tuple[Reason, ...]:
    """Gather what every answer says of the area itself: that it has been merged into another."""
    found = {
        note.params["old"]: note for one in answers for note in one.notes if note.code == "area_succeeded"
    }
    return tuple(found.values())


def surroundings(area: AreaId, network: Network, day: date) -> Surroundings:
    """Return what lies around, within and beside *area* on *day*.

    Beside are areas of the same kind within the nearest area around it: facts know no borders.
    """
    here = network.areas[area]
    if here.valid_to is not None and here.valid_to < day:
        day = here.valid_to  # an area that is gone is shown where it lay
    wider = tuple(network.areas[one] for one in network.wider(area, day)[1:] if one in network.areas)
    parts = [network.areas[one] for one in network.parts(area, day)]
    former = [network.areas[one] for one in network.parts(area) if network.areas[one] not in parts]
    around = next((one for one in wider if one.kind is not AreaKind.COOPERATION), None)
    beside = [network.areas[one] for one in network.parts(around.id, day)] if around else []
    return Surroundings(
        wider=wider,
        parts=_by_name(parts),
        former_parts=_by_name(former),
        beside=_by_name(one for one in beside if one.kind is here.kind and one.id != area),
        successor=network.areas.get(here.successor) if here.successor else None,
    )


def _by_name(areas: Iterable[Area]) -> tuple[Area, ...]:
    return tuple(sorted(areas, key=lambda area: (area.name, area.id)))
