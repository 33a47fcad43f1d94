"""How a fact is known: its source, its date, and how sure that makes us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Confidence(StrEnum):
    """How a fact is known, strongest first. ``memory`` and ``unknown`` are shown as *not verified*."""

    CONFIRMED = "confirmed"
    """Somebody responsible said so to us (see ``confirmed_on``)."""
    SOURCE = "source"
    SOURCE_UNDATED = "source-undated"
    INFERRED = "inferred"
    MEMORY = "memory"
    UNKNOWN = "unknown"

    @property
    def weakness(self) -> int:
        """0 for the strongest kind of knowledge, growing with doubt."""
        return _WEAKNESS[self]

    @property
    def is_verified(self) -> bool:
        """Whether a phone number known this way may be shown as good."""
        return self.weakness <= _WEAKNESS[Confidence.INFERRED]


_WEAKNESS = {kind: rank for rank, kind in enumerate(Confidence)}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a fact comes from, and when it was last known to hold.

    ``source`` is an address or a citation; ``dated`` the date as printed there (may be ``n.d.`` or ``2016``);
    ``on`` the same as a date where one can be read out of it (first day of a year or month), else None;
    ``confirmed_on`` the day somebody responsible confirmed it to us, else None.
    """

    source: str
    dated: str = ""
    on: date | None = None
    confidence: Confidence = Confidence.SOURCE
    note: str = ""
    confirmed_on: date | None = None

    @property
    def last_known_on(self) -> date | None:
        """The newest date on which the fact is known to have held, or None when no date is known."""
        return self.confirmed_on or self.on
