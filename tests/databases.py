"""Databases for tests: each test that asks for one runs on SQLite, and on PostgreSQL where there is a server.

``empty_engine`` has no tables, ``engine`` has all of them and no records, ``seeded_engine`` also holds the seeds that
ship and must not be written to. No test sees what another one did.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text

from directory.db import make_engine, make_file
from directory.interchange.seeds import load_seeds
from directory.ledger.chain import BEGINNING
from directory.model import Base
from directory.settings import Settings
from directory.shipped import folder
from directory.store.schema import current, upgrade

POSTGRESQL = os.environ.get("DIRECTORY_TEST_POSTGRESQL_URL", "")
KINDS = [
    "sqlite",
    pytest.param(
        "postgresql",
        marks=[
            pytest.mark.postgresql,
            pytest.mark.skipif(not POSTGRESQL, reason="DIRECTORY_TEST_POSTGRESQL_URL is not set"),
        ],
    ),
]
_numbers = count(1)

DESCRIPTION = """
    SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default)
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT concat_ws(' ', pg_get_triggerdef(oid), tgenabled) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    ORDER BY 1
"""
"""Asked of a database after each test: comparing it with the models takes a hundred times as long."""


def settings_for(url: URL | str, **changes: object) -> Settings:
    """Return settings for the database at *url*; nothing is saved beside it unless *changes* say so."""
    shown = url if isinstance(url, str) else url.render_as_string(hide_password=False)
    return Settings(database_url=shown, **{"environment": "test", "snapshot_is_saved": False, **changes})  # type: ignore[arg-type]


class Server:
    """Lends databases of one kind; what was lent is emptied and lent again, since making one takes long."""

    def __init__(self, kind: str, room: Path) -> None:
        self.kind = kind
        self._room = room
        self._made: list[str] = []
        self._free: dict[bool, list[URL]] = {True: [], False: []}
        self._template: Path | None = None
        self._as_made: list[str] = []

    def new(self) -> URL:
        """Return the address of a new database without tables."""
        name = f"kontaktnatet_test_{os.getpid()}_{next(_numbers)}"
        if self.kind == "sqlite":
            return make_url(f"sqlite:///{self._room / name}.db")
        self._run(f'CREATE DATABASE "{name}"')
        self._made.append(name)
        return make_url(POSTGRESQL).set(database=name)

    @contextmanager
    def lend(self, *, with_tables: bool) -> Iterator[Engine]:
        """Yield an engine on a database without records, and take it back afterwards."""
        free = self._free[with_tables]
        url = free.pop() if free else self._upgraded() if with_tables else self.new()
        engine = make_engine(settings_for(url))
        make_file(engine)
        yield engine
        engine.dispose()
        if self.kind == "postgresql":
            self._empty(url, keep_tables=with_tables)
            free.append(url)

    def drop_all(self) -> None:
        """Drop every database that was made; files go with their folder."""
        for name in self._made:
            self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _upgraded(self) -> URL:
        url = self.new()
        if self._template is not None:
            shutil.copyfile(self._template, str(url.database))
            return url
        with _engine_on(url) as engine:
            upgrade(engine)
            if self.kind == "postgresql":
                with engine.connect() as connection:
                    self._as_made = _described(connection)
        if self.kind == "sqlite":
            self._template = self._room / "template.db"
            shutil.copyfile(str(url.database), self._template)
        return url

    def _empty(self, url: URL, *, keep_tables: bool) -> None:
        """Undo whatever a test did, its tables included: a test may have changed those, too."""
        with _engine_on(url) as engine, engine.begin() as connection:
            if keep_tables and _described(connection) == self._as_made:
                # The ledger's triggers refuse what a test needs; whoever owns the server can put them to sleep.
                connection.execute(text("SET LOCAL session_replication_role = replica"))
                for table in _filled(connection):
                    connection.execute(text(f'DELETE FROM "{table}"'))
                for sequence in connection.scalars(text("SELECT sequencename FROM pg_sequences")).all():
                    connection.execute(text(f'ALTER SEQUENCE "{sequence}" RESTART'))
                connection.execute(text("INSERT INTO graph_revision (id, number) VALUES (1, 0)"))
                connection.execute(
                    text(f"INSERT INTO ledger_head (id, seq, digest) VALUES (1, 0, '{BEGINNING}')")
                )
                return
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
            if keep_tables:
                connection.commit()
                upgrade(engine)

    def _run(self, statement: str) -> None:
        engine = create_engine(make_url(POSTGRESQL), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


def _described(connection: Connection) -> list[str]:
    """Return every column, constraint, index, trigger and function of a PostgreSQL database, and its migration."""
    found = list(connection.scalars(text(DESCRIPTION)))
    return [*found, str(current(connection))] if found else []


def _filled(connection: Connection) -> list[str]:
    """Return the tables that hold a row."""
    asked = " UNION ALL ".join(
        f"SELECT '{table.name}' WHERE EXISTS (SELECT 1 FROM \"{table.name}\")"
        for table in Base.metadata.sorted_tables
    )
    return list(connection.scalars(text(asked)))


@contextmanager
def _engine_on(url: URL) -> Iterator[Engine]:
    engine = make_engine(settings_for(url))
    make_file(engine)
    yield engine
    engine.dispose()


ON_POSTGRESQL_IN_FULL = (
    "tests/account/test_passkey.py",
    "tests/interchange/test_demo.py",
    "tests/jobs/test_inside.py",
    "tests/ledger/test_reading.py",
    "tests/mail/test_smtp.py",
    "tests/maintaining/",
    "tests/membership/",
    "tests/offering/",
    "tests/web/",
)
"""Tests of what is made of rows, not of how they are written: on PostgreSQL they belong to ``make test-full``."""
ON_BOTH_ALWAYS = (
    "tests/maintaining/test_change.py",
    "tests/maintaining/test_confirming.py",
    "tests/maintaining/test_merging.py",
    "tests/web/account/test_signing_in.py",
    "tests/web/maintain/test_keeping.py",
    "tests/web/test_once.py",
)
"""Their exceptions: what changes most rows at once, a walk through each kind of page, and where two at once meet."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs on PostgreSQL in the full suite only."""
    for item in items:
        if item.get_closest_marker("postgresql") is None or item.nodeid.startswith(ON_BOTH_ALWAYS):
            continue
        if item.nodeid.startswith(ON_POSTGRESQL_IN_FULL):
            item.add_marker("slow")


@pytest.fixture(scope="session", params=KINDS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield where databases are made: SQLite, then PostgreSQL."""
    made = Server(request.param, tmp_path_factory.mktemp("databases"))
    yield made
    made.drop_all()


@pytest.fixture
def empty_engine(server: Server) -> Iterator[Engine]:
    """Yield an engine on a database without tables."""
    with server.lend(with_tables=False) as engine:
        yield engine


@pytest.fixture
def engine(server: Server) -> Iterator[Engine]:
    """Yield an engine on a database with all tables and no records."""
    with server.lend(with_tables=True) as engine:
        yield engine


@pytest.fixture(scope="session")
def seeded_engine(server: Server) -> Iterator[Engine]:
    """Yield an engine on a database with the seeds that ship; to be read, not written to."""
    url = server.new()
    with _engine_on(url) as engine:
        upgrade(engine)
        load_seeds(engine, folder("seeds"))
        yield engine
