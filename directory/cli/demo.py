"""``directory demo``: invented people, numbers and notes, to try the program with. Never in production."""

from __future__ import annotations

import click

from directory import clock
from directory.cli.engine import ready_engine
from directory.interchange.demo import load_demo, remove_demo
from directory.membership.demo import DEMO, DEMO_PASSWORD, make_demo, remove_demo_accounts
from directory.settings import Settings


@click.command()
@click.option("--remove", "is_removed", is_flag=True, help="Take everything invented out again.")
def demo(*, is_removed: bool) -> None:
    """Add an account for each role, and invented contact persons. A second time changes nothing."""
    settings = Settings.from_environment()
    engine = ready_engine(settings)
    if is_removed:
        count = remove_demo_accounts(engine)
        report = remove_demo(engine)
        click.echo(f"Removed: {count} demo accounts. {report}")
        return
    load_demo(engine, settings)
    make_demo(engine, settings, clock.now())
    click.echo("Invented accounts, for trying out (password of all: " + DEMO_PASSWORD + "):")
    for one in DEMO:
        where = f" of {one.organization or one.area}" if one.organization or one.area else ""
        click.echo(f"  {one.email:<28} {one.role.value}{where}")
    click.echo("Their codes stand on the sign-in pages while DIRECTORY_ENVIRONMENT is development,")
    click.echo("and are printed by: directory account code ADDRESS")
