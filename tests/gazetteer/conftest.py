"""The gazetteer of the seeds that ship, built once: real names with their real oddities."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from directory.gazetteer import Gazetteer, Match, Place, PlaceKind

SEEDS = Path(__file__).parents[2] / "seeds"


def rows(name: str) -> Iterator[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def area_places() -> Iterator[Place]:
    aliases: dict[str, list[str]] = {}
    for row in rows("area_aliases.csv"):
        aliases.setdefault(row["area"], []).append(row["alias"])
    for row in rows("areas.csv"):
        if row["kind"] in set(PlaceKind):
            yield Place(
                name=row["name"],
                kind=PlaceKind(row["kind"]),
                area=row["id"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                population=int(row["population"]) if row["population"] else None,
                aliases=tuple(aliases.get(row["id"], ())),
                full_name=row["full_name"],
                leads_to=row["successor"] or None,
                valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            )


def smaller_places() -> Iterator[Place]:
    for row in rows("places.csv"):
        yield Place(
            name=row["name"],
            kind=PlaceKind(row["kind"]),
            area=row["area"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            population=int(row["population"]) if row["population"] else None,
            aliases=tuple(row["aliases"].split(";")) if row["aliases"] else (),
            source=row["source"],
        )


@pytest.fixture(scope="session")
def places() -> tuple[Place, ...]:
    return (*area_places(), *smaller_places())


@pytest.fixture(scope="session")
def borders() -> dict[str, object]:
    found: dict[str, object] = json.loads((SEEDS / "borders" / "municipalities.geojson").read_text("utf-8"))
    return found


@pytest.fixture(scope="session")
def gazetteer(places: tuple[Place, ...], borders: dict[str, object]) -> Gazetteer:
    return Gazetteer.build(places, borders)


@pytest.fixture(scope="session")
def municipalities(places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(place for place in places if place.kind is PlaceKind.MUNICIPALITY)


@pytest.fixture
def say(gazetteer: Gazetteer) -> Callable[[str], str]:
    """Return what a field means in one word: an area, ``?`` with the areas to choose from, or ``-``."""
    return lambda text: in_short(gazetteer.find(text))


@pytest.fixture
def places_in(gazetteer: Gazetteer) -> Callable[[str], str]:
    """Return the places of a sentence in one line: ``i Tyresö`` → ``Tyresö=0138``."""

    def read(sentence: str) -> str:
        words = sentence.split()
        return " ".join(
            f"{'_'.join(words[span.start : span.stop]).strip(',.?!:()')}={in_short(span.match)}"
            for span in gazetteer.scan(words)
        )

    return read


def in_short(match: Match) -> str:
    if match.area is not None:
        return match.area if match.kind == "exact" else f"~{match.area}"
    return "?" + "/".join(choice.area for choice in match.choices) if match.choices else "-"
