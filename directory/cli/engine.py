"""The engine of a command that needs the tables as this program knows them."""

from __future__ import annotations

from sqlalchemy import Engine

from directory.db import check_engine, make_engine
from directory.errors import Unavailable
from directory.settings import Settings
from directory.store.schema import current, newest


def ready_engine(settings: Settings) -> Engine:
    """Return an engine on a database that is safely set up and up to date.

    Raises:
        SettingsError: it is not set up safely.
        Unavailable: it cannot be reached, or its tables are older or newer than the program.
    """
    engine = make_engine(settings)
    check_engine(engine)
    with engine.connect() as connection:
        if current(connection) != newest():
            raise Unavailable("The tables are not up to date. Run:\n  directory database upgrade")
    return engine
