"""What a seed did, as a value: for each file how many records are new, other, the same, gone or left alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of the records of one file.

    ``kept``: records that somebody edited here, or that such a record still refers to; the seeds did not touch
    them.
    """

    file: str
    added: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What a seed did as a whole, and the revision of the graph before and after it."""

    files: tuple[FileReport, ...]
    revision_before: int
    revision: int
    seconds: float

    @property
    def changes(self) -> int:
        """How many records are different from before."""
        return sum(file.added + file.changed + file.removed for file in self.files)

    @property
    def kept(self) -> int:
        """How many records were left as somebody edited them."""
        return sum(file.kept for file in self.files)
