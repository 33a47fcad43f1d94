"""Is there anything to answer from? Checked before a command asks, so that its error names the command to run."""

from __future__ import annotations

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from directory.db import make_engine, sqlite_file
from directory.errors import Unavailable
from directory.model import Area
from directory.settings import Settings
from directory.store.schema import current, newest
from directory.store.snapshot import Snapshot, Snapshots

UPGRADE = "directory database upgrade"
SEED = "directory seed"


def newest_snapshot(settings: Settings) -> Snapshot:
    """Return the newest snapshot of the database that *settings* name; the last saved one if that is away.

    Raises:
        Unavailable: there is no database, it is not upgraded or not seeded; the sentence names the command.
    """
    engine = make_engine(settings)
    check(engine, is_away_fine=True)
    folder = settings.instance_folder if settings.snapshot_is_saved else None
    return Snapshots(engine, saved_in=folder, largest_update=settings.snapshot_largest_update).current()


def check(engine: Engine, *, is_away_fine: bool = False) -> None:
    """Make sure that the database is there, upgraded and seeded.

    Raises:
        Unavailable: it is not. A database that cannot be reached passes with *is_away_fine*.
    """
    file = sqlite_file(engine)
    if file is not None and not file.exists():
        raise _missing("Databasen finns inte än.", "There is no database yet.", UPGRADE, SEED)
    try:
        with engine.connect() as connection:
            at = current(connection)
            is_current = at == newest()
            areas = connection.scalar(select(func.count()).select_from(Area)) if is_current else None
    except SQLAlchemyError as error:
        if is_away_fine:
            return
        raise _missing(
            "Databasen går inte att läsa. Kontrollera DIRECTORY_DATABASE_URL, och att databasen är igång och hel.",
            "The database cannot be read. Check DIRECTORY_DATABASE_URL, and that it runs and is sound.",
        ) from error
    if at is None:
        raise _missing("Databasen är tom.", "The database is empty.", UPGRADE, SEED)
    if not is_current:
        raise _missing(
            "Databasen hör till en annan utgåva av programmet.",
            "The database belongs to another edition of the program.",
            UPGRADE,
        )
    if not areas:
        raise _missing("Databasen har inget innehåll än.", "The database has no content yet.", SEED)


def _missing(sv: str, en: str, *commands: str) -> Unavailable:
    if commands:
        run = "\n".join(f"  {command}" for command in commands)
        sv, en = f"{sv} Kör:\n{run}", f"{en} Run:\n{run}"
    return Unavailable(sv, sv=sv, en=en)
