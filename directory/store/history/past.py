"""As of a moment: a small database in memory with the facts as they were, for which the graph can be built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, create_engine, func, insert, inspect, select
from sqlalchemy.pool import StaticPool

from directory.model import Base, GraphRevision, LedgerEntry
from directory.store.consistent import consistent_read
from directory.store.history.decent import Decent
from directory.store.history.rows import Rows, fact_models, is_of_the_gazetteer
from directory.store.history.steps import steps_since


@dataclass(frozen=True, slots=True)
class Past:
    """The facts as they were at ``moment`` (UTC), in the database behind ``engine``, in memory.

    ``unknown``: (table, id) of rows of which the log no longer says what they were; they are left out. ``withheld``:
    of rows that changed since, and may not be told as they were. ``begins``: the first entry of the log, before which
    nothing is known; None: it is empty.
    """

    engine: Engine
    moment: datetime
    unknown: Mapping[str, tuple[str, ...]]
    withheld: Mapping[str, tuple[str, ...]]
    begins: datetime | None


def as_of(engine: Engine, moment: datetime, *, is_exact: bool = False) -> Engine:
    """Return a database in memory with the facts as they were at *moment*; see ``past_of``."""
    return past_of(engine, moment, is_exact=is_exact).engine


def past_of(engine: Engine, moment: datetime, *, is_exact: bool = False) -> Past:
    """Return the facts as they were at *moment*: those of now, and the log walked backwards.

    Left to itself it tells only what may be told today (``decent``), and knows no place names: these are of now.
    With *is_exact* it is all that was, for tests and for whoever keeps the database.
    """
    tables = [name for name in fact_models() if is_exact or not is_of_the_gazetteer(name)]
    rows = Rows(tables)
    decent = None
    with consistent_read(engine) as connection:
        rows.read(connection)
        decent = None if is_exact else Decent(rows)
        take_back = rows.take_back if decent is None else decent.take_back
        for step in steps_since(connection, moment):
            take_back(step)
        begins = connection.scalar(select(func.min(LedgerEntry.at)))
    withheld = set() if decent is None else decent.withheld
    return Past(_database(rows), moment, _by_table(rows.unknown), _by_table(withheld), begins)


def _database(rows: Rows) -> Engine:
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    models = fact_models()
    tables = [Base.metadata.tables[name] for name in (*models, GraphRevision.__tablename__)]
    with engine.begin() as connection:
        Base.metadata.create_all(connection, tables=tables)
        connection.execute(insert(GraphRevision), [{"id": 1, "number": 0, "access_number": 0}])
        for table in rows.tables:
            _write(connection, rows, table)
    return engine


def _write(connection: Connection, rows: Rows, table: str) -> None:
    found = list(rows.tables[table].values())
    if found:
        names = {one.key: one.columns[0].name for one in inspect(fact_models()[table]).column_attrs}
        listed = [{names[key]: value for key, value in row.items()} for row in found]
        connection.execute(insert(Base.metadata.tables[table]), listed)


def _by_table(names: set[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    return {
        table: tuple(sorted(record for other, record in names if other == table))
        for table in sorted({table for table, _record in names})
    }
