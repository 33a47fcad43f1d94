"""The same rows in PostgreSQL, asked in every good way we know; the best of them is what we compare with.

``lateral``     a covering index on the flat table, ten rows for each class of (area, need), then the first ten of all.
``streamed``    the same, left as soon as enough rows have come; asked again in full in the rare case of too many twins.
``function``    the same inside the server: a loop over the classes that stops at ten.
``normalised``  tables as one would design them, joined with the best indexes we found.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg

from directory.graph.facts import AreaId
from tests.benchmarks.core import FIRST, Found
from tests.benchmarks.flat import Asking, Flat

SCHEMA = """
CREATE TABLE sheet (service int PRIMARY KEY, id text, name text, phone text, source text, dated text);
CREATE TABLE desk (area int2, need int2, grp int2, tier int2, grade int4, ticket int8, service int4, week int2);
CREATE TABLE one (service int4, grade int4, ticket int8, week int2);
CREATE TABLE one_area (area int2, service int4);
CREATE TABLE one_need (service int4, need int2);
CREATE TABLE one_group (service int4, grp int2, tier int2);
"""
INDEXES = """
CREATE INDEX ON desk (area, need, grp, tier, grade, ticket, service) INCLUDE (week);
CREATE UNIQUE INDEX ON one (service) INCLUDE (grade, ticket, week);
CREATE INDEX ON one_area (area, service);
CREATE INDEX ON one_need (service, need);
CREATE INDEX ON one_group (service, grp) INCLUDE (tier);
"""
RANK = "tier, grade, (week = ANY (%(weeks)s::int2[])) DESC, (ticket >= %(draw)s::int8) DESC, ticket, service"
CLASSES = """
unnest(%(areas)s::int2[], %(needs)s::int2[]) WITH ORDINALITY AS class (area, need, place)
"""
OF_A_CLASS = f"""
SELECT tier, grade, ticket, service, week = ANY (%(weeks)s::int2[]) AS is_open FROM desk
WHERE desk.area = class.area AND desk.need = class.need AND grp = %(group)s::int2
ORDER BY {RANK} LIMIT {FIRST}
"""
LATERAL = f"""
WITH found AS (
    SELECT class.area, class.need, place, row_number() OVER () AS turn, near.service, is_open
    FROM {CLASSES} CROSS JOIN LATERAL ({OF_A_CLASS}) AS near
), once AS (
    SELECT DISTINCT ON (service) * FROM found ORDER BY service, turn
), first AS (
    SELECT * FROM once ORDER BY turn LIMIT {FIRST}
)
SELECT service, area, need, is_open, id, name, phone, source, dated
FROM first JOIN sheet USING (service) ORDER BY turn
"""
ENOUGH = 2 * FIRST
STREAMED = f"""
SELECT near.service, class.area, class.need, is_open, id, name, phone, source, dated
FROM {CLASSES} CROSS JOIN LATERAL ({OF_A_CLASS}) AS near JOIN sheet ON sheet.service = near.service LIMIT %(most)s::int8
"""
FUNCTION = f"""
CREATE FUNCTION first_ten(areas int2[], needs int2[], which int2, weeks int2[], draw int8)
RETURNS TABLE (
    service int4, area int2, need int2, is_open bool, id text, name text, phone text, source text, dated text
)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    seen int4[] := '{{}}';
    one record;
BEGIN
    FOR place IN 1 .. array_length(areas, 1) LOOP
        FOR one IN
            SELECT near.service, near.is_open, sheet.id, sheet.name, sheet.phone, sheet.source, sheet.dated FROM (
                SELECT desk.service, desk.week = ANY (weeks) AS is_open, tier, grade, ticket FROM desk
                WHERE desk.area = areas[place] AND desk.need = needs[place] AND grp = which
                ORDER BY tier, grade, (week = ANY (weeks)) DESC, (ticket >= draw) DESC, ticket, desk.service
                LIMIT {FIRST}
            ) AS near JOIN sheet ON sheet.service = near.service
        LOOP
            CONTINUE WHEN one.service = ANY (seen);
            seen := seen || one.service;
            service := one.service; area := areas[place]; need := needs[place]; is_open := one.is_open;
            id := one.id; name := one.name; phone := one.phone; source := one.source; dated := one.dated;
            RETURN NEXT;
            IF cardinality(seen) = {FIRST} THEN RETURN; END IF;
        END LOOP;
    END LOOP;
