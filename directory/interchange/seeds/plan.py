"""The plan of a load: what has to be done to the records of one model, so that they say what the seeds say."""

from __future__ import annotations

from dataclasses import dataclass, field

from directory.interchange.seeds.record import SeedRecord
from directory.interchange.seeds.stored import StoredRecord
from directory.model import Record


@dataclass(slots=True)
class Plan:
    """What has to be done to the records of one model."""

    model: type[Record]
    added: list[SeedRecord] = field(default_factory=list)
    changed: list[SeedRecord] = field(default_factory=list)
    removed: list[StoredRecord] = field(default_factory=list)
    same: int = 0
    caught_up: list[SeedRecord] = field(default_factory=list)
    """Same records that somebody had edited to what the seeds now say themselves."""
    kept: list[StoredRecord] = field(default_factory=list)
    away: list[SeedRecord] = field(default_factory=list)
    """Records that somebody took out here, merged into another one, or marked as not to be listed: they stay away."""
    stored: dict[str, StoredRecord] = field(default_factory=dict)
