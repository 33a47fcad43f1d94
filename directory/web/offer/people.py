"""Who is away and who answers meanwhile: one page, four fields."""

from __future__ import annotations

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.access import Permission, needs
from directory.maintaining.change import Submitted
from directory.offering.away import (
    FIELDS,
    add_absence,
    get_absence,
    list_absences,
    list_people,
    remove_absence,
)
from directory.offering.sending import Sender
from directory.store.session import GraphSession
from directory.web.database import reading
from directory.web.form import Form
from directory.web.offer.page import acted, page, sender_at

NAMES = (*FIELDS, "act", "absence")


@needs(Permission.OFFER_READ)
def away(organization_id: str) -> Response:
    """Show who is away, and ask who will be."""
    with reading() as session:
        sender = sender_at(session, organization_id, Permission.OFFER_READ)
        return _page(session, sender, Form(), 200)


@needs(Permission.OFFER_CHANGE)
def change(organization_id: str) -> Response:
    """Add an absence, or take one away."""
    return acted(organization_id, NAMES, _act, _page)


def _act(session: GraphSession, sender: Sender, form: Form) -> Submitted:
    if form.value("act") == "remove":
        return remove_absence(session, sender, get_absence(session, sender, form.value("absence")))
    return add_absence(
        session,
        sender,
        form.value("contact"),
        form.value("stand_in"),
        form.value("from_on"),
        form.value("to_on"),
    )


def _page(session: Session, sender: Sender, form: Form, status: int) -> Response:
    today = sender.day.date()
    people = list_people(session, sender.workplace, today)
    if status == 200 and len(people) == 1:
        form.values["contact"] = people[0].id
    return page(
        "offer/away.html",
        sender,
        status,
        form=form,
        people=people,
        absences=list_absences(session, sender.workplace, today),
    )
