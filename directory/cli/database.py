"""``directory database``: make the tables, bring them up to date, check how the database is set up."""

from __future__ import annotations

import click
from sqlalchemy.exc import SQLAlchemyError

from directory.db import check_engine, make_engine
from directory.errors import SettingsError, Unavailable
from directory.settings import Settings
from directory.store.grants import apply_grants
from directory.store.grants import grants as grants_of
from directory.store.schema import current, differences, newest
from directory.store.schema import upgrade as upgrade_schema


@click.group()
def database() -> None:
    """Make, upgrade and check the database."""


@database.command()
def upgrade() -> None:
    """Make the database if there is none, and bring its tables up to date."""
    engine = make_engine(Settings.from_environment())
    shown = engine.url.render_as_string(hide_password=True)
    try:
        before, after = upgrade_schema(engine)
    except (SQLAlchemyError, OSError) as error:
        raise Unavailable(
            f"The database {shown} could not be upgraded ({type(error).__name__}); it is as it was before. "
            "Check that it runs, that its folder may be written to, and that DIRECTORY_DATABASE_URL is right."
        ) from error
    check_engine(engine)
    if before == after:
        click.echo(f"{shown}: up to date ({after}).")
    else:
        click.echo(f"{shown}: upgraded from {before or 'nothing'} to {after}.")


@database.command()
def check() -> None:
    """Check that the database is reachable, safely set up and up to date."""
    engine = make_engine(Settings.from_environment())
    check_engine(engine)
    with engine.connect() as connection:
        at = current(connection)
        if at != newest():
            raise Unavailable(
                f"The tables are at {at or 'nothing'} and not at {newest()}. Run:\n  directory database upgrade"
            )
        wrong = differences(connection)
    if wrong:
        raise Unavailable(
            "The tables are not as the program expects them:\n" + "\n".join(f"  {line}" for line in wrong)
        )
    click.echo(
        f"{engine.url.render_as_string(hide_password=True)}: reachable, safely set up, up to date ({at})."
    )


@database.command()
@click.option("--role", required=True, help="The PostgreSQL role that the program runs as.")
@click.option("--apply", "is_applied", is_flag=True, help="Run the statements, not only print them.")
def grants(role: str, is_applied: bool) -> None:
    """Print what a PostgreSQL role needs to run the program: it may add to the log, and never change it.

    To be run as the owner of the tables, after each upgrade. Without --apply nothing is changed.
    """
    statements = grants_of(role)
    engine = make_engine(Settings.from_environment())
    if engine.dialect.name != "postgresql":
        raise SettingsError(
            "Grants are for PostgreSQL. SQLite knows no roles: whoever may read the file, may write it."
        )
    if is_applied:
        check_engine(engine)
        try:
            with engine.begin() as connection:
                apply_grants(connection, role)
        except SQLAlchemyError as error:
            raise Unavailable(
                f"The grants could not be given ({type(error).__name__}); nothing was changed. Run this as the owner "
                "of the tables, after `directory database upgrade`."
            ) from error
    for statement in statements:
        click.echo(f"{statement};")
