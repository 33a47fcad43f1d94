"""The net at a glance: municipality by need, for one group. Each square is read off the answer that it leads to.

Nothing is counted that the one resolver does not say: two answers a square (an office hour, the night to a Saturday).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from directory.graph.answer import Answer, CallStep, StepKind
from directory.graph.contact import best_phone
from directory.graph.facts import AreaId, ChannelKind, Group, NeedId
from directory.graph.freshness import age_of
from directory.graph.network import Network
from directory.graph.overview import Light, cell_of, is_emergency, needs_in_order
from directory.graph.question import Question
from directory.graph.resolve import answer

EIGHT = tuple(
    map(
        NeedId,
        (
            "boende_akut",
            "boende_skyddat",
            "vard_akut",
            "stodsamtal",
            "juridik",
            "tolk",
            "sysselsattning",
            "atervandande",
        ),
    )
)
"""What a municipality is looked at for: somewhere to sleep tonight first, a way home last."""


class State(StrEnum):
    """What a square shows: when somebody other than the emergency lines answers for certain."""

    FULL = "full"
    """By day and by night."""
    DAY = "day"
    """At office hours only."""
    NIGHT = "night"
    """At night only."""
    ONE = "one"
    """A single contact, whenever it answers: if it goes, there is nobody."""
    ASK = "ask"
    """Somebody may answer, hours or number not known well enough: ring and ask."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rest:
    """A contact that an answer rests on. ``known_on``: when its weakest hop was last known; None: no day is known."""

    id: str
    organization: str
    phones: tuple[str, ...]
    """Ids of its numbers, in the order in which to try them."""
    known_on: date | None


@dataclass(frozen=True, slots=True)
class Square:
    """One need in one municipality. ``number`` counts the contacts that answer for certain, by day or by night."""

    area: AreaId
    need: NeedId
    state: State
    lights: tuple[Light, Light]
    answering: tuple[Rest, ...]
    named: tuple[Rest, ...]
    """All that the two answers say to call, also those that are closed."""

    @property
    def number(self) -> int:
        """How many answer for certain."""
        return len(self.answering)

    @property
    def only(self) -> Rest | None:
        """The contact that stands alone, where there is one."""
        return self.answering[0] if len(self.answering) == 1 else None

    @property
    def is_gap(self) -> bool:
        """Whether nobody answers."""
        return self.state is State.NONE


def needs_looked_at(network: Network) -> tuple[NeedId, ...]:
    """Return the needs of the columns: the eight, as far as *network* knows them, else its first ones."""
    known = tuple(need for need in EIGHT if need in network.needs)
    return known or tuple(need.id for need, _depth in needs_in_order(network))[: len(EIGHT)]


def as_asked(found: Answer) -> Answer:
    """Return *found* without whom to call only because a part of the question was given up: they do not take her.

    Whoever is called because of a duty stays.
    """
    if not found.relaxed:
        return found
    given_up = {provider.service.id for provider in found.providers}
    kept = tuple(
        step
        for step in found.act_now
        if step.service is None or step.role is not None or step.service.id not in given_up
    )
    return replace(found, act_now=kept)


def square_of(
    area: AreaId, need: NeedId, group: Group, network: Network, moments: tuple[datetime, datetime]
) -> Square:
    """Return the square of *need* in *area* for *group*: what the answers at the two moments come to."""
    answers = [as_asked(answer(Question((need,), area, at, group), network)) for at in moments]
    lights = (cell_of(answers[0]).light, cell_of(answers[1]).light)
    answering = _rests(
        step
        for light, found in zip(lights, answers, strict=True)
        if light is Light.LIT
        for step in found.act_now
        if step.kind is StepKind.NOW and not step.is_adviser and not is_emergency(step)
    )
    named = _rests(step for step in _steps(answers) if not is_emergency(step) and not step.is_adviser)
    return Square(area, need, _state(lights, len(answering)), lights, answering, named)


def row_of(
    area: AreaId, group: Group, network: Network, moments: tuple[datetime, datetime]
) -> tuple[Square, ...]:
    """Return the squares of one municipality, in the order of the needs."""
    return tuple(square_of(area, need, group, network, moments) for need in needs_looked_at(network))


def _steps(answers: Iterable[Answer]) -> Iterator[CallStep]:
    for found in answers:
        yield from found.act_now


def _state(lights: tuple[Light, Light], number: int) -> State:
    by_day, by_night = (light is Light.LIT for light in lights)
    if number == 1:
        return State.ONE
    if by_day and by_night:
        return State.FULL
    if by_day:
        return State.DAY
    if by_night:
        return State.NIGHT
    return State.ASK if Light.ASK in lights else State.NONE


def _rests(steps: Iterable[CallStep]) -> tuple[Rest, ...]:
    found: dict[str, Rest] = {}
    for step in steps:
        if step.id in found:
            continue
        age = age_of(step.path)
        best = best_phone(step.channels)
        phones = [best.channel.id] if best else []
        phones += [
            one.channel.id
            for one in step.channels
            if one.channel.id not in phones and one.is_good and one.channel.kind is ChannelKind.PHONE
        ]
        found[step.id] = Rest(
            step.id,
            str(step.organization.id) if step.organization else "",
            tuple(phones),
            age.known_on if age else None,
        )
    return tuple(found.values())
