"""The page for a record that does not exist: says so, and offers what may have been meant."""

from __future__ import annotations

from flask import Response, g, make_response, render_template

from directory.finding.search import HitKind, search
from directory.web.catalogue.hits import lines_of

MOST_SUGGESTIONS = 6


def missing(record_id: str, kind: HitKind, here: str) -> Response:
    """Return the page with status 404; *here* is the endpoint of the menu that the page belongs to.

    What was asked for is searched among records of its *kind*, and is not repeated on the page.
    """
    text = record_id.replace("-", " ").replace("_", " ")
    kinds = (kind, HitKind.PLACE) if kind is HitKind.AREA else (kind,)
    hits = search(text, g.snapshot, kinds=kinds, limit=MOST_SUGGESTIONS)
    g.instead = here
    page = render_template("catalogue/missing.html", lines=lines_of(hits), here=here)
    return make_response(page, 404)
