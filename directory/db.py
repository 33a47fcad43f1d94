"""Engines that are set up safely: SQLite (embedded) and PostgreSQL (several workers and hosts).

The drivers' own ideas of a transaction are switched off: SQLite's default gives torn reads and half migrations.
It knows connections, not tables.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from directory.errors import SettingsError, Unavailable
from directory.settings import Settings

WRITING = {"sqlite_begin": "IMMEDIATE"}
"""Execution options of a transaction that will write: SQLite takes the write lock at once, so that two writers
queue instead of failing when the second one would have to upgrade its read lock."""

TCP_USER_TIMEOUT_MS = 3000
"""How long PostgreSQL's side may stay silent before the connection counts as broken. Without it a silent network
partition was measured to hold a request for 25 s."""

SQLITE_SAFE = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1"}
"""``synchronous`` 2 is FULL: NORMAL lost acknowledged writes when the power was cut."""


def make_engine(settings: Settings) -> Engine:
    """Return an engine for ``settings.database_url``; nothing is connected yet, and no file is made."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, settings.database_timeout_ms)
    return _postgresql_engine(url, settings.database_timeout_ms)


def for_writing(engine: Engine) -> Engine:
    """Return *engine* with transactions that take SQLite's write lock at their beginning. Same pool."""
    return engine.execution_options(**WRITING)


def sqlite_file(engine: Engine) -> Path | None:
    """Return the file of a SQLite database, or None for memory and for PostgreSQL."""
    if engine.dialect.name != "sqlite" or engine.url.database in (None, "", ":memory:"):
        return None
    return Path(str(engine.url.database))


def check_engine(engine: Engine) -> None:
    """Refuse to go on when the database is not set up as safely as it must be.

    Raises:
        SettingsError: a pragma or server setting is wrong; the sentence names it.
        Unavailable: the database cannot be reached or is no database.
    """
    file = sqlite_file(engine)
    if file is not None and not file.exists():
        raise Unavailable(f"There is no database at {file} yet. Run:\n  directory database upgrade")
    try:
        with engine.connect() as connection:
            wrong = (
                _sqlite_wrong(connection)
                if engine.dialect.name == "sqlite"
                else _postgresql_wrong(connection)
            )
    except SQLAlchemyError as error:
        raise Unavailable(
            f"The database {engine.url.render_as_string(hide_password=True)} cannot be used "
            f"({type(error).__name__}). Check that it runs and that DIRECTORY_DATABASE_URL is right."
        ) from error
    if wrong:
        raise SettingsError("The database is not set up safely: " + "; ".join(wrong) + ".")


def make_file(engine: Engine) -> None:
    """Make the empty file of a SQLite database, and its folder, if they are missing."""
    file = sqlite_file(engine)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600, exist_ok=True)


def _sqlite_engine(url: URL, timeout_ms: int) -> Engine:
    engine = create_engine(url, **_opening(url, timeout_ms / 1000))

    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # no transactions of the driver's own
        cursor = connection.cursor()
        try:
            cursor.execute(f"PRAGMA busy_timeout = {timeout_ms}")
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.execute("PRAGMA secure_delete = ON")
        finally:
            cursor.close()

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _opening(url: URL, timeout_s: float) -> dict[str, Any]:
    """Return how a SQLite database is opened: a file that is missing is an error, and no new empty database."""
    if url.database in (None, "", ":memory:"):
        return {}
    address = f"file:{quote(str(Path(str(url.database)).resolve()))}?mode=rw"
    return {
        "creator": lambda: sqlite3.connect(
            address, uri=True, timeout=timeout_s, check_same_thread=False, isolation_level=None
        )
    }


def _begin(connection: Connection) -> None:
    kind = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")


def _postgresql_engine(url: URL, timeout_ms: int) -> Engine:
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    options = " ".join(
        f"-c {name}={value}"
        for name, value in (
            ("synchronous_commit", "on"),
            ("statement_timeout", timeout_ms),
            ("lock_timeout", timeout_ms),
            ("idle_in_transaction_session_timeout", 60_000),
            ("timezone", "UTC"),
        )
    )
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_recycle=1800,
        connect_args={
            "options": options,
            "connect_timeout": 3,
            "tcp_user_timeout": TCP_USER_TIMEOUT_MS,
            "keepalives_idle": 10,
            "keepalives_interval": 2,
            "keepalives_count": 2,
            "application_name": "kontaktnatet",
        },
    )


def _sqlite_wrong(connection: Connection) -> list[str]:
    found = {
        name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()).lower()
        for name in (*SQLITE_SAFE, "busy_timeout")
    }
    is_in_memory = connection.engine.url.database in (None, "", ":memory:")
    wrong = [
        f"{name} is {found[name]} and must be {wanted}"
        for name, wanted in SQLITE_SAFE.items()
        if found[name] != wanted and not (is_in_memory and name == "journal_mode")
    ]
    if int(found["busy_timeout"]) <= 0:
        wrong.append("busy_timeout is 0 and must be longer")
    return wrong


def _postgresql_wrong(connection: Connection) -> list[str]:
    found = {
        name: str(connection.exec_driver_sql(f"SHOW {name}").scalar_one())
        for name in ("synchronous_commit", "statement_timeout", "lock_timeout", "server_encoding")
    }
    wrong = [
        f"{name} is {found[name]} and must be {wanted}"
        for name, wanted in (("synchronous_commit", "on"), ("server_encoding", "UTF8"))
        if found[name] != wanted
    ]
    wrong += [
        f"{name} is 0 and must be longer"
        for name in ("statement_timeout", "lock_timeout")
        if found[name] == "0"
    ]
    return wrong
