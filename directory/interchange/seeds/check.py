"""What no single row can know: ids that stand twice, ids that lead nowhere, and circles."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from directory.interchange.seeds.problem import Problems
from directory.interchange.seeds.row import Known, SeedRow
from directory.interchange.seeds.table import Line

CIRCLES = (
    ("areas", "id", "successor", "comes after itself"),
    ("part_of", "part", "whole", "lies within itself"),
    ("needs", "id", "broader", "is broader than itself"),
    ("organizations", "id", "parent", "belongs to itself"),
)
"""File, column of the one, column of the other, what is wrong when following them comes back."""

Places = Mapping[str, Mapping[str, Line]]
"""File → key → the line it stands on."""


def check_references(
    rows: Mapping[str, Mapping[str, SeedRow]], places: Places, known: Known, problems: Problems
) -> None:
    """Note every id that does not stand where it ought to."""
    for file, of_file in rows.items():
        for key, row in of_file.items():
            for column, name, files in row.references():
                if not known.may_have(name, files):
                    line = places[file][key]
                    where = " or ".join(f"{other}.csv" for other in files)
                    if len(files) > 3:
                        where = "any file"
                    problems.add(
                        line.file,
                        line.number,
                        f"“{column}” is {name}, which does not stand in {where}. Correct the id or add the row.",
                    )


def check_circles(rows: Mapping[str, Mapping[str, SeedRow]], places: Places, problems: Problems) -> None:
    """Note every circle in what must be a tree or a DAG, once, at a row that is part of it."""
    for file, one, other, wrong in CIRCLES:
        follows: dict[str, set[str]] = {}
        line_of: dict[str, Line] = {}
        for key, row in rows[file].items():
            start, end = getattr(row, one), getattr(row, other)
            if end is not None:
                follows.setdefault(start, set()).add(end)
                line_of.setdefault(start, places[file][key])
        try:
            TopologicalSorter(follows).prepare()
        except CycleError as error:
            circle = list(reversed(error.args[1]))
            line = line_of[circle[0]]
            problems.add(
                line.file, line.number, f"{circle[0]} {wrong}: {' → '.join(circle)}. Take one of these out."
            )
