"""The week as a grid of text fields: one line a day, Monday copied by a box, and who else changed it meanwhile."""

from __future__ import annotations

from flask import request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.access import Permission, needs
from directory.model import Schedule
from directory.offering.sending import Sender
from directory.offering.stood import mark_of
from directory.offering.week import (
    COPY,
    DAYS,
    FIELDS,
    change_week,
    is_for_a_season,
    read_week,
    typed_of,
    week_of,
)
from directory.offering.whose import get_whose, list_whose, rows_of
from directory.web.database import reading
from directory.web.form import Form
from directory.web.offer.page import CLASHED, acted, page, sender_at

NAMES = (*FIELDS, COPY, "of", "mark")


@needs(Permission.OFFER_READ)
def hours(organization_id: str) -> Response:
    """Show the week of the organization, of a service or of a number (``of``)."""
    with reading() as session:
        sender = sender_at(session, organization_id, Permission.OFFER_READ)
        return _page(session, sender, Form({"of": request.args.get("of", "")}), 200)


@needs(Permission.OFFER_CHANGE)
def change(organization_id: str) -> Response:
    """Have another week hold from now on."""
    return acted(
        organization_id,
        NAMES,
        lambda session, sender, form: change_week(
            session,
            sender,
            get_whose(session, sender.workplace, form.value("of")),
            read_week(form.values, is_copied=form.is_ticked(COPY)),
            form.value("mark"),
        ),
        _page,
    )


def _page(session: Session, sender: Sender, form: Form, status: int) -> Response:
    whose = get_whose(session, sender.workplace, form.value("of"))
    rows = rows_of(session, Schedule, whose)
    stands = typed_of(week_of(rows))
    if status == 200:
        form.values |= stands
    if status in (200, CLASHED):
        form.values["mark"] = mark_of(rows)
    return page(
        "offer/hours.html",
        sender,
        status,
        form=form,
        whose=whose,
        days=DAYS,
        stands=stands if status == CLASHED else None,
        others=list_whose(session, sender.workplace),
        printed="; ".join(dict.fromkeys(row.as_printed for row in rows if row.as_printed and not row.days)),
        seasons=[row for row in rows if is_for_a_season(row, sender.day.date())],
    )
