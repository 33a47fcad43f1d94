"""Possible duplicates: pairs that are alike, with the reasons; compared, merged, or said to be two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.maintaining.duplicates import Reason, Suggestion, say_they_are_two, suggest
from directory.maintaining.stone import KINDS, record_of
from directory.maintaining.workplace import missing
from directory.model import Organization, Service
from directory.web.coordinate.reach import get_kept, keeps_record
from directory.web.database import reading, writing
from directory.web.identity import signed_in
from directory.web.language import gettext as _

REASONS: Mapping[Reason, object] = {
    Reason.NAME: lazy_gettext("samma namn"),
    Reason.NEARLY: lazy_gettext("nästan samma namn"),
    Reason.PHONE: lazy_gettext("samma telefonnummer"),
    Reason.MAIL: lazy_gettext("samma mailadress"),
    Reason.WEB: lazy_gettext("samma webbsida"),
    Reason.PLACE: lazy_gettext("samma adress"),
    Reason.AREA: lazy_gettext("samma område"),
}
MOST = 100


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that are alike."""

    suggestion: Suggestion
    first: Organization | Service
    second: Organization | Service


@needs(Permission.RECORD_MERGE)
def duplicates() -> Response:
    """List the pairs of which both are kept by whoever asks, the most alike first."""
    kind = request.args.get("kind", "organization")
    kind = kind if kind in KINDS else "organization"
    with reading() as session:
        pairs = pairs_of(session, kind)
        page = render_template(
            "coordinate/duplicates.html", kind=kind, pairs=pairs[:MOST], total=len(pairs), reasons=REASONS
        )
        return make_response(page)


@needs(Permission.RECORD_MERGE)
def are_two(kind: str, first: str, second: str) -> Response:
    """Remember that they are two."""
    who = signed_in()
    with writing(who.account) as session:
        for one in (first, second):
            get_kept(session, Permission.RECORD_MERGE, kind, one)
        if first == second:
            raise missing()
        say_they_are_two(session, who, kind, first, second, clock.now())
        session.commit()
    flash(_("Sparat: det är två olika. De föreslås inte igen."), "done")
    return redirect(url_for("coordinate.duplicates", kind=kind), 303)


def pairs_of(session: Session, kind: str) -> list[Pair]:
    """Return the pairs of *kind* of which whoever asks keeps both."""
    found = []
    for one in suggest(session, kind):
        first, second = (record_of(session, kind, name) for name in (one.first, one.second))
        if first is None or second is None:
            continue
        if all(keeps_record(session, Permission.RECORD_MERGE, record) for record in (first, second)):
            found.append(Pair(one, first, second))
    return found


ROUTES = (
    ("/duplicates", "duplicates", duplicates, ["GET"]),
    ("/duplicates/<kind>/<first>/<second>/two", "are_two", are_two, ["POST"]),
)
