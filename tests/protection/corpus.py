"""Texts that tell where a place is, and texts that do not: the figures of SAFETY are measured on them.

``set`` is *tune* (looked at while the words were chosen) or *held* (written before the detector, by the same hand, and
not looked at while it was tuned). The last 209 of those that tell were written afterwards, in four goes of 60, 69, 40
and 40, each before the detector had seen any of it: at the first reading it stopped 43, 58, 36 and 34 of them (72, 84,
90 and 85 %), and 0, 1, 0 and 1 of 150 harmless ones. That, not the share of *held*, is what to expect of the next NGO:
streets, postcodes, positions, maps and numbers nearly always, directions in free words least.
Invisible characters and line breaks are written out in the files, so that they can be seen.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from directory.shipped import folder
from directory.store.towns import KINDS_OF_AREA, KINDS_OF_PLACE

HERE = Path(__file__).parent
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")

Detector = Callable[[str], bool]


class Text(NamedTuple):
    """One text, and the kind of place it tells or the seed file that it comes from."""

    kind: str
    lang: str
    text: str


@cache
def telling_texts(*sets: str) -> tuple[Text, ...]:
    """Return the texts that tell a place, of *sets*."""
    return _read("tell_a_place.csv", "kind", sets)


@cache
def harmless_texts(*sets: str) -> tuple[Text, ...]:
    """Return the texts that tell no place, of *sets*."""
    return _read("tell_no_place.csv", "from", sets)


@cache
def towns() -> frozenset[str]:
    """Return the names that count as towns, from the seeds that ship."""
    areas = _rows(folder("seeds") / "areas.csv")
    places = _rows(folder("seeds") / "places.csv")
    return frozenset(row["name"] for row in areas if row["kind"] in map(str, KINDS_OF_AREA)) | frozenset(
        row["name"] for row in places if row["kind"] in KINDS_OF_PLACE
    )


def share(texts: tuple[Text, ...], stops: Detector) -> float:
    """Return the share of *texts* that the detector *stops*."""
    return sum(stops(each.text) for each in texts) / len(texts)


def _read(name: str, kind: str, sets: tuple[str, ...]) -> tuple[Text, ...]:
    return tuple(
        Text(row[kind], row["lang"], _seen(row["text"])) for row in _rows(HERE / name) if row["set"] in sets
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _seen(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\\n", "\n")
