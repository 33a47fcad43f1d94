"""The answer at its address: only fields in it, so it can be reloaded, printed and sent to a colleague."""

from __future__ import annotations

from flask import current_app, g, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from directory.access import Permission, needs
from directory.clock import local_now
from directory.errors import BadQuestion
from directory.finding.fields import fields_of, question_from_fields
from directory.finding.given import personal_data_in
from directory.finding.moment import minute_of
from directory.web.asked import count_again, counted_now
from directory.web.find.check import check_page
from directory.web.find.facet import FIELDS_OF_FACET, Pairs, answer_href
from directory.web.find.form import form_after
from directory.web.find.kept import LONGEST_KEY, Kept, page_key
from directory.web.find.page import How, answer_page

SHOWN_BY = ("lang", "all", "edit")
"""Parameters that say how the answer is shown, not what is asked."""


@needs(Permission.ANSWER_READ)
def answer() -> AnyResponse:
    """Answer the fields of the address; ask back when they do not make a question."""
    now = local_now()
    kept: Kept = current_app.extensions["answer_pages"]
    key, viewer = page_key(), g.snapshot.viewer
    # Not the revision alone: a database that was put in the place of another can have the same one.
    state = (g.snapshot.revision, g.snapshot.built_at, g.snapshot.stale_since, minute_of(now))
    found = kept.find(viewer, key, state)
    if found is not None:
        page, shown = found
        count_again(shown)
        return make_response(page)
    pairs: Pairs = [
        (name, value)
        for name, value in request.args.items(multi=True)
        if name not in SHOWN_BY and value.strip()
    ]
    if not pairs:
        return redirect(url_for("find.ask"), 303)
    try:
        question = question_from_fields(MultiDict(pairs), g.snapshot, now)
    except BadQuestion as error:
        harmless = [pair for pair in pairs if personal_data_in(*pair) is None]
        if len(harmless) < len(pairs):
            g.instead = "find.ask"  # the link to the other language must not hold it either
        return check_page(form_after(error, harmless, g.snapshot, g.lang))
    canonical = fields_of(question, with_time=any(name == "at" for name, _value in pairs))
    if sorted(canonical) != sorted(pairs):
        # A name that was typed becomes its code, an empty field goes: one question, one address.
        return redirect(answer_href(canonical), 303)
    page = answer_page(question, canonical, g.snapshot, g.lang, _how())
    if len(request.query_string) <= LONGEST_KEY:
        kept.keep(viewer, key, state, (page, counted_now()))
    return make_response(page)


def _how() -> How:
    edited = request.args.get("edit", "")
    return How(is_whole=request.args.get("all") == "1", edited=edited if edited in FIELDS_OF_FACET else "")
