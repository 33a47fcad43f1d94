"""The organizations that somebody speaks for, how it stands with one of them, and the one click that says yes."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, may_there, needs
from directory.graph.facts import Visibility
from directory.graph.matching import capacity_at
from directory.graph.name import name_in
from directory.maintaining import confirming
from directory.model import How
from directory.offering.overview import offered_by
from directory.offering.room import Until
from directory.store.changeset import from_json
from directory.web.alphabet import swedish
from directory.web.change import rows_of
from directory.web.database import borders, reading, writing
from directory.web.form import Form
from directory.web.identity import signed_in
from directory.web.language import gettext as _
from directory.web.offer.page import may_here, page, sender_at

MOST = 100
"""Organizations on the page; whoever has more searches."""


@needs(Permission.OFFER_READ)
def organizations() -> Response:
    """List them by name; whoever has one only is led to it."""
    network, edges, who = g.snapshot.network, borders(), signed_in()
    text = " ".join(request.args.get("q", "")[:MOST].split()).casefold()
    mine = [
        one
        for one in network.organizations.values()
        if may_there(who, Permission.OFFER_READ, edges, organization=one.id)
    ]
    if len(mine) == 1:
        return redirect(url_for("offer.organization", organization_id=mine[0].id), 303)
    found = [one for one in mine if text in name_in(one, g.lang).casefold()]
    found.sort(key=lambda one: (swedish(name_in(one, g.lang)), one.id))
    shown = render_template(
        "offer/organizations.html", found=found[:MOST], total=len(found), all_mine=len(mine)
    )
    return Response(shown, content_type="text/html; charset=utf-8")


@needs(Permission.OFFER_READ)
def organization(organization_id: str) -> Response:
    """Show how it stands now: what is offered, what waits, what is due."""
    with reading() as session:
        sender = sender_at(session, organization_id, Permission.OFFER_READ)
        offered = offered_by(session, sender)
        network = g.snapshot.network
        return page(
            "offer/organization.html",
            sender,
            offered=offered,
            waiting=[(one, rows_of(from_json(one.edits))) for one in offered.waiting],
            rooms={
                one.id: capacity_at(network.services[one.id], clock.now()).value
                for one in offered.services
                if one.id in network.services
            },
            form=Form({"until": Until.A_DAY.value}),
            may_confirm=may_here(sender.workplace, Permission.OFFER_CONFIRM),
        )


@needs(Permission.OFFER_CONFIRM)
def confirm(organization_id: str) -> Response:
    """Say that all that is shown is right today."""
    who, now = signed_in(), clock.now()
    with writing(who.account) as session:
        sender_at(session, organization_id, Permission.OFFER_CONFIRM)
        confirming.confirm(
            session,
            kind=confirming.ORGANIZATION,
            record=organization_id,
            how=How.WORKSPACE,
            by=who.account,
            now=now,
            viewer=Visibility.NETWORK,
        )
        session.commit()
    flash(_("Tack. Nu står det att uppgifterna är bekräftade i dag."), "confirmed")
    return redirect(url_for("offer.organization", organization_id=organization_id), 303)
