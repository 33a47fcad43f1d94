"""Places: the list of them all, and the page that holds everything about one."""

from __future__ import annotations

from collections import defaultdict

from flask import Response, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.errors import BadQuestion
from directory.finding.person import read_group
from directory.finding.place import area_by_id
from directory.finding.search import HitKind, search
from directory.graph.facts import NATION, Area, AreaId, AreaKind
from directory.web.alphabet import swedish
from directory.web.carried import carried
from directory.web.catalogue import blueprint
from directory.web.catalogue.area_page import GROUPS, area_page, inventory
from directory.web.catalogue.asked import text_asked
from directory.web.catalogue.hits import lines_of
from directory.web.catalogue.kept import overviews
from directory.web.catalogue.missing import missing
from directory.web.catalogue.outline import COUNTY_LETTERS, counties, municipalities_of
from directory.web.quota import shown


@blueprint.get("/areas")
@needs(Permission.DIRECTORY_READ)
def areas() -> str:
    """List every county with its municipalities, or what a text may be the name of."""
    text = text_asked()
    network = g.snapshot.network
    hits = search(text, g.snapshot, kinds=(HitKind.AREA, HitKind.PLACE)) if text else ()
    found = sorted(
        (area for area in network.areas.values() if area.kind is AreaKind.COUNTY),
        key=lambda area: swedish(area.name),
    )
    day = clock.today()
    listed = [
        (
            county,
            sorted(
                (
                    network.areas[part]
                    for part in network.parts(county.id, day)
                    if network.areas[part].kind is AreaKind.MUNICIPALITY
                ),
                key=lambda area: swedish(area.name),
            ),
        )
        for county in found
    ]
    across = [area for area in network.areas.values() if area.kind is AreaKind.COOPERATION]
    return render_template(
        "catalogue/areas.html",
        counties=listed,
        across=sorted(across, key=lambda area: swedish(area.name)),
        nation=network.areas.get(NATION),
        text=text,
        lines=lines_of(hits),
        outline=counties(),
        letters=defaultdict(str, COUNTY_LETTERS),
    )


@blueprint.get("/areas/<area_id>")
@needs(Permission.DIRECTORY_READ)
def area(area_id: str) -> str | AnyResponse:
    """Show everything that is known about one area."""
    network = g.snapshot.network
    found = network.areas.get(AreaId(area_id))
    if found is None:
        known = area_by_id(area_id, network.areas)
        if known is not None:
            return redirect(url_for("catalogue.area", **{**carried(), "area_id": known}), 301)  # type: ignore[arg-type]
        return missing(area_id, HitKind.AREA, "catalogue.areas")
    return _shown(found)


def _shown(found: Area) -> str | Response:
    network = g.snapshot.network
    day = clock.today()
    group = read_group(request.args.get("group"))
    if group not in GROUPS:
        raise BadQuestion(
            "Välj en av grupperna på sidan.",
            field="group",
            sv="Välj en av grupperna på sidan.",
            en="Choose one of the groups on the page.",
        )
    seen = overviews.overview(found.id, network, day, group, g.snapshot.viewer)
    shown(holder.organization for row in seen.roles for holder in row.holders)
    return render_template(
        "catalogue/area.html",
        page=area_page(seen),
        inventory=inventory(found, network, day),
        outline=municipalities_of(found.id) if found.kind is AreaKind.COUNTY else None,
    )
