"""The gazetteer of the shipped seeds, without a database."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from functools import lru_cache
from pathlib import Path

from directory.gazetteer import Gazetteer, Place, PlaceKind

SEEDS = Path(__file__).parents[2] / "seeds"


def _rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@lru_cache(maxsize=1)
def shipped_gazetteer() -> Gazetteer:
    """Return the gazetteer of all areas and places in ``seeds/``."""
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in _rows("area_aliases.csv"):
        aliases[row["area"]].append(row["alias"])
    areas = [
        Place(
            name=row["name"],
            kind=PlaceKind(row["kind"]),
            area=row["id"],
            population=int(row["population"]) if row["population"] else None,
            aliases=tuple(aliases[row["id"]]),
            full_name=row["full_name"],
            leads_to=row["successor"] or None,
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in _rows("areas.csv")
        if row["kind"] in set(PlaceKind)
    ]
    places = [
        Place(
            name=row["name"],
            kind=PlaceKind(row["kind"]),
            area=row["area"],
            population=int(row["population"]) if row["population"] else None,
            aliases=tuple(each for each in row["aliases"].split(";") if each),
        )
        for row in _rows("places.csv")
    ]
    return Gazetteer.build((*areas, *places))
