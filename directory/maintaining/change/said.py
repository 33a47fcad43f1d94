"""Who says so: what is edited here gets its source and its day, and is not confirmed by being edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from directory.graph.facts import Confidence
from directory.model import Base
from directory.model.base import Sourced
from directory.store.changeset import EDITABLE, Edit, Edits
from directory.store.changeset.rows import WHERE_FROM

SAID_BY_ORGANIZATION = "said:organization"
"""Source of what an organization wrote of itself. The words for it are in the web."""
SAID_BY_COORDINATOR = "said:coordinator"
"""Source of what a coordinator wrote."""


def said_now(edits: Edits, source: str, day: date) -> Edits:
    """Return *edits* with where their new values come from: *source*, on *day*, and nobody has confirmed them yet.

    What says so itself (a file with its own sources, something restored) stays as it is, and so does a capacity:
    it has a date of its own.
    """
    return tuple(_with_source(one, source, day) for one in edits)


def _with_source(edit: Edit, source: str, day: date) -> Edit:
    model: type[Base] = EDITABLE[edit.table]
    after = edit.after
    if after is None or not issubclass(model, Sourced) or not set(after).isdisjoint(WHERE_FROM):
        return edit
    if not edit.is_addition and set(after) <= {"capacity", "capacity_until", "cadence_days"}:
        return edit
    said = {
        "source": source,
        "dated": day.isoformat(),
        "on": day.isoformat(),
        "confidence": Confidence.SOURCE.value,
        "confirmed_on": None,
    }
    return replace(edit, after={**after, **said})
