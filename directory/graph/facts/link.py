"""What organizations and roles are to each other: stands in for, refers to, came after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directory.graph.facts.need import NeedId
from directory.graph.facts.provenance import Provenance


class LinkKind(StrEnum):
    """What one organization or role is to another."""

    STANDS_IN_FOR = "stands_in_for"
    """``source`` takes over when ``target`` cannot be reached. (The seed rows are written the other way round.)"""
    REFERS_TO = "refers_to"
    SUCCEEDS = "succeeds"
    """``source`` came after ``target``."""
    FUNDS = "funds"
    SUPERVISES = "supervises"
    HANDS_OVER_TO = "hands_over_to"
    CONSULTS = "consults"


class LinkCondition(StrEnum):
    """When a link is followed."""

    ALWAYS = "always"
    CLOSED = "closed"
    """Outside hours, at night."""
    UNKNOWN_OR_CLOSED = "unknown_or_closed"
    VACANT = "vacant"
    FULL = "full"
    NO_ANSWER = "no_answer"
    OTHER = "other"
    """Said in words only: see ``condition_text``."""


@dataclass(frozen=True, slots=True)
class Link:
    """A dated edge between two organizations, roles or services: stands in for, refers to, succeeds …"""

    id: str
    kind: LinkKind
    source: str
    target: str
    provenance: Provenance
    need: NeedId | None = None
    condition: LinkCondition = LinkCondition.ALWAYS
    condition_text: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
