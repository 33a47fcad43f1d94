"""Roles: functions that exist everywhere, and who holds one of them where."""

from __future__ import annotations

from flask import Response, g, render_template

from directory import clock
from directory.access import Permission, needs
from directory.finding.search import HitKind
from directory.graph.facts import Duty, Holding, RoleId
from directory.web.alphabet import swedish
from directory.web.catalogue import blueprint
from directory.web.catalogue.linked import linked
from directory.web.catalogue.missing import missing
from directory.web.catalogue.paging import page_of


@blueprint.get("/roles/<role_id>")
@needs(Permission.DIRECTORY_READ)
def role(role_id: str) -> str | Response:
    """Show a role: what it does by which rule, and who holds it in which area."""
    network = g.snapshot.network
    found = network.roles.get(RoleId(role_id))
    if found is None:
        return missing(role_id, HitKind.ROLE, "catalogue.organizations")
    return render_template(
        "catalogue/role.html",
        role=found,
        duties=_duties(found.id),
        services=network.services_of(found.id),
        linked=linked(found.id),
        held=page_of(_holdings(found.id)),
    )


def _holdings(role: RoleId) -> list[Holding]:
    """List every holding of *role* that holds today, by the name of its area."""
    network = g.snapshot.network
    day = clock.today()
    ordered = sorted(
        network.areas.values(), key=lambda area: (area.kind.value != "nation", swedish(area.name), area.id)
    )
    return [holding for area in ordered for holding in network.holdings_at(role, area.id, day)]


def _duties(role: RoleId) -> list[Duty]:
    """List what *role* has the duty to do, by need."""
    network = g.snapshot.network
    found = [duty for need in network.needs for duty in network.duties_for(need) if duty.role == role]
    return sorted(
        found, key=lambda duty: (swedish(network.needs[duty.need].name_sv), duty.kind.value, duty.id)
    )
