"""What all seed rows have in common: where they come from, what they refer to, which records they become."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator

from directory.graph.facts import Confidence
from directory.interchange.seeds.cell import Day
from directory.interchange.seeds.dated import first_day
from directory.interchange.seeds.record import SeedRecord


class SeedRow(BaseModel):
    """One row of one seed file; its fields are the columns."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: ClassVar[str]
    """The name of the file, without its ending."""
    header: ClassVar[tuple[str, ...]]
    """The columns, in their order."""
    refers: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Column → the files in which its id, or each of its ids, may stand."""

    @property
    def key(self) -> str:
        """The id of the record that the row is about; unique in its file."""
        return str(self.id)  # type: ignore[attr-defined]

    @abstractmethod
    def records(self, known: Known) -> Iterator[SeedRecord]:
        """Yield what the row becomes in the database."""

    def references(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield (column, id, files in which it may stand) for every id that the row refers to."""
        for column, files in self.refers.items():
            value = getattr(self, column)
            for name in (value,) if isinstance(value, str) else value or ():
                yield column, name, files


class Known:
    """Every row of every file, to look up what a row refers to.

    ``broken``: file → ids of rows in which something is wrong; None for a file that could not be read at all.
    What refers to one of them is not wrong for that.
    """

    def __init__(
        self,
        rows: Mapping[str, Mapping[str, SeedRow]],
        *,
        broken: Mapping[str, Collection[str] | None] | None = None,
        is_demo: bool = False,
    ) -> None:
        self._rows = rows
        self._broken = broken or {}
        self.is_demo = is_demo

    def get(self, file: str, key: str) -> Any:
        """Return the row *key* of *file*."""
        return self._rows[file][key]

    def files_with(self, key: str, files: Iterable[str]) -> tuple[str, ...]:
        """Return those *files* in which *key* stands, in a row that is right."""
        return tuple(file for file in files if key in self._rows[file])

    def may_have(self, key: str, files: Iterable[str]) -> bool:
        """Return whether *key* stands in one of *files*, or might if everything in them were right."""
        for file in files:
            broken = self._broken.get(file, ())
            if broken is None or key in broken or key in self._rows[file]:
                return True
        return False

    def resolves(self, row: SeedRow) -> bool:
        """Return whether everything that *row* refers to is there."""
        return all(self.files_with(name, files) for _, name, files in row.references())


class SourcedRow(SeedRow):
    """A row that says where it comes from and how it is known."""

    source: str
    dated: str = ""
    confidence: Confidence
    note: str = ""

    def provenance(self) -> dict[str, Any]:
        """Return the columns of the record that say where it comes from."""
        return {
            "source": self.source,
            "dated": self.dated,
            "on": first_day(self.dated),
            "confidence": self.confidence,
            "note": self.note,
        }


class DatedRow(SourcedRow):
    """A row that holds in a period."""

    valid_from: Day | None = None
    valid_to: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> DatedRow:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("it ends (valid_to) before it begins (valid_from)")
        return self

    def period(self) -> dict[str, Any]:
        """Return the columns of the record that say when it holds."""
        return {"valid_from": self.valid_from, "valid_to": self.valid_to}
