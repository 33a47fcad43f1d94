"""Search over everything that has a name. What looks like a personal number is refused, and nothing is kept."""

from __future__ import annotations

from flask import Response, g, make_response, render_template, request
from flask_babel import gettext as _

from directory import clock
from directory.access import Permission, needs
from directory.asking import read
from directory.asking.reading import RefusalCode
from directory.finding.search import LONGEST_TEXT, HitKind
from directory.finding.search import search as find
from directory.web.catalogue import blueprint
from directory.web.catalogue.hits import Line, lines_of

MOST_OF_A_KIND = 20


@blueprint.get("/search")
@needs(Permission.DIRECTORY_READ)
def search() -> Response:
    """Show what a text may be the name of, by kind of record."""
    text = " ".join(request.args.get("q", "").split())
    trouble = _trouble(text)
    found = [] if trouble or not text else _by_kind(text)
    # A text that was refused is not given back: it would stand on the screen and in whatever keeps the page.
    page = render_template(
        "catalogue/search.html",
        text="" if trouble else text,
        trouble=trouble,
        found=found,
        count=sum(len(lines) for _heading, lines in found),
    )
    return make_response(page, 422 if trouble else 200)


def _trouble(text: str) -> str:
    """Say why *text* is not searched for; empty when it is."""
    if len(text) > LONGEST_TEXT:
        return _("Skriv kortare: ett namn eller ett par ord räcker.")
    refused = read(text, gazetteer=g.snapshot.gazetteer, now=clock.local_now()).refused if text else None
    # Names of organizations look like names of persons, so of what the reader refuses only numbers count here.
    if refused is not None and refused.code is RefusalCode.PERSONAL_NUMBER:
        return refused.message(g.lang)
    return ""


def _by_kind(text: str) -> list[tuple[str, list[Line]]]:
    """List what was found under one heading per kind: the kind of the best hit first."""
    headings = {
        HitKind.AREA: _("Kommuner, län och stadsdelar"),
        HitKind.PLACE: _("Orter och andra platser"),
        HitKind.NEED: _("Behov"),
        HitKind.ROLE: _("Roller"),
        HitKind.ORGANIZATION: _("Organisationer"),
        HitKind.SERVICE: _("Verksamheter"),
    }
    hits = find(text, g.snapshot, limit=None)
    order = list(dict.fromkeys(hit.kind for hit in hits))
    return [
        (headings[kind], lines_of([hit for hit in hits if hit.kind is kind][:MOST_OF_A_KIND])) for kind in order
    ]
