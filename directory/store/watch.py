"""Which revision the database is at, asked anew before every answer: a few µs on SQLite, one round trip on PostgreSQL.

It keeps one connection of its own, outside every transaction, and never waits long for an answer.
"""

from __future__ import annotations

import os
import threading
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from directory.db import sqlite_file
from directory.store.deadline import ask_within

REVISION = "SELECT number, access_number FROM graph_revision"
PROBE_EVERY_S = 1.0
"""Seconds between two looks whether a PostgreSQL that went away is back."""


class Mark(NamedTuple):
    """Where a database is. ``generation`` differs when the file behind the same name is another one."""

    generation: int
    revision: int


class Look(NamedTuple):
    """One look at a database: where its facts are, and where its sessions and rights are."""

    mark: Mark
    access: int

    @property
    def entry(self) -> tuple[int, int]:
        """What changes when a session ended or rights changed, and when another database took this one's place."""
        return self.mark.generation, self.access


class AwayError(Exception):
    """The database cannot be asked just now."""


class Watch(Protocol):
    """Something that knows where the database is."""

    def look(self) -> Look:
        """Return where the database is now; raise ``AwayError`` when it cannot be asked."""
        ...


def watch(engine: Engine) -> Watch:
    """Return the watch that suits the database of *engine*."""
    return PostgresqlWatch(engine) if engine.dialect.name == "postgresql" else SqliteWatch(engine)


class SqliteWatch:
    """``PRAGMA data_version`` tells for 3 µs whether another connection committed; only then the row is read."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._file = sqlite_file(engine)
        self._lock = threading.Lock()
        self._connection: Any = None
        self._opened_by = 0
        self._identity: tuple[int, int] | None = None
        self._generation = 0
        self._version: int | None = None
        self._numbers = (0, 0)

    def look(self) -> Look:
        """Return where the database is now; raise ``AwayError`` when its file is missing or no database."""
        with self._lock:
            try:
                self._reopen_if_replaced()
                version = self._connection.execute("PRAGMA data_version").fetchone()[0]
                if version != self._version:
                    number, access = self._connection.execute(REVISION).fetchone()
                    self._numbers = (number, access)
                    self._version = version
            except (DBAPIError, self._engine.dialect.loaded_dbapi.Error, OSError) as error:
                self._close()
                raise AwayError(type(error).__name__) from error
            return Look(Mark(self._generation, self._numbers[0]), self._numbers[1])

    def _reopen_if_replaced(self) -> None:
        """Open the file anew when it is another one than before, or another process's connection."""
        identity = None
        if self._file is not None:
            found = os.stat(self._file)  # noqa: PTH116 a fifth of the cost of Path.stat, at every request
            identity = (found.st_dev, found.st_ino)
        if self._connection is not None and identity == self._identity and self._opened_by == os.getpid():
            return
        self._close()
        if self._identity is not None and identity != self._identity:
            self._generation += 1
            self._engine.dispose()
        self._identity = identity
        fairy = self._engine.raw_connection()
        self._connection = fairy.driver_connection
        fairy.detach()
        self._opened_by = os.getpid()

    def _close(self) -> None:
        if self._connection is not None and self._opened_by == os.getpid():
            self._connection.close()
        self._connection = None
        self._version = None


class PostgresqlWatch:
    """One cheap select a request, with a deadline on this side: a server that says nothing holds nobody up.

    After a failure nobody waits for the database any more until a thread of its own has found it back.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._connection: Any = None
        self._opened_by = 0
        self._prober: threading.Thread | None = None

    def look(self) -> Look:
        """Return where the database is now; raise ``AwayError`` when it does not say so in time."""
        with self._lock:
            if self._prober is not None and self._prober.is_alive():
                raise AwayError("still away")
            try:
                return self._ask()
            except (DBAPIError, self._engine.dialect.loaded_dbapi.Error, OSError) as error:
                self._close()
                self._prober = threading.Thread(target=self._probe, name="database-probe", daemon=True)
                self._prober.start()
                raise AwayError(type(error).__name__) from error

    def _ask(self) -> Look:
        if self._connection is not None and self._opened_by != os.getpid():
            self._connection = None  # the parent's socket: leave it alone
        if self._connection is not None:
            try:
                return _look(ask_within(self._connection, REVISION))
            except TimeoutError:
                raise
            except (self._engine.dialect.loaded_dbapi.Error, OSError):
                self._close()  # the server was restarted in between: one new connection, then give up
        self._open()
        return _look(ask_within(self._connection, REVISION))

    def _open(self) -> None:
        fairy = self._engine.raw_connection()
        self._connection = fairy.driver_connection
        fairy.detach()
        self._opened_by = os.getpid()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _probe(self) -> None:
        """Wait until the database answers again; the next request then asks for itself."""
        pause = threading.Event()
        while True:
            pause.wait(PROBE_EVERY_S)
            try:
                fairy = self._engine.raw_connection()
                try:
                    ask_within(fairy.driver_connection, REVISION)
                except (DBAPIError, self._engine.dialect.loaded_dbapi.Error, OSError):
                    fairy.invalidate()
                    continue
                fairy.close()
            except (DBAPIError, self._engine.dialect.loaded_dbapi.Error, OSError):
                continue
            return


def _look(row: tuple[str, ...]) -> Look:
    number, access = map(int, row)
    return Look(Mark(0, number), access)
