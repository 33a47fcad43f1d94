"""The call list: whom to ring, on which number, and a tick for what came of it. Printed it is a sheet to ring from."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, g, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, may_there, needs
from directory.graph.facts import Channel, ChannelKind, Organization, OrganizationId
from directory.graph.name import name_in
from directory.maintaining import calling
from directory.maintaining.calling import Call
from directory.maintaining.report import OpenReport, open_reports, settle
from directory.maintaining.workplace import get_workplace
from directory.web import trouble as words
from directory.web.database import borders, reading, writing
from directory.web.identity import signed_in
from directory.web.language import gettext as _

MOST = 40
"""Calls on the page: more than anybody makes in a day, and as many as fit on two sheets of paper."""


@dataclass(frozen=True, slots=True)
class Row:
    """One call as it is shown. ``phone`` None: no number is known."""

    call: Call
    name: str
    phone: Channel | None
    reports: tuple[OpenReport, ...]


@needs(Permission.CAMPAIGN_RUN)
def calls() -> Response:
    """Show whom to ring."""
    network = g.snapshot.network
    mine = _mine()
    with reading() as session:
        found = calling.list_calls(session, mine, clock.now())
        reports = open_reports(session, mine)
    rows = [
        Row(
            one,
            name_in(network.organizations[one.organization], g.lang),
            _phone(network.organizations[one.organization]),
            tuple(report for report in reports if report.told.organization == one.organization),
        )
        for one in found[:MOST]
    ]
    page = render_template(
        "coordinate/calls.html", rows=rows, total=len(found), words=words, today=clock.today()
    )
    return make_response(page)


@needs(Permission.CAMPAIGN_RUN)
def call_right(organization_id: str) -> Response:
    """Somebody answered, and all of it is right."""
    with writing(signed_in().account) as session:
        place = get_workplace(session, signed_in(), organization_id, borders(), Permission.CAMPAIGN_RUN)
        calling.said_right(session, signed_in(), place.id, clock.now())
        name = place.organization.name
        session.commit()
    flash(_("%(name)s är bekräftad på telefon.", name=name))
    return redirect(url_for("coordinate.calls"), 303)


@needs(Permission.CAMPAIGN_RUN)
def call_no_answer(organization_id: str) -> Response:
    """Nobody answered."""
    with writing(signed_in().account) as session:
        place = get_workplace(session, signed_in(), organization_id, borders(), Permission.CAMPAIGN_RUN)
        calling.no_answer(session, signed_in(), place.id, clock.now())
        name = place.organization.name
        session.commit()
    flash(_("%(name)s svarade inte. Den står kvar i listan.", name=name))
    return redirect(url_for("coordinate.calls"), 303)


@needs(Permission.REPORT_SETTLE)
def settle_reports(organization_id: str) -> Response:
    """What was told about an organization and its services has been looked into."""
    who, now = signed_in(), clock.now()
    with writing(who.account) as session:
        place = get_workplace(session, who, organization_id, borders(), Permission.REPORT_SETTLE)
        settle(session, who, "organization", place.id, now)
        for service in place.services:
            settle(session, who, "service", service.id, now)
        name = place.organization.name
        session.commit()
    flash(_("Det som var anmält om %(name)s är utrett.", name=name))
    return redirect(url_for("coordinate.calls"), 303)


def _mine() -> list[OrganizationId]:
    """Return the organizations that whoever asks keeps."""
    edges, who = borders(), signed_in()
    return [
        one.id
        for one in g.snapshot.network.organizations.values()
        if may_there(who, Permission.CAMPAIGN_RUN, edges, organization=one.id)
    ]


def _phone(organization: Organization) -> Channel | None:
    """Return the number to ring: the organization's first, else that of a service; verified ones first."""
    services = g.snapshot.network.services_of(organization.id)
    channels = [*organization.channels, *(channel for one in services for channel in one.channels)]
    phones = [one for one in channels if one.kind is ChannelKind.PHONE]
    return min(phones, key=lambda one: not one.provenance.confidence.is_verified, default=None)


ROUTES = (
    ("/calls", "calls", calls, ["GET"]),
    ("/calls/<organization_id>/right", "call_right", call_right, ["POST"]),
    ("/calls/<organization_id>/no-answer", "call_no_answer", call_no_answer, ["POST"]),
    ("/calls/<organization_id>/settled", "settle_reports", settle_reports, ["POST"]),
)
