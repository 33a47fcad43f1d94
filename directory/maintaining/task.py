"""One thing that a coordinator has to do, the harm that it does, and the desk that it lies on.

Harm is how many answers rest on a record × how stale it is × how often callers have told that it is wrong. The age of
a record is that of the weakest hop on the ways that lead to it: a fresh number behind an old agreement is old.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from directory.access import Borders, Identity
from directory.clock import as_local
from directory.graph.coverage import Square

UNDATED = 4.0
"""How stale a record is that nobody has ever dated: as one that is three cadences overdue."""
STALEST = 6.0
"""How stale a record counts at most: what is ten years old is not worse than what nobody calls."""
WAITING_DAYS = 7
"""After so many days a proposal or an invitation weighs twice as much."""


class TaskKind(StrEnum):
    """What has to be done."""

    REPORTED = "reported"
    PROPOSED = "proposed"
    STALE = "stale"
    CONFLICT = "conflict"
    VACANT = "vacant"
    INVITED = "invited"
    DUPLICATE = "duplicate"
    UNOWNED = "unowned"


@dataclass(frozen=True, slots=True)
class Dependence:
    """What the answers say of an organization: how many of those looked at name it, and its weakest hop."""

    answers: int = 0
    weakest_on: date | None = None
    is_undated: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. ``record`` is what it is about: a changeset, a holding, a post, a conflict; else empty.

    ``answers`` rest on it; ``days`` old or waiting, None: nobody knows; ``times``: reports, or proposals that wait.
    """

    kind: TaskKind
    organization: str
    name: str
    record: str = ""
    detail: str = ""
    """What is to be told of it, as a code or a name: a trouble, a title, a role."""
    answers: int = 0
    days: int | None = 0
    times: int = 0
    staleness: float = 1.0

    @property
    def harm(self) -> float:
        """Answers × staleness × reports, each counted from one so that none of them silences the others."""
        reports = self.times if self.kind is TaskKind.REPORTED else 0
        return (1 + self.answers) * self.staleness * (1 + reports)


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose work list it is: what they stand over, and what the answers say of it."""

    reading: Session
    identity: Identity
    borders: Borders
    organizations: frozenset[str]
    areas: frozenset[str]
    """The area and every part of it."""
    now: datetime
    depends: Mapping[str, Dependence] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The Swedish day."""
        return as_local(self.now).date()

    def of(self, organization: str | None) -> Dependence:
        """Return what the answers say of an organization."""
        return self.depends.get(organization or "", Dependence())


def dependences(squares: Iterable[Square]) -> dict[str, Dependence]:
    """Count by organization in how many *squares* its contacts are named, with the weakest hop that leads to it."""
    found: dict[str, Dependence] = {}
    for square in squares:
        here: dict[str, list[date | None]] = {}
        for rest in square.named:
            here.setdefault(rest.organization, []).append(rest.known_on)
        for organization, known in here.items():
            before = found.get(organization, Dependence())
            days = [day for day in (*known, before.weakest_on) if day is not None]
            found[organization] = Dependence(
                before.answers + 1, min(days, default=None), before.is_undated or None in known
            )
    return found
