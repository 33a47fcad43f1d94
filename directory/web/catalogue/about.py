"""The pages about the directory itself: where the facts come from, how sure they are, and who can use the pages."""

from __future__ import annotations

from flask import g, render_template

from directory.access import Permission, needs
from directory.graph.facts import AreaKind
from directory.web.catalogue import blueprint


@blueprint.get("/about")
@needs(Permission.ABOUT_READ)
def about() -> str:
    """Say what this is, where the facts come from, how sure they are, and what is never stored."""
    network = g.snapshot.network
    counts = dict.fromkeys(AreaKind, 0)
    for area in network.areas.values():
        counts[area.kind] += 1
    return render_template(
        "catalogue/about.html",
        counties=counts[AreaKind.COUNTY],
        municipalities=counts[AreaKind.MUNICIPALITY],
        organizations=len(network.organizations),
        services=len(network.services),
    )


@blueprint.get("/about/accessibility")
@needs(Permission.ABOUT_READ)
def accessibility() -> str:
    """Give the accessibility statement."""
    return render_template("catalogue/accessibility.html")
