"""Which answers change between two networks: who loses help and who gains it, where, for whom, by day or by night.

Nothing is worked out here that an answer would not say: the one resolver is asked before and after, and the two
answers are compared. What says the same of many places, groups, hours and needs is said once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar

from directory.graph.answer import Answer, CallStep
from directory.graph.contact import best_phone
from directory.graph.coverage import as_asked
from directory.graph.facts import AreaId, DutyKind, Group, NeedId
from directory.graph.name import Name
from directory.graph.network import Network
from directory.graph.overview import Light, cell_of, moments_after, offers_of
from directory.graph.question import Question
from directory.graph.reach import Reach, Touched, reach_of
from directory.graph.resolve import answer

T = TypeVar("T")

BUDGET = 900
"""So many questions at most are put to each network: measured on the shipped one, half a millisecond for each."""

BRIGHTNESS = {Light.DARK: 0, Light.UNLIT: 1, Light.ASK: 2, Light.LIT: 3}


FEW = 1
"""How many services are so few that the number is said."""


class EffectKind(StrEnum):
    """What becomes of an answer, worst first."""

    LOST_COVER = "lost_cover"
    """Somebody answered for certain; nobody but the emergency lines does any more, or only perhaps."""
    DIMMED = "dimmed"
    """Somebody might have answered, or was known; that is less now."""
    DECIDER_CHANGED = "decider_changed"
    FIRST_CHANGED = "first_changed"
    """Somebody else is to be called first."""
    NUMBER_CHANGED = "number_changed"
    """The same one is to be called first, in another way."""
    FEWER_CALLS = "fewer_calls"
    """There are fewer to call, the first one left alone."""
    FEWER = "fewer"
    """Fewer services give the help."""
    GAINED_COVER = "gained_cover"
    BRIGHTENED = "brightened"
    MORE_CALLS = "more_calls"
    MORE = "more"


class Hours(StrEnum):
    """At which of the two moments: an ordinary office hour, or the night to a Saturday."""

    DAY = "day"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One sentence. ``hours`` both: around the clock. ``places`` in the order of their names.

    ``was``/``becomes``: who is called or decides, or to how many it comes down, where that is the same in all the
    places and is worth a word; else empty.
    """

    kind: EffectKind
    needs: tuple[NeedId, ...]
    groups: tuple[Group, ...]
    hours: tuple[Hours, ...]
    places: tuple[AreaId, ...]
    was: str = ""
    becomes: str = ""

    @property
    def is_loss(self) -> bool:
        """Whether somebody is worse off."""
        return self.kind in (
            EffectKind.LOST_COVER,
            EffectKind.DIMMED,
            EffectKind.FEWER_CALLS,
            EffectKind.FEWER,
        )


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes, worst first; no lines: no answer that was looked at changes.

    ``places`` were looked at of ``all_places`` that the change may reach, for ``needs`` of ``all_needs``;
    ``questions`` were put to each network.
    """

    lines: tuple[EffectLine, ...]
    groups: tuple[Group, ...] = ()
    """Whom the questions were about; a line that names them all is about everybody that may be concerned."""
    questions: int = 0
    places: int = 0
    all_places: int = 0
    needs: int = 0
    all_needs: int = 0

    @property
    def is_partial(self) -> bool:
        """Whether less was looked at than the change may reach."""
        return self.places < self.all_places or self.needs < self.all_needs

    @property
    def has_loss(self) -> bool:
        """Whether somebody is worse off."""
        return any(line.is_loss for line in self.lines)


NOTHING = Effect(())


class _Key(NamedTuple):
    kind: EffectKind
    need: NeedId
    group: Group
    hours: Hours


def compare(
    before: Network,
    after: Network,
    *,
    services: Iterable[str] = (),
    organizations: Iterable[str] = (),
    edges: Iterable[str] = (),
    day: date,
    budget: int = BUDGET,
) -> Effect:
    """Return which answers of *before* are others in *after*, as asked on *day*.

    Asks about what was touched: these *services*, *organizations*, and *edges* (holdings and links). At most
    *budget* questions are put to each network: the places with the most inhabitants go first.
    """
    touched = Touched(frozenset(services), frozenset(organizations), frozenset(edges))
    whole = reach_of(touched, (before, after), day)
    reach = _within(whole, budget)
    moments = tuple(zip(Hours, moments_after(day, after.calendar), strict=True))
    found: dict[_Key, dict[AreaId, tuple[str, str]]] = {}
    questions = 0
    for place in reach.places:
        for need in reach.needs:
            for group in reach.groups:
                questions += len(moments)
                for kind, hours, was, becomes in _differences(before, after, place, need, group, moments):
                    found.setdefault(_Key(kind, need, group, hours), {})[place] = (was, becomes)
    return Effect(
        _merged(found, reach, after),
        groups=reach.groups,
        questions=questions,
        places=len(reach.places),
        all_places=len(whole.places),
        needs=len(reach.needs),
        all_needs=len(whole.needs),
    )


def _within(reach: Reach, budget: int) -> Reach:
    """Cut *reach* to what *budget* allows: fewer places, then fewer needs, never fewer groups.

    What is broader or narrower than the needs themselves is looked at when all of it can be.
    """
    a_need = len(reach.groups) * len(Hours)
    wide = (*reach.needs, *reach.around)
    if a_need * len(wide) * len(reach.places) <= budget:
        return replace(reach, needs=wide)
    needs = reach.needs[: max(1, budget // a_need)]
    most = max(1, budget // max(1, a_need * len(needs)))
    return replace(reach, places=reach.places[:most], needs=needs)


def _differences(
    before: Network,
    after: Network,
    place: AreaId,
    need: NeedId,
    group: Group,
    moments: tuple[tuple[Hours, datetime], ...],
) -> Iterable[tuple[EffectKind, Hours, str, str]]:
    for hours, at in moments:
        question = Question((need,), place, at, group)
        old, new = _asked(question, before), _asked(question, after)
        if old is None or new is None:
            continue
        is_told = False
        for kind, was, becomes in _at_a_moment(old, new):
            is_told = is_told or kind in (EffectKind.LOST_COVER, EffectKind.GAINED_COVER)
            yield kind, hours, was, becomes
        if hours is Hours.DAY:
            yield from (
                (kind, hours, was, becomes) for kind, was, becomes in _by_day(old, new, is_told=is_told)
            )


def _asked(question: Question, network: Network) -> Answer | None:
    if question.area not in network.areas or not network.needs.keys() >= set(question.needs):
        return None
    return answer(question, network)


def _at_a_moment(old: Answer, new: Answer) -> Iterable[tuple[EffectKind, str, str]]:
    was, becomes = cell_of(as_asked(old)), cell_of(as_asked(new))
    change = BRIGHTNESS[becomes.light] - BRIGHTNESS[was.light]
    if change < 0:
        yield (EffectKind.LOST_COVER if was.light is Light.LIT else EffectKind.DIMMED), "", ""
        return
    if change > 0:
        yield (EffectKind.GAINED_COVER if becomes.light is Light.LIT else EffectKind.BRIGHTENED), "", ""
        return
    if was.first is not None and becomes.first is not None:
        if was.first.id != becomes.first.id:
            yield EffectKind.FIRST_CHANGED, _name(was.first), _name(becomes.first)
        elif (shown := _number(was.first)) != (shows := _number(becomes.first)):
            yield EffectKind.NUMBER_CHANGED, shown, shows
    if was.callable != becomes.callable:
        kind = EffectKind.FEWER_CALLS if becomes.callable < was.callable else EffectKind.MORE_CALLS
        yield kind, "", str(becomes.callable) if becomes.callable <= FEW else ""


def _name(step: CallStep) -> Name:
    return Name(step.name, step.name_en)


def _number(step: CallStep) -> str:
    found = best_phone(step.channels)
    return found.channel.display if found else ""


def _by_day(old: Answer, new: Answer, *, is_told: bool) -> Iterable[tuple[EffectKind, str, str]]:
    deciders = [_deciders(one) for one in (old, new)]
    if deciders[0].keys() != deciders[1].keys():
        was, becomes = (", ".join(found.values()) for found in deciders)
        yield EffectKind.DECIDER_CHANGED, was, becomes
    offers = [offers_of(one) for one in (old, new)]
    if offers[0] != offers[1] and not is_told:
        kind = EffectKind.FEWER if offers[1] < offers[0] else EffectKind.MORE
        yield kind, "", str(offers[1]) if offers[1] <= FEW else ""


def _deciders(found: Answer) -> dict[str, str]:
    return {
        organization.id: Name(organization.name, organization.name_en)
        for line in found.duties
        if line.kind is DutyKind.DECIDES and not line.is_conditional
        for organization in line.organizations
    }


def _merged(
    found: dict[_Key, dict[AreaId, tuple[str, str]]], reach: Reach, network: Network
) -> tuple[EffectLine, ...]:
    """Say once what is the same: first of groups, then of hours, then of needs."""
    lines = [_line(key, places, network) for key, places in found.items()]
    lines = _together(
        lines, lambda line: line.groups, lambda line, one: replace(line, groups=one), reach.groups
    )
    lines = _together(
        lines, lambda line: line.hours, lambda line, one: replace(line, hours=one), tuple(Hours)
    )
    lines = _together(lines, lambda line: line.needs, lambda line, one: replace(line, needs=one), reach.needs)
    kinds, groups = tuple(EffectKind), tuple(Group)
    lines.sort(
        key=lambda line: (
            kinds.index(line.kind),
            Hours.NIGHT not in line.hours,
            -len(line.places),
            reach.needs.index(line.needs[0]),
            [groups.index(group) for group in line.groups],
            line.places,
            line.was,
            line.becomes,
        )
    )
    return tuple(lines)


def _together(
    lines: list[EffectLine],
    read: Callable[[EffectLine], tuple[T, ...]],
    put: Callable[[EffectLine, tuple[T, ...]], EffectLine],
    order: tuple[T, ...],
) -> list[EffectLine]:
    """Make one line of those that differ in one thing only, which *read* takes from a line and *put* sets."""
    same: dict[EffectLine, set[T]] = {}
    for line in lines:
        same.setdefault(put(line, ()), set()).update(read(line))
    return [put(line, tuple(one for one in order if one in values)) for line, values in same.items()]


def _line(key: _Key, places: dict[AreaId, tuple[str, str]], network: Network) -> EffectLine:
    said = set(places.values())
    was, becomes = next(iter(said)) if len(said) == 1 else ("", "")
    ordered = sorted(places, key=lambda place: (network.name_of(place), place))
    return EffectLine(key.kind, (key.need,), (key.group,), (key.hours,), tuple(ordered), was, becomes)
