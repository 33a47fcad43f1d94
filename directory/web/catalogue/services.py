"""Services: the list of them, and for each whom it takes, when it is open, how to get there and where it serves."""

from __future__ import annotations

from flask import Response, g, render_template, request, url_for

from directory import clock
from directory.access import Permission, needs
from directory.finding.person import read_group
from directory.finding.search import HitKind, search
from directory.graph.contact import hours_of, open_channels, schedule_of
from directory.graph.facts import (
    NARROW_GROUPS,
    Acceptance,
    Coverage,
    Group,
    NeedId,
    OrganizationId,
    Service,
)
from directory.graph.hours import moment_of, open_now
from directory.graph.matching import acceptance_of, capacity_at
from directory.graph.overview import needs_in_order
from directory.web.alphabet import swedish
from directory.web.catalogue import blueprint
from directory.web.catalogue.area_page import GROUPS
from directory.web.catalogue.asked import text_asked
from directory.web.catalogue.held import posts_on
from directory.web.catalogue.linked import linked
from directory.web.catalogue.missing import missing
from directory.web.catalogue.organizations import conflicts_of, history_href
from directory.web.catalogue.paging import page_of
from directory.web.catalogue.week import other_hours, week_of
from directory.web.catalogue.words import named
from directory.web.quota import shown


@blueprint.get("/services")
@needs(Permission.DIRECTORY_READ)
def services() -> str:
    """List the services, all of them or those that give a need, do not refuse a group, or bear a name."""
    network = g.snapshot.network
    text, need = text_asked(), request.args.get("need", "")
    group = read_group(request.args.get("group") or None)
    found = sorted(network.services.values(), key=lambda one: (swedish(named(one)), one.id))
    if text:
        hits = search(text, g.snapshot, kinds=(HitKind.SERVICE,), limit=None)
        found = [network.services[hit.id] for hit in hits]
    if need in network.needs:
        wanted = {NeedId(need), *network.narrower(NeedId(need))}
        found = [one for one in found if not wanted.isdisjoint(one.needs)]
    if group is not Group.ANY:
        found = [one for one in found if acceptance_of(one, group) is not Acceptance.EXCLUDES]
    return render_template(
        "catalogue/services.html",
        page=page_of(found),
        tree=list(needs_in_order(network)),
        groups=GROUPS,
        need=need,
        group=group,
        text=text,
    )


@blueprint.get("/services/<service_id>")
@needs(Permission.DIRECTORY_READ)
def service(service_id: str) -> str | Response:
    """Show one service."""
    network = g.snapshot.network
    found = network.services.get(service_id)
    if found is None:
        return missing(service_id, HitKind.SERVICE, "catalogue.organizations")
    organization = (
        network.organizations.find(OrganizationId(found.organization)) if found.organization else None
    )
    shown([found, organization])
    at = clock.local_now()
    moment = moment_of(at, network.calendar)
    hours = schedule_of(found, organization)
    channels = open_channels(found, organization, moment, ())
    return render_template(
        "catalogue/service.html",
        service=found,
        capacity=capacity_at(found, at),
        capacity_until=clock.as_local(found.capacity_until) if found.capacity_until else None,
        organization=organization,
        at=at,
        card_href=url_for("export.service", service_id=found.id),
        now=open_now(hours, moment),
        hours=hours,
        week=week_of(hours),
        other_hours=other_hours(hours, at.date()),
        own_hours=[
            (one, week_of(hours_of(one.channel, hours)))
            for one in channels
            if one.channel.schedule is not None and one.channel.schedule.rows
        ],
        channels=channels,
        posts=posts_on(found.posts, at.date(), organization.posts if organization is not None else ()),
        acceptance=[(group, acceptance_of(found, group)) for group in NARROW_GROUPS],
        coverage=_coverage(found),
        linked=linked(found.id),
        history_href=history_href("service", found.id, organization.id if organization else None),
        conflicts=conflicts_of(found.id, *(one.channel.id for one in channels)),
    )


def _coverage(service: Service) -> list[Coverage]:
    """List where *service* serves and does not, by the name of the area."""
    network = g.snapshot.network
    return sorted(
        service.coverage, key=lambda one: (not one.serves, swedish(network.name_of(one.area)), one.area)
    )
