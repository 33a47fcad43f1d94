"""Measure the sentence reader, field by field, on sentences whose right reading was written down by hand.

``sentences.csv`` was tuned on. ``unseen.csv`` is held out: read it only to measure, and when it has been used to
mend something, move its rows to the other file and write new ones. Both are separated by semicolons, one sentence a
row; several values are parted by spaces, an ambiguous place is ``?``. ``now`` and ``at`` are Swedish wall-clock time.

    python -m tests.asking.accuracy            both tables
    python -m tests.asking.accuracy --errors   and every field that was misread
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from directory.asking import Reading, read
from directory.gazetteer import Gazetteer, Match, MatchKind
from tests.asking.places import shipped_gazetteer

HERE = Path(__file__).parent
TUNED = HERE / "sentences.csv"
UNSEEN = HERE / "unseen.csv"
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def _place(match: Match | str | None) -> str:
    if match is None:
        return ""
    if isinstance(match, str):
        return match
    return "?" if match.kind is MatchKind.AMBIGUOUS else match.area or "?"


FIELDS: dict[str, Callable[[Reading], str]] = {
    "needs": lambda reading: " ".join(reading.needs),
    "area": lambda reading: _place(reading.area),
    "residence": lambda reading: _place(reading.residence),
    "group": lambda reading: reading.group.value,
    "age": lambda reading: "" if reading.age is None else str(reading.age),
    "status": lambda reading: reading.status.value if reading.status else "",
    "at": lambda reading: reading.at.strftime("%Y-%m-%dT%H:%M") if reading.at else "",
    "languages": lambda reading: " ".join(reading.languages),
    "roles": lambda reading: " ".join(reading.roles),
    "refused": lambda reading: reading.refused.code.value if reading.refused else "",
    "contradictions": lambda reading: " ".join(reading.contradictions),
    "not_understood": lambda reading: " ".join(reading.not_understood),
}


def rows(path: Path) -> list[dict[str, str]]:
    """Return the sentences of a file with their right reading."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def compare(path: Path, gazetteer: Gazetteer) -> Iterator[tuple[dict[str, str], str, str]]:
    """Yield (row, field, what was read) for every field of every sentence of a file."""
    for row in rows(path):
        now = datetime.fromisoformat(row["now"]).replace(tzinfo=STOCKHOLM)
        reading = read(row["sentence"], gazetteer=gazetteer, now=now)
        for field, said in FIELDS.items():
            yield row, field, said(reading)


def measure(path: Path = TUNED, gazetteer: Gazetteer | None = None) -> dict[str, tuple[int, int]]:
    """Return field → (rightly read, sentences)."""
    right = dict.fromkeys(FIELDS, 0)
    total = dict.fromkeys(FIELDS, 0)
    for row, field, was in compare(path, gazetteer or shipped_gazetteer()):
        total[field] += 1
        right[field] += was == row[field]
    return {field: (right[field], total[field]) for field in FIELDS}


def table() -> str:
    """Return the accuracy per field of both files, ready to be printed."""
    gazetteer = shipped_gazetteer()
    tuned, unseen = measure(TUNED, gazetteer), measure(UNSEEN, gazetteer)
    lines = [f"{'field':<16}{'tuned':>14}{'unseen':>16}"]
    for field in FIELDS:
        cells = [
            f"{100 * right / total:6.1f} %  {right}/{total}" for right, total in (tuned[field], unseen[field])
        ]
        lines.append(f"{field:<12}{cells[0]:>18}{cells[1]:>18}")
    return "\n".join(lines)


def errors(path: Path) -> str:
    """Return every field that was misread, with the sentence."""
    return "\n".join(
        f"{row['sentence']}\n    {field}: {was!r}, should be {row[field]!r}"
        for row, field, was in compare(path, shipped_gazetteer())
        if was != row[field]
    )


if __name__ == "__main__":
    if "--errors" in sys.argv:
        print(errors(UNSEEN if "--unseen" in sys.argv else TUNED))
    print(table())
