"""The seed files as rows of text, read once, with what the content tests share."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
FACTS = (
    "areas",
    "part_of",
    "needs",
    "roles",
    "organizations",
    "channels",
    "schedules",
    "holdings",
    "duties",
    "services",
    "coverage",
    "links",
    "routine",
)

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Read one file, ``areas`` or ``demo/contacts``."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


@cache
def ids(*names: str) -> frozenset[str]:
    """Collect the ids of one or several files."""
    return frozenset(row["id"] for name in names for row in rows(name))


def parts(value: str) -> list[str]:
    """Split a list cell; an empty cell is an empty list."""
    return value.split(";") if value else []


def phones() -> Iterator[Row]:
    """Yield every channel that is a phone number."""
    return (row for row in rows("channels") if row["kind"] == "phone")
