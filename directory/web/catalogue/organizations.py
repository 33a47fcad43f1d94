"""Organizations: the list of them, and for each what it offers, which roles it holds where, and how to reach it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Response, g, render_template, request, url_for

from directory import clock
from directory.access import Permission, may_there, needs
from directory.finding.search import HitKind, search
from directory.graph.contact import open_channels
from directory.graph.facts import Conflict, Holding, Organization, OrganizationId, RoleId
from directory.graph.hours import moment_of
from directory.graph.matching import is_valid_on
from directory.graph.network import Network
from directory.web.alphabet import swedish
from directory.web.catalogue import blueprint
from directory.web.catalogue.asked import text_asked
from directory.web.catalogue.held import posts_on
from directory.web.catalogue.linked import linked
from directory.web.catalogue.missing import missing
from directory.web.catalogue.paging import page_of
from directory.web.catalogue.week import other_hours, week_of
from directory.web.catalogue.words import named, organization_kind
from directory.web.database import borders
from directory.web.identity import viewer
from directory.web.quota import shown


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """One role of an organization with every holding of it, by the name of the area."""

    role: RoleId
    holdings: tuple[Holding, ...]


@blueprint.get("/organizations")
@needs(Permission.DIRECTORY_READ)
def organizations() -> str:
    """List the organizations, all of them or those of a kind or a name."""
    network = g.snapshot.network
    text, kind = text_asked(), request.args.get("kind", "")
    found = sorted(network.organizations.values(), key=lambda one: (swedish(named(one)), one.id))
    kinds = sorted({one.kind for one in found}, key=lambda one: swedish(organization_kind(one)))
    if text:
        hits = search(text, g.snapshot, kinds=(HitKind.ORGANIZATION,), limit=None)
        found = [network.organizations[OrganizationId(hit.id)] for hit in hits]
    if kind in kinds:
        found = [one for one in found if one.kind == kind]
    return render_template(
        "catalogue/organizations.html", page=page_of(found), kinds=kinds, kind=kind, text=text
    )


@blueprint.get("/organizations/<organization_id>")
@needs(Permission.DIRECTORY_READ)
def organization(organization_id: str) -> str | Response:
    """Show one organization."""
    network = g.snapshot.network
    found = network.organizations.get(OrganizationId(organization_id))
    if found is None:
        return missing(organization_id, HitKind.ORGANIZATION, "catalogue.organizations")
    shown([found, *network.services_of(found.id)])
    at = clock.local_now()
    moment = moment_of(at, network.calendar)
    channels = open_channels(None, found, moment, ())
    services = [
        (service, open_channels(service, None, moment, ())) for service in network.services_of(found.id)
    ]
    return render_template(
        "catalogue/organization.html",
        organization=found,
        at=at,
        card_href=url_for("export.organization", organization_id=found.id),
        channels=channels,
        posts=posts_on(found.posts, at.date()),
        week=week_of(found.schedule),
        other_hours=other_hours(found.schedule, clock.today()),
        services=services,
        is_reached_below=any(reached for _service, reached in services),
        roles=_roles(found, network, at.date()),
        parent=network.organizations.find(found.parent) if found.parent else None,
        parts_of=_parts(found, network),
        linked=linked(found.id),
        conflicts=conflicts_of(found.id, *(one.channel.id for one in channels)),
        keep_href=_keep_href(found.id),
        history_href=history_href("organization", found.id, found.id),
        has_ended=found.is_historical or (found.valid_to is not None and found.valid_to < at.date()),
    )


def _keep_href(organization: OrganizationId) -> str:
    """Return where whoever asks keeps the organization in order; empty for everybody else."""
    who = viewer()
    if who is None or not may_there(who, Permission.CONTACT_READ, borders(), organization=organization):
        return ""
    return url_for("maintain.organization", organization_id=organization)


def history_href(table: str, record: str, organization: OrganizationId | None) -> str:
    """Return where whoever asks reads what has changed in a record of *organization*; empty for everybody else."""
    who = viewer()
    if organization is None or not may_there(
        who, Permission.CHANGE_READ, borders(), organization=organization
    ):
        return ""
    return url_for("coordinate.history", table=table, record=record)


def _roles(organization: Organization, network: Network, day: date) -> list[RoleHeld]:
    """List the roles that *organization* holds on *day*, by name, each with the areas it holds it for."""
    held: dict[RoleId, list[Holding]] = {}
    for _post, _organization, fact in network.graph.in_edges(organization.id, data="fact"):
        if isinstance(fact, Holding) and is_valid_on(day, fact.valid_from, fact.valid_to):
            held.setdefault(fact.role, []).append(fact)

    def area_name(holding: Holding) -> tuple[str, str]:
        return swedish(network.name_of(holding.area)), holding.id

    rows = [RoleHeld(role, tuple(sorted(found, key=area_name))) for role, found in held.items()]
    return sorted(rows, key=lambda row: (swedish(network.name_of(row.role)), row.role))


def _parts(organization: Organization, network: Network) -> list[Organization]:
    found = [one for one in network.organizations.values() if one.parent == organization.id]
    return sorted(found, key=lambda one: (swedish(named(one)), one.id))


def conflicts_of(*records: str) -> list[Conflict]:
    """List where sources contradict each other about any of *records*, each conflict once, ordered by id."""
    found = {one.id: one for record in records for one in g.snapshot.network.conflicts.get(record, ())}
    return [found[name] for name in sorted(found)]
