"""Steps of a routine, and sources that contradict each other."""

from __future__ import annotations

from dataclasses import dataclass

from directory.graph.facts.need import NeedId
from directory.graph.facts.provenance import Provenance


@dataclass(frozen=True, slots=True)
class RoutineStep:
    """One step of a routine (the Swedish manual, the support programme): who does what, by when."""

    id: str
    framework: str
    stage: int
    order: int
    title_sv: str
    title_en: str
    needs: tuple[NeedId, ...]
    responsible: str
    provenance: Provenance
    deadline_sv: str = ""
    deadline_en: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that contradict each other, and what we do about it. ``subjects`` are ids it concerns."""

    id: str
    subject: str
    value_a: str
    source_a: str
    dated_a: str
    value_b: str
    source_b: str
    dated_b: str
    advice: str
    advice_sv: str = ""
    subjects: tuple[str, ...] = ()
