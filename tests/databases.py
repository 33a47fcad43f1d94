"""Databases for tests: each test that asks for one runs on SQLite, and on PostgreSQL where there is a server.

``empty_engine`` has no tables, ``engine`` has all of them, ``seeded_engine`` also holds the seeds that ship. Every
test gets a database of its own, copied from a template that is made once a run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, create_engine, make_url, text

from directory.db import make_engine, make_file
from directory.interchange.seeds import load_seeds
from directory.settings import Settings
from directory.shipped import folder
from directory.store.schema import upgrade

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


def settings_for(url: URL | str, **changes: object) -> Settings:
    """Return settings for the database at *url*; nothing is saved beside it unless *changes* say so."""
    shown = url if isinstance(url, str) else url.render_as_string(hide_password=False)
    return Settings(database_url=shown, **{"environment": "test", "snapshot_is_saved": False, **changes})  # type: ignore[arg-type]


class Server:
    """Makes databases of one kind, and drops them again."""

    def __init__(self, kind: str, room: Path) -> None:
        self.kind = kind
        self._room = room
        self._made: list[str] = []

    def new(self, template: URL | None = None) -> URL:
        """Return the address of a new database, empty or like *template*."""
        name = f"kontaktnatet_test_{os.getpid()}_{next(_numbers)}"
        if self.kind == "sqlite":
            file = self._room / f"{name}.db"
            if template is not None:
                shutil.copyfile(str(template.database), file)
            return make_url(f"sqlite:///{file}")
        self._run(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template.database}"' if template else ""))
        self._made.append(name)
        return make_url(POSTGRESQL).set(database=name)

    def drop_all(self) -> None:
        """Drop every database that was made; files go with their folder."""
        for name in self._made:
            self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        engine = create_engine(make_url(POSTGRESQL), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@pytest.fixture(scope="session", params=KINDS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield where databases are made: SQLite, then PostgreSQL."""
    made = Server(request.param, tmp_path_factory.mktemp("databases"))
    yield made
    made.drop_all()


@pytest.fixture(scope="session")
def upgraded(server: Server) -> URL:
    """Return a template with all tables."""
    url = server.new()
    _with_engine(url, upgrade)
    return url


@pytest.fixture(scope="session")
def seeded(server: Server, upgraded: URL) -> URL:
    """Return a template with the seeds that ship."""
    url = server.new(upgraded)
    _with_engine(url, lambda engine: load_seeds(engine, folder("seeds")))
    return url


@pytest.fixture
def empty_engine(server: Server) -> Iterator[Engine]:
    """Yield an engine on a database without tables."""
    yield from _opened(server.new())


@pytest.fixture
def engine(server: Server, upgraded: URL) -> Iterator[Engine]:
    """Yield an engine on a database with all tables and no records."""
    yield from _opened(server.new(upgraded))


@pytest.fixture
def seeded_engine(server: Server, seeded: URL) -> Iterator[Engine]:
    """Yield an engine on a database with the seeds that ship."""
    yield from _opened(server.new(seeded))


def _opened(url: URL) -> Iterator[Engine]:
    engine = make_engine(settings_for(url))
    make_file(engine)
    yield engine
    engine.dispose()


def _with_engine(url: URL, do: Callable[[Engine], object]) -> None:
    engine = make_engine(settings_for(url))
    do(engine)
    engine.dispose()
