"""Sources that say different things: which value holds, and that it is settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.errors import DirectoryError
from directory.maintaining.settling import Holds, settle
from directory.maintaining.workplace import missing
from directory.model import Channel, Conflict, Organization, Service
from directory.store.changeset import Clashed
from directory.web.coordinate.history import Part
from directory.web.coordinate.reach import keeps, matter_of, owners_of_subjects
from directory.web.database import borders, reading, writing
from directory.web.form import UNPROCESSABLE, Form, sent
from directory.web.identity import signed_in
from directory.web.language import gettext as _

FIELDS = ("holds",)
HOLDS: Mapping[str, object] = {
    Holds.FIRST: lazy_gettext("Den första gäller"),
    Holds.SECOND: lazy_gettext("Den andra gäller"),
    Holds.BOTH: lazy_gettext("Båda: de säger olika saker om olika delar"),
    Holds.NEITHER: lazy_gettext("Ingen av dem"),
}


@needs(Permission.NETWORK_READ)
def conflicts() -> Response:
    """List where sources contradict each other about what whoever asks keeps."""
    with reading() as session:
        found = [
            one
            for one in session.scalars(select(Conflict).order_by(Conflict.subject, Conflict.id))
            if _is_mine(session, one, Permission.NETWORK_READ)
        ]
        return make_response(render_template("coordinate/conflicts.html", conflicts=found))


@needs(Permission.CHANGE_APPROVE)
def conflict(conflict_id: str) -> Response:
    """Show both values, and where to change what is said."""
    with reading() as session:
        return _page(session, _get(session, conflict_id), Form())


@needs(Permission.CHANGE_APPROVE)
def settled(conflict_id: str) -> Response:
    """Say which holds: then they do not contradict each other any more."""
    form, who = sent(FIELDS), signed_in()
    with writing(who.account) as session:
        found = _get(session, conflict_id)
        matter = matter_of(found.subject, owners_of_subjects(session, found.subjects), form.value("holds"))
        try:
            done = settle(session, who, found, form.value("holds"), matter, borders(), clock.now())
            session.commit()
        except Clashed as clashed:
            session.rollback()
            page = render_template("coordinate/taken_back.html", clashed=clashed, sentence="")
            return make_response(page, 409)
        except DirectoryError as error:
            session.rollback()
            form.add(error, FIELDS)
            return _page(session, _get(session, conflict_id), form)
        applied = done.applied
        flash(_("Avgjort."), f"undo-change {applied.id}" if applied is not None else "done")
    return redirect(url_for("coordinate.conflicts"), 303)


def _get(session: Session, conflict_id: str) -> Conflict:
    found = session.get(Conflict, conflict_id)
    if found is None or not _is_mine(session, found, Permission.CHANGE_APPROVE):
        raise missing()
    return found


def _is_mine(session: Session, conflict: Conflict, permission: Permission) -> bool:
    owners = owners_of_subjects(session, conflict.subjects)
    return bool(owners) and all(keeps(permission, [one]) for one in owners)


def _subjects(session: Session, conflict: Conflict) -> list[Part]:
    """Return what the sources speak of, with a history of its own."""
    found = []
    for name in conflict.subjects:
        for table, model in (("organization", Organization), ("service", Service), ("channel", Channel)):
            record: Any = session.get(model, name)
            if record is not None:
                found.append(Part(table, name, _("Kontaktväg") if table == "channel" else record.name))
    return found


def _page(session: Session, found: Conflict, form: Form) -> Response:
    page = render_template(
        "coordinate/conflict.html",
        conflict=found,
        form=form,
        holds=HOLDS,
        subjects=_subjects(session, found),
        back=request.args.get("back", ""),
    )
    return make_response(page, UNPROCESSABLE if form.troubles else 200)


ROUTES = (
    ("/conflicts", "conflicts", conflicts, ["GET"]),
    ("/conflicts/<conflict_id>", "conflict", conflict, ["GET"]),
    ("/conflicts/<conflict_id>", "settled", settled, ["POST"]),
)
