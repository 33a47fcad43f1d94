"""The same rows in SQLite: each desk a stretch of one index, walked as a stream and left as soon as ten are found."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from directory.graph.facts import AreaId
from tests.benchmarks.core import FIRST, Found
from tests.benchmarks.flat import Asking, Flat

SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA page_size = 8192;
CREATE TABLE desk (
    area INTEGER, need INTEGER, grp INTEGER, tier INTEGER, grade INTEGER, ticket INTEGER, service INTEGER, week INTEGER,
    PRIMARY KEY (area, need, grp, tier, grade, ticket, service)
) WITHOUT ROWID;
CREATE TABLE sheet (service INTEGER PRIMARY KEY, id TEXT, name TEXT, phone TEXT, source TEXT, dated TEXT);
"""
WALK = """
SELECT tier, grade, ticket, service, week FROM desk WHERE area = ? AND need = ? AND grp = ?
ORDER BY tier, grade, ticket, service
"""
SHEET = "SELECT id, name, phone, source, dated FROM sheet WHERE service = ?"

Row = tuple[tuple[str, str, str, str, str], int, int, bool]


class SqliteRows:
    """The flat rows in a SQLite file that fits into its cache."""

    def __init__(self, flat: Flat, file: Path) -> None:
        self._flat = flat
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.executescript(SCHEMA)
        services = flat.services
        self._connection.execute("BEGIN")
        rows = [
            (
                area,
                need,
                group,
                tier,
                services[number].grade,
                services[number].ticket,
                number,
                services[number].week,
            )
            for area, need, group, tier, number in flat.desks()
        ]
        rows.sort()
        self._connection.executemany("INSERT INTO desk VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._connection.executemany(
            "INSERT INTO sheet VALUES (?, ?, ?, ?, ?, ?)",
            (
                (number, one.id, *flat.organizations[one.organization], one.source, one.dated)
                for number, one in enumerate(services)
            ),
        )
        self._connection.execute("COMMIT")
        self._connection.executescript(
            "ANALYZE; PRAGMA cache_size = -1000000; PRAGMA mmap_size = 4000000000;"
        )

    def ask(self, asking: Asking) -> list[Row]:
        """Return the first ten with organization, phone and what proves them."""
        execute = self._connection.execute
        return [
            (execute(SHEET, (number,)).fetchone(), area, need, opened)
            for number, area, need, opened in self._first(asking)
        ]

    def told(self, asking: Asking) -> list[Found]:
        """Return the same as every engine can say it."""
        return [
            Found(
                sheet[0],
                sheet[1],
                sheet[2],
                AreaId(self._flat.area_names[area]),
                self._flat.need_names[need],
                opened,
                sheet[3],
                sheet[4],
            )
            for sheet, area, need, opened in self.ask(asking)
        ]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _first(self, asking: Asking) -> list[tuple[int, int, int, bool]]:
        weeks, draw = frozenset(asking.open_weeks), asking.draw
        found: list[tuple[int, int, int, bool]] = []
        seen: set[int] = set()
        for area, need in zip(asking.areas, asking.needs, strict=True):
            rows = self._connection.execute(WALK, (area, need, asking.group))
            for _, equals in groupby(rows, key=itemgetter(0, 1)):
                run = [
                    (week not in weeks, ticket < draw, ticket, number)
                    for _, _, ticket, number, week in equals
                ]
                run.sort()
                for is_shut, _, _, number in run:
                    if number in seen:
                        continue
                    seen.add(number)
                    found.append((number, area, need, not is_shut))
                    if len(found) == FIRST:
                        rows.close()
                        return found
        return found
