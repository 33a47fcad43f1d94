"""Dates on which other hours hold than those of the week, or none; and closing for good."""

from __future__ import annotations

from flask import request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.access import Permission, needs
from directory.maintaining.change import Submitted
from directory.offering import dates as days
from directory.offering.hours_text import CLOSED
from directory.offering.sending import Sender
from directory.offering.whose import get_whose, list_whose
from directory.store.session import GraphSession
from directory.web.database import reading
from directory.web.form import Form
from directory.web.language import gettext as _
from directory.web.offer.page import acted, page, sender_at

NAMES = (*days.FIELDS, "of", "act", "exception", "ends_on", "ends")


@needs(Permission.OFFER_READ)
def dates(organization_id: str) -> Response:
    """Show what holds on dates to come, and ask for more."""
    with reading() as session:
        sender = sender_at(session, organization_id, Permission.OFFER_READ)
        form = Form({"of": request.args.get("of", ""), "hours": _("stängt")})
        return _page(session, sender, form, 200)


@needs(Permission.OFFER_CHANGE)
def change(organization_id: str) -> Response:
    """Add days, take some away, or end something for good."""
    return acted(organization_id, NAMES, _act, _page)


def _act(session: GraphSession, sender: Sender, form: Form) -> Submitted:
    if form.value("act") == "remove":
        found = days.get_exception(session, sender, form.value("exception"))
        return days.remove_exception(session, sender, found)
    if form.value("act") == "end":
        return days.close_for_good(session, sender, form.value("ends"), form.value("ends_on"))
    whose = get_whose(session, sender.workplace, form.value("of"))
    first, last, said = form.value("from_on"), form.value("to_on"), form.value("said")
    if form.value("hours").strip().lower() in CLOSED and whose.channel_id is None:
        return days.close_for_a_time(session, sender, whose.key, first, last, said)
    return days.add_exception(session, sender, whose, first, last, form.value("hours"), said)


def _page(session: Session, sender: Sender, form: Form, status: int) -> Response:
    return page(
        "offer/dates.html",
        sender,
        status,
        form=form,
        coming=days.list_exceptions(session, sender),
        everybody=list_whose(session, sender.workplace),
    )
