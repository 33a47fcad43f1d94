"""Run by Alembic for each command: one connection, one transaction for all steps, on both databases.

A migration that dies rolls back whole, on SQLite too: the engine begins its transactions itself (``directory.db``).
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from directory.db import for_writing, make_engine
from directory.model import Base
from directory.settings import Settings


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        compare_server_default=True,
        transactional_ddl=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with for_writing(make_engine(Settings.from_environment())).begin() as opened:
        run(opened)