END $$
"""
CALL = """
SELECT * FROM first_ten(%(areas)s::int2[], %(needs)s::int2[], %(group)s::int2, %(weeks)s::int2[], %(draw)s::int8)
"""
NORMALISED = f"""
WITH found AS MATERIALIZED (
    SELECT place, one_area.service, class.area, class.need, tier
    FROM {CLASSES}
    JOIN one_area ON one_area.area = class.area
    JOIN one_need ON one_need.service = one_area.service AND one_need.need = class.need
    JOIN one_group ON one_group.service = one_area.service AND grp = %(group)s::int2
), once AS (
    SELECT DISTINCT ON (service) * FROM found ORDER BY service, place
), first AS (
    SELECT once.*, grade, ticket, week, week = ANY (%(weeks)s::int2[]) AS is_open FROM once JOIN one USING (service)
    ORDER BY place, {RANK} LIMIT {FIRST}
)
SELECT service, area, need, is_open, id, name, phone, source, dated
FROM first JOIN sheet USING (service) ORDER BY place, {RANK}
"""

Row = tuple[Any, ...]


class PostgresqlRows:
    """The flat rows, and the normalised ones, in temporary tables of one database."""

    def __init__(self, flat: Flat, url: str) -> None:
        self._flat = flat
        self._connection = psycopg.connect(url, autocommit=True)
        self._execute("DROP SCHEMA IF EXISTS speed CASCADE")
        self._execute("CREATE SCHEMA speed")
        # One user, warm cache, plans made once: what a tuned installation would give at best.
        self._execute(
            "SET search_path = speed; SET jit = off; SET work_mem = '256MB'; SET plan_cache_mode = auto"
        )
        self._execute(SCHEMA)
        self._fill()
        self._execute(INDEXES)
        self._execute(FUNCTION)
        self._execute("VACUUM (ANALYZE) desk")
        self._execute("VACUUM (ANALYZE) sheet, one, one_area, one_need, one_group")
        self._execute("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_hashjoin = off")
        self._execute("SET plan_cache_mode = force_generic_plan")
        self._cursor = self._connection.cursor(binary=True)
        self.ways: dict[str, Callable[[Asking], list[Row]]] = {
            "lateral": lambda asking: self._ask(LATERAL, asking),
            "streamed": self._streamed,
            "function": lambda asking: self._ask(CALL, asking),
            "normalised": lambda asking: self._ask(NORMALISED, asking),
        }

    def told(self, way: str, asking: Asking) -> list[Found]:
        """Return what *way* answers as every engine can say it."""
        return [
            Found(
                id_,
                name,
                phone,
                AreaId(self._flat.area_names[area]),
                self._flat.need_names[need],
                opened,
                source,
                dated,
            )
            for _, area, need, opened, id_, name, phone, source, dated in self.ways[way](asking)
        ]

    def plan(self, way: str, asking: Asking) -> str:
        """Return how the server goes about *way*, for whoever doubts it."""
        text = {"lateral": LATERAL, "streamed": STREAMED, "function": CALL, "normalised": NORMALISED}[way]
        rows = self._connection.execute(
            f"EXPLAIN (ANALYZE, BUFFERS) {text}", self._parameters(asking)
        ).fetchall()
        return "\n".join(row[0] for row in rows)

    def close(self) -> None:
        """Drop what was made, and the connection."""
        self._execute("DROP SCHEMA speed CASCADE")
        self._connection.close()

    def _execute(self, statement: str) -> None:
        self._connection.execute(statement)  # type: ignore[call-overload]

    def _ask(self, statement: str, asking: Asking, **more: int) -> list[Row]:
        self._cursor.execute(statement, {**self._parameters(asking), **more}, prepare=True)  # type: ignore[call-overload]
        return self._cursor.fetchall()

    def _parameters(self, asking: Asking) -> dict[str, object]:
        return {
            "areas": asking.areas,
            "needs": asking.needs,
            "group": asking.group,
            "weeks": asking.open_weeks,
            "draw": asking.draw,
            "most": ENOUGH,
        }

    def _streamed(self, asking: Asking) -> list[Row]:
        rows = self._ask(STREAMED, asking)
        found = {row[0]: row for row in reversed(rows)}
        if len(found) < FIRST and len(rows) == ENOUGH:
            return self._ask(LATERAL, asking)
        seen: set[int] = set()
        first = []
        for row in rows:
            if row[0] not in seen:
                seen.add(row[0])
                first.append(row)
        return first[:FIRST]

    def _fill(self) -> None:
        services = self._flat.services
        copies: dict[str, set[tuple[int, ...]]] = {"one_area": set(), "one_need": set(), "one_group": set()}
        with self._connection.cursor() as cursor:
            with cursor.copy("COPY desk FROM STDIN") as copy:
                for area, need, group, tier, number in self._flat.desks():
                    one = services[number]
                    copy.write_row((area, need, group, tier, one.grade, one.ticket, number, one.week))
                    copies["one_area"].add((area, number))
                    copies["one_need"].add((number, need))
                    copies["one_group"].add((number, group, tier))
            for table, found in copies.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:  # type: ignore[call-overload]
                    for row in sorted(found):
                        copy.write_row(row)
            with cursor.copy("COPY one FROM STDIN") as copy:
                for number, one in enumerate(services):
                    copy.write_row((number, one.grade, one.ticket, one.week))
            with cursor.copy("COPY sheet FROM STDIN") as copy:
                for number, one in enumerate(services):
                    copy.write_row(
                        (number, one.id, *self._flat.organizations[one.organization], one.source, one.dated)
                    )
