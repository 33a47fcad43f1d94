"""Search over everything that has a name. What looks like a personal number is refused, and nothing is kept."""

from __future__ import annotations

from flask import g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.asking import read
from directory.asking.reading import Refusal, RefusalCode
from directory.finding.search import LONGEST_TEXT, HitKind
from directory.finding.search import search as find
from directory.web.catalogue import blueprint
from directory.web.catalogue.hits import Line, lines_of

MOST_OF_A_KIND = 20


@blueprint.get("/search")
@needs(Permission.DIRECTORY_READ)
def search() -> AnyResponse:
    """Show what a text may be the name of, by kind of record."""
    text = " ".join(request.args.get("q", "").split())
    refused = _refused(text)
    if refused is not None:
        # Away from the address that holds it: it would stand on the screen and in every link of the page.
        return redirect(url_for("catalogue.search", refused=refused.value), 303)
    trouble = _trouble(request.args.get("refused", ""))
    found = _by_kind(text) if text else []
    page = render_template(
        "catalogue/search.html",
        text=text,
        trouble=trouble,
        found=found,
        count=sum(len(lines) for _heading, lines in found),
    )
    return make_response(page, 422 if trouble else 200)


def _refused(text: str) -> RefusalCode | None:
    """Say why *text* is not searched for; None when it is."""
    if len(text) > LONGEST_TEXT:
        return RefusalCode.TOO_LONG
    refused = read(text, gazetteer=g.snapshot.gazetteer, now=clock.local_now()).refused if text else None
    # Names of organizations look like names of persons, so of what the reader refuses only numbers count here.
    if refused is not None and refused.code is RefusalCode.PERSONAL_NUMBER:
        return refused.code
    return None


def _trouble(code: str) -> str:
    """Say in a sentence why a text was refused; empty when none was."""
    if code == RefusalCode.TOO_LONG:
        return str(_("Skriv kortare: ett namn eller ett par ord räcker."))
    return Refusal(RefusalCode(code)).message(g.lang) if code == RefusalCode.PERSONAL_NUMBER else ""


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
        (headings[kind], lines_of([hit for hit in hits if hit.kind is kind][:MOST_OF_A_KIND]))
        for kind in order
    ]
