"""``directory graph``: look at the network as a whole."""

from __future__ import annotations

from collections import Counter

import click
from rich.console import Console
from rich.table import Table

from directory.cli.standing import check as make_sure
from directory.clock import today
from directory.db import check_engine, make_engine
from directory.graph.facts import Facts, Visibility
from directory.graph.network import Network
from directory.settings import Settings
from directory.store.consistent import consistent_read
from directory.store.facts import read_facts

MOST_LISTED = 20


@click.group()
def graph() -> None:
    """Look at the network as a whole."""


@graph.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Build the network and say what is in it and what is wrong.

    Exit code 1 when something breaks answers: an edge to nowhere, a circle of areas or needs, an id used twice,
    no last resort. Loops of referrals and roles without a known holder are told, too; answers can live with them.
    """
    engine = make_engine(Settings.from_environment())
    check_engine(engine)
    make_sure(engine)
    with consistent_read(engine) as connection:
        facts = read_facts(connection, Visibility.RESTRICTED, today())
    network = Network.build(facts)
    console = Console(highlight=False)
    console.print(_counts(facts, network))
    _list(console, "Referrals that go round in a circle (broken and told in answers)", sorted(network.loops))
    _list(console, "Roles without a known holder", _unheld(facts))
    broken = [*network.faults.all, *_no_last_resort(facts)]
    _list(console, "These break answers", broken)
    if broken:
        ctx.exit(1)
    console.print("Nothing here breaks an answer.")


def _counts(facts: Facts, network: Network) -> Table:
    table = Table(title=f"Revision {facts.revision}", title_justify="left", show_header=False)
    table.add_column("what")
    table.add_column("count", justify="right")
    for kind, count in sorted(Counter(area.kind for area in facts.areas).items()):
        table.add_row(f"areas: {kind}", str(count))
    for name in ("part_of", "needs", "roles", "organizations", "holdings", "duties", "services", "links"):
        table.add_row(name.replace("_", " "), str(len(getattr(facts, name))))
    table.add_row("nodes of the graph", str(network.graph.number_of_nodes()))
    table.add_row("edges of the graph", str(network.graph.number_of_edges()))
    return table


def _unheld(facts: Facts) -> list[str]:
    """Return for each role in how many areas nobody is known to hold it, if any."""
    unheld = Counter(holding.role for holding in facts.holdings if holding.organization is None)
    held = {holding.role for holding in facts.holdings}
    asked = {duty.role for duty in facts.duties if duty.role is not None}
    return [
        *(
            f"{role}: unknown in {count} area{'s' if count > 1 else ''}"
            for role, count in sorted(unheld.items())
        ),
        *(f"{role}: a duty names it, and it is held nowhere" for role in sorted(asked - held)),
    ]


def _no_last_resort(facts: Facts) -> list[str]:
    """Return a fault when nobody could be called at all: every chain has to end in an emergency line."""
    day = today()
    lines = [
        service
        for service in facts.services
        if service.is_emergency_line
        and any(channel.provenance.confidence.is_verified for channel in service.channels)
        and (service.valid_from is None or service.valid_from <= day)
        and (service.valid_to is None or service.valid_to >= day)
    ]
    return [] if lines else ["no emergency line with a verified number: chains have no last resort"]


def _list(console: Console, title: str, lines: list[str]) -> None:
    if not lines:
        return
    console.print(f"\n{title}: {len(lines)}", style="bold")
    for line in lines[:MOST_LISTED]:
        console.print(f"  {line}")
    if len(lines) > MOST_LISTED:
        console.print(f"  … and {len(lines) - MOST_LISTED} more")
