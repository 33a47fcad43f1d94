"""Why somebody is listed as a contact person: one of a few purposes, and free words beside it (GDPR, article 5.1 b)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """The purposes that there are; the words for them stand in the web."""

    CASES = "cases"
    """To be asked in a case, by those who meet somebody exposed."""
    COORDINATION = "coordination"
    """To coordinate work between organizations."""
    URGENT = "urgent"
    """To be reached when it is urgent, also outside of hours."""
    ADVICE = "advice"
    """To give advice to professionals."""
    OTHER = "other"
    """Something else, said in words."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose and the words beside it, possibly none."""

    why: Why
    words: str = ""

    def stored(self) -> str:
        """Return it as one text for the column: ``cases: only on weekdays``."""
        return f"{self.why.value}: {self.words}" if self.words else self.why.value


def purpose_of(stored: str) -> Purpose:
    """Return the purpose that stands in the column; words that none of ours begins are another purpose."""
    first, _, words = stored.partition(":")
    if first in frozenset(Why):
        return Purpose(Why(first), words.strip())
    return Purpose(Why.OTHER, stored)
