"""The call sheet: an answer arranged for the page. Values in, values out; nothing is decided here.

Who comes first, who is open and why was settled by the resolver. This only says in which part of the page it
stands, so that the template has nothing to work out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from directory.graph import contact
from directory.graph.answer import Answer, CallStep, DutyLine, OpenChannel, OpenState, Provider
from directory.graph.facts import (
    ChannelKind,
    DutyKind,
    HolidayCalendar,
    Organization,
    Provenance,
    RoutineStep,
    Schedule,
    Service,
)
from directory.graph.name import name_in
from directory.graph.post import Asked, asked_for
from directory.store.snapshot import Snapshot
from directory.web.strip import Strip, strip_of

FEW_CALLS = 4
"""How many calls are shown at once: the first and three more (UX, habit 1). The rest is a link away."""
FEW_PROVIDERS = 6
FEW_MISSES = 5
FEW_THINGS = 6
"""Steps of the routine and gaps shown at once."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One call as it is shown. ``number`` counts from 1; ``tel`` is the channel whose number is shown large."""

    number: int
    step: CallStep
    what: str
    tel: OpenChannel | None
    others: tuple[OpenChannel, ...]
    strip: Strip
    known_from: Provenance | None
    asked: Asked | None = None
    """Whom to ask for, if the viewer may know of somebody."""

    @property
    def id(self) -> str:
        """The id of the call, by which its card and its reminder are asked for."""
        return self.step.id

    @property
    def opens_at(self) -> datetime | None:
        """When it opens next, if it is closed now and that is known: the moment to be reminded of."""
        closed = self.step.now.state in (OpenState.CLOSED, OpenState.OPENING_SOON)
        return self.step.now.until if closed else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the page shows, part by part. The ``all_…`` counts tell how much there is in all."""

    answer: Answer
    first: Contact | None
    chain: tuple[Contact, ...]
    all_calls: int
    open_calls: int
    decides: tuple[DutyLine, ...]
    pays: tuple[DutyLine, ...]
    duties: tuple[DutyLine, ...]
    providers: tuple[Provider, ...]
    all_providers: int
    routine: tuple[RoutineStep, ...]
    is_whole: bool

    @property
    def is_cut(self) -> bool:
        """Whether there is more than what is shown."""
        return (
            self.all_calls > 1 + len(self.chain)
            or self.all_providers > len(self.providers)
            or len(self.answer.routine) > len(self.routine)
        )


def sheet_of(answer: Answer, snapshot: Snapshot, lang: str, today: date, *, is_whole: bool) -> Sheet:
    """Arrange *answer*; *is_whole* shows everything instead of the first few of each part.

    ``today`` decides, beside the day asked about, which contact persons there are.
    """
    contacts = [
        contact_of(number, step, answer.question.at, snapshot.network.calendar, lang, today)
        for number, step in enumerate(answer.act_now, start=1)
    ]
    # A link that leads to one more contact costs more than the contact itself.
    # The end of the chain is always there: whoever stops reading must not stop before the last resort.
    shown = (
        contacts if is_whole or len(contacts) <= FEW_CALLS + 1 else [*contacts[: FEW_CALLS - 1], contacts[-1]]
    )
    return Sheet(
        answer=answer,
        first=shown[0] if shown else None,
        chain=tuple(shown[1:]),
        all_calls=len(contacts),
        open_calls=sum(contact.step.now.state.is_open for contact in contacts),
        decides=_of_kind(answer.duties, DutyKind.DECIDES),
        pays=_of_kind(answer.duties, DutyKind.PAYS),
        duties=answer.duties,
        providers=answer.providers if is_whole else answer.providers[:FEW_PROVIDERS],
        all_providers=len(answer.providers),
        routine=answer.routine if is_whole else answer.routine[:FEW_THINGS],
        is_whole=is_whole,
    )


def contact_of(
    number: int, step: CallStep, at: datetime, calendar: HolidayCalendar, lang: str, today: date
) -> Contact:
    """Arrange one call: the best number large, everything else beside it."""
    phones = [channel for channel in step.channels if channel.channel.kind is ChannelKind.PHONE]
    # A number that is not verified is never preferred to one that is, whatever the order of the rows says.
    tel = min(phones, key=lambda channel: not channel.is_good, default=None)
    return Contact(
        number=number,
        step=step,
        what=what_of(step, lang),
        tel=tel,
        others=tuple(channel for channel in step.channels if channel is not tel),
        strip=strip_of(schedule_of(step, tel), at, calendar),
        known_from=tel.channel.provenance if tel else known_from(step),
        asked=asked_for(step.service, step.organization, today, at.date()),
    )


def schedule_of(step: CallStep, tel: OpenChannel | None) -> Schedule:
    """Return the hours that count for a call: those of the number, else of the service, else of the organization."""
    hours = contact.schedule_of(step.service, step.organization)
    return hours if tel is None else contact.hours_of(tel.channel, hours)


def known_from(step: CallStep) -> Provenance | None:
    """Return where the service, else the organization, is known from."""
    thing: Service | Organization | None = step.service or step.organization
    return thing.provenance if thing else None


def what_of(step: CallStep, lang: str) -> str:
    """Say in a few words who it is: the organization if it is not the name already, and the role it holds."""
    parts = []
    if step.organization is not None:
        name = name_in(step.organization, lang)
        if name not in (step.name, step.name_en):
            parts.append(name)
    if step.role is not None:
        parts.append(name_in(step.role, lang))
    return " · ".join(parts)


def _of_kind(lines: Sequence[DutyLine], kind: DutyKind) -> tuple[DutyLine, ...]:
    return tuple(line for line in lines if line.kind is kind)
