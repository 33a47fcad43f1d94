"""The question as a value: need · area of stay · residence · group · age · legal status · when · languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from directory.graph.facts import AreaId, Group, LegalStatus, NeedId

ABROAD = AreaId("abroad")
"""Residence outside Sweden."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. Everything that was not said is None (or ``Group.ANY``, or an empty tuple).

    ``needs`` most important first, at least one; ``area`` the area of stay, any kind of area;
    ``at`` an aware moment in Swedish wall-clock time; ``languages`` ISO 639 codes.
    """

    needs: tuple[NeedId, ...]
    area: AreaId
    at: datetime
    group: Group = Group.ANY
    age: int | None = None
    residence: AreaId | None = None
    status: LegalStatus | None = None
    languages: tuple[str, ...] = ()
