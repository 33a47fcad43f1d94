"""The answer as a value: six parts, each entry with the path that led to it. Rendered by ``explain``, not here.

Sentences are not stored: a ``Hop``, a ``Reason`` and a ``Note`` are a code with parameters, and ``explain`` says
them in Swedish or English. So the web, the API and the command line cannot tell different stories.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from directory.graph.facts import (
    Acceptance,
    Area,
    Channel,
    Confidence,
    Duty,
    DutyKind,
    OpeningException,
    Organization,
    Provenance,
    Role,
    RoutineStep,
    Service,
)
from directory.graph.question import Question

Params = Mapping[str, object]
NOTHING: Params = MappingProxyType({})


class OpenState(StrEnum):
    """Five words for four pictures: *opening soon* and *closing soon* share one."""

    OPEN = "open"
    CLOSING_SOON = "closing_soon"
    OPENING_SOON = "opening_soon"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    """Ring and ask: never shown as closed."""

    @property
    def is_open(self) -> bool:
        """Whether somebody answers for certain."""
        return self in (OpenState.OPEN, OpenState.CLOSING_SOON)


@dataclass(frozen=True, slots=True)
class OpenNow:
    """Whether somebody answers at the moment asked.

    ``until``: when the present state ends, aware Swedish time; None when it does not end within two weeks
    (always open) or is not known. ``exception``: what counts on that date instead of the week.
    """

    state: OpenState
    until: datetime | None = None
    is_always: bool = False
    as_printed: str = ""
    exception: OpeningException | None = None


@dataclass(frozen=True, slots=True)
class OpenChannel:
    """A channel together with its state at the moment asked. ``is_good`` False: show as not verified."""

    channel: Channel
    now: OpenNow
    is_good: bool


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: *subject* —code→ *object*, with where that is known from.

    ``code`` names a sentence of ``explain`` (``part_of``, ``serves``, ``holds``, ``duty``, ``stands_in_for`` …).
    ``subject``/``object`` are ids, ``names`` their display names. ``provenance`` None: follows from the question.
    """

    code: str
    subject: str
    object: str
    subject_name: str
    object_name: str
    provenance: Provenance | None = None
    params: Params = field(default_factory=lambda: NOTHING)


Path = tuple[Hop, ...]


def weakest(path: Path) -> Hop | None:
    """Return the least certain hop of *path* (first of equals), or None when no hop has a source."""
    known = [hop for hop in path if hop.provenance is not None]
    return max(known, key=lambda hop: hop.provenance.confidence.weakness, default=None)  # type: ignore[union-attr]


def confidence(path: Path) -> Confidence:
    """Return the confidence of the weakest hop; a path of hops without source follows from the question itself."""
    hop = weakest(path)
    return hop.provenance.confidence if hop and hop.provenance else Confidence.SOURCE


class StepKind(StrEnum):
    """Which part of the call chain a step belongs to; the chain is ordered by this, then by ``order``."""

    NOW = "now"
    """Open at the moment asked: call."""
    TRY = "try"
    """Open state unknown, or weakly known: try, do not count on it."""
    LATER = "later"
    """Closed at the moment asked; call when it opens."""
    LAST_RESORT = "last_resort"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code with parameters, said by ``explain`` (``accepts_from_age`` age=18 …)."""

    code: str
    params: Params = field(default_factory=lambda: NOTHING)
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class CallStep:
    """One call of the act-now chain. ``id`` is the service's id, else the organization's."""

    id: str
    name: str
    name_en: str
    kind: StepKind
    path: Path
    organization: Organization | None = None
    service: Service | None = None
    role: Role | None = None
    channels: tuple[OpenChannel, ...] = ()
    now: OpenNow = OpenNow(OpenState.UNKNOWN)
    is_adviser: bool = False
    """Whether it is in the chain only because it advises professionals, whatever the need."""
    reasons: tuple[Reason, ...] = ()
    """What to know before calling: ``ask_for_on_call``, ``old`` years=12 …"""


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty resolved in the area of stay or of residence. ``organizations`` empty: nobody known (see unknown)."""

    duty: Duty
    kind: DutyKind
    role: Role | None
    area: Area | None
    organizations: tuple[Organization, ...]
    channels: tuple[OpenChannel, ...]
    path: Path
    is_conditional: bool = False
    """True when it holds only under a condition that the question did not settle."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A service that covers the area, meets the need and accepts the group."""

    service: Service
    organization: Organization | None
    channels: tuple[OpenChannel, ...]
    now: OpenNow
    path: Path
    acceptance: Acceptance
    area_hops: int
    """0: serves the very area asked about; 1: the area around it …"""
    need_steps: int
    """0: the very need; negative: a narrower one; positive: a broader one."""
    distance_km: float | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A service the asker would have tried, and the step that failed."""

    service: Service
    organization: Organization | None
    failed: Reason
    path: Path
    channels: tuple[OpenChannel, ...] = ()
    now: OpenNow = OpenNow(OpenState.UNKNOWN)


class UnknownKind(StrEnum):
    """*Unknown*, *none* and *refused* are three different things."""

    UNKNOWN = "unknown"
    """Somebody must exist, we do not know who or how to reach them."""
    NONE = "none"
    """Known not to exist here."""
    REFUSED = "refused"
    """Those who exist do not take this person."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something we do not know (or know not to exist, or that refuses), about ``subject``."""

    kind: UnknownKind
    reason: Reason
    subject: str
    subject_name: str
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer. ``relaxed`` tells in order what had to be given up to find anybody."""

    question: Question
    act_now: tuple[CallStep, ...]
    duties: tuple[DutyLine, ...]
    providers: tuple[Provider, ...]
    near_misses: tuple[NearMiss, ...]
    unknown: tuple[Gap, ...]
    notes: tuple[Reason, ...]
    relaxed: tuple[Reason, ...]
    routine: tuple[RoutineStep, ...]
    revision: int
