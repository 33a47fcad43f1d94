"""The page for a record that does not exist: says so, and offers what may have been meant."""

from __future__ import annotations

from flask import Response, g, make_response, redirect, render_template, url_for
from sqlalchemy.exc import SQLAlchemyError

from directory.errors import Unavailable
from directory.finding.search import HitKind, search
from directory.maintaining.stone import KINDS, successor_of
from directory.web.catalogue.hits import lines_of
from directory.web.database import reading

MOST_SUGGESTIONS = 6


def missing(record_id: str, kind: HitKind, here: str) -> Response:
    """Return the page with status 404; *here* is the endpoint of the menu that the page belongs to.

    What was asked for is searched among records of its *kind*, and is not repeated on the page.
    """
    if (successor := _successor(kind, record_id)) is not None:
        return make_response(redirect(successor, 308))
    text = record_id.replace("-", " ").replace("_", " ")
    kinds = (kind, HitKind.PLACE) if kind is HitKind.AREA else (kind,)
    hits = search(text, g.snapshot, kinds=kinds, limit=MOST_SUGGESTIONS)
    g.instead = here
    page = render_template("catalogue/missing.html", lines=lines_of(hits), here=here)
    return make_response(page, 404)


def _successor(kind: HitKind, record_id: str) -> str | None:
    """Return the address of what a merged record has become; None: nothing, or nobody can say just now."""
    if kind.value not in KINDS:
        return None
    try:
        with reading() as session:
            found = successor_of(session, kind.value, record_id)
    except (Unavailable, SQLAlchemyError):
        return None
    if found is None:
        return None
    if kind is HitKind.SERVICE:
        return url_for("catalogue.service", service_id=found)
    return url_for("catalogue.organization", organization_id=found)
