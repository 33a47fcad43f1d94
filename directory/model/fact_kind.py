"""The kinds of fact that a change is noted for: one for each part of the graph or of the gazetteer.

A fact is often several rows: a service is its row, its channels, its hours and its coverage. A change of any of
them is a change of the service.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class FactKind(StrEnum):
    """What a changed record is a part of."""

    AREA = "area"
    PART_OF = "part_of"
    NEED = "need"
    ROLE = "role"
    ORGANIZATION = "organization"
    HOLDING = "holding"
    DUTY = "duty"
    SERVICE = "service"
    LINK = "link"
    ROUTINE_STEP = "routine_step"
    CONFLICT = "conflict"
    PLACE = "place"
    """A place name, an alias or a border: the gazetteer changes, the graph does not."""
    EVERYTHING = "everything"
    """So much changed at once (a seed, an import) that the graph is better built anew."""


class TouchedFact(NamedTuple):
    """One fact that a change touches."""

    kind: FactKind
    id: str
