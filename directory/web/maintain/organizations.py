"""The organizations that somebody stands over: the list with what waits, and the page of each."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, request
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, may_there, needs
from directory.finding.search import HitKind, search
from directory.graph.facts import Organization, OrganizationId, Visibility
from directory.graph.name import name_in
from directory.maintaining.overview import Counted, count_by_organization, overview_of
from directory.maintaining.person import UNDO_FOR
from directory.web.alphabet import swedish
from directory.web.database import borders, reading
from directory.web.identity import signed_in
from directory.web.maintain.page import may_here, page, workplace_of

MOST = 100
"""Organizations on the page; whoever has more searches."""
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One organization of the list."""

    organization: Organization
    counted: Counted


@needs(Permission.CONTACT_READ)
def organizations() -> Response:
    """List them: first those where something waits or ends soon, then by name."""
    text = " ".join(request.args.get("q", "")[:LONGEST_SEARCH].split())
    network, edges, who = g.snapshot.network, borders(), signed_in()
    mine = [
        one
        for one in network.organizations.values()
        if may_there(who, Permission.CONTACT_READ, edges, organization=one.id)
    ]
    with reading() as session:
        counts = count_by_organization(session, clock.today())
    rows = [Row(one, counts.get(one.id, Counted())) for one in mine]
    if text:
        hits = search(text, g.snapshot, kinds=(HitKind.ORGANIZATION,), limit=None)
        found = {OrganizationId(hit.id) for hit in hits}
        rows = [row for row in rows if row.organization.id in found]
    rows.sort(
        key=lambda row: (
            -row.counted.waiting,
            -row.counted.ending,
            swedish(name_in(row.organization, g.lang)),
            row.organization.id,
        )
    )
    return page(
        "maintain/organizations.html",
        rows=rows[:MOST],
        total=len(rows),
        all_mine=len(mine),
        waiting=sum(counts.get(one.id, Counted()).waiting for one in mine),
        text=text,
    )


@needs(Permission.CONTACT_READ)
def organization(organization_id: str) -> Response:
    """Show everything that is kept of one organization; what is restricted without what it says."""
    now = clock.now()
    with reading() as session:
        workplace = workplace_of(session, organization_id, Permission.CONTACT_READ)
        overview = overview_of(session, workplace, clock.today())
        return page(
            "maintain/organization.html",
            workplace=workplace,
            overview=overview,
            who=signed_in(),
            may_propose=may_here(workplace, Permission.CONTACT_PROPOSE),
            may_approve=may_here(workplace, Permission.CONTACT_APPROVE),
            restricted=Visibility.RESTRICTED,
            ended_since=now - UNDO_FOR,
        )
