"""Bring the tables of a database up to date, and say whether they are. Alembic without an app or an ini file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

import directory.migrations
from directory.db import for_writing, make_file
from directory.model import Base

SCRIPTS = Path(directory.migrations.__file__).resolve().parent


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration; with a *connection* its commands run on that one and do not commit."""
    settings = Config()
    settings.set_main_option("script_location", str(SCRIPTS))
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


def newest() -> str:
    """Return the number of the newest migration that ships."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    if head is None:
        raise LookupError(f"There are no migrations in {SCRIPTS}.")
    return head


def current(connection: Connection) -> str | None:
    """Return the number of the migration that the database is at, or None for a database without any."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine) -> tuple[str | None, str]:
    """Run every migration that is missing, in one transaction; return the numbers before and after.

    A migration that fails leaves the database as it was, so that the command may simply be run again.
    """
    make_file(engine)
    with for_writing(engine).begin() as connection:
        before = current(connection)
        command.upgrade(config(connection), "head")
        return before, newest()


def differences(connection: Connection) -> list[str]:
    """Return what the models say otherwise than the tables, one line each; empty when they agree."""
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    return [str(difference) for difference in compare_metadata(context, Base.metadata)]
