"""What a person needs: a tree of taxonomy terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

NeedId = NewType("NeedId", str)


@dataclass(frozen=True, slots=True)
class Need:
    """A taxonomy term for what a person needs. ``broader`` makes a tree; ``urgent`` needs are asked at night."""

    id: NeedId
    name_sv: str
    name_en: str
    broader: NeedId | None = None
    description_sv: str = ""
    description_en: str = ""
    is_urgent: bool = False
    is_for_professionals: bool = False
    taxonomy_terms: tuple[str, ...] = ()
    """Open Eligibility term ids that mean the same (HSDS ``taxonomy_term``)."""
