"""How old a path is: as old as its weakest hop. Half of a fresh answer that rests on an old fact is old.

Only hops with a source count; what follows from the question has no age. A fact without a date is the oldest there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from directory.graph.answer import Answer, Hop, Path


@dataclass(frozen=True, slots=True)
class Age:
    """The weakest hop of a path, and the day on which it was last known to hold; None: nobody knows the day."""

    hop: Hop
    known_on: date | None

    def days(self, today: date) -> int | None:
        """Return how old it is in days; None where no day is known."""
        return None if self.known_on is None else max(0, (today - self.known_on).days)


def age_of(path: Path) -> Age | None:
    """Return the age of *path*: its oldest hop (first of equals), one without a date before all others.

    None for a path that follows from the question itself. That a place lies in another does not age.
    """
    found = [
        Age(hop, hop.provenance.last_known_on)
        for hop in path
        if hop.provenance is not None and not (hop.code == "part_of" and not hop.params.get("is_cooperation"))
    ]
    return min(found, key=lambda age: age.known_on or date.min, default=None)


def weakest_first(answer: Answer) -> list[Age]:
    """List the age of each step that *answer* says to call, oldest first."""
    found = [age for step in answer.act_now if (age := age_of(step.path)) is not None]
    return sorted(found, key=lambda age: age.known_on or date.min)
