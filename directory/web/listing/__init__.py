"""Listings: what a contact person sees of herself by the link of her letter, without an account, and her no."""

from __future__ import annotations

import orjson
from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.account import throttle
from directory.account.throttle import Trial
from directory.maintaining.held import LISTED_PERSON, export, held_by
from directory.maintaining.letters import KEPT_AFTER, SEEN_BY, say_purpose
from directory.maintaining.objecting import object_to_listing
from directory.model import Purpose
from directory.web import mail_link
from directory.web.database import borders, client, engine, reading, site, writing
from directory.web.gate import NOT_FOR_SEARCH_ENGINES
from directory.web.language import current_language
from directory.web.listing.words import say_act, say_letter, say_when

__all__ = ["blueprint"]

blueprint = Blueprint("listing", __name__, url_prefix="/listing")
FILE = "kontaktnatet-kontaktperson.json"


@blueprint.after_request
def _hide(response: Response) -> Response:
    """Keep the pages out of search engines: whoever has the link sees a person."""
    response.headers["X-Robots-Tag"] = NOT_FOR_SEARCH_ENGINES
    return response


@blueprint.get("/<token>")
@needs(Permission.LISTING_ANSWER)
def person(token: str) -> AnyResponse:
    """Lead on to what is held, if the link works. A mail scanner that opens links changes nothing by it."""
    with reading() as session:
        held_by(session, token, clock.now())
    return mail_link.lead_on(Purpose.LISTING, token, "listing.held")


@blueprint.get("/held")
@needs(Permission.LISTING_ANSWER)
def held() -> str:
    """Show all that is held."""
    with reading() as session:
        held = held_by(session, mail_link.token_of(Purpose.LISTING), clock.now())
        lang = current_language()
        return render_template(
            "listing/person.html",
            held=held,
            purpose=say_purpose(held.purpose, lang),
            seen_by=SEEN_BY[lang][held.contact.visibility],
            erased_on=held.contact.valid_to + KEPT_AFTER,
            say_act=say_act,
            say_letter=say_letter,
            say_when=say_when,
        )


@blueprint.post("/object")
@needs(Permission.LISTING_ANSWER)
def object_() -> AnyResponse:
    """End and erase the listing at once."""
    now, token = clock.now(), mail_link.token_of(Purpose.LISTING)
    throttle.take(engine(), Trial.LINK_FROM, client(), now)
    with writing(LISTED_PERSON) as session:
        object_to_listing(session, token, borders(), now, site=site())
        session.commit()
    mail_link.forget(Purpose.LISTING)
    return redirect(url_for("listing.erased"), 303)


@blueprint.get("/erased")
@needs(Permission.LISTING_ANSWER)
def erased() -> str:
    """Say that it is done, and what is left."""
    return render_template("listing/erased.html")


@blueprint.post("/export")
@needs(Permission.LISTING_ANSWER)
def export_() -> Response:
    """Send all that is held as a file."""
    now, token = clock.now(), mail_link.token_of(Purpose.LISTING)
    throttle.take(engine(), Trial.LINK_FROM, client(), now)
    with writing(LISTED_PERSON) as session:
        held = export(session, token, now)
        session.commit()
    response = Response(orjson.dumps(held, option=orjson.OPT_INDENT_2), mimetype="application/json")
    response.headers["Content-Disposition"] = f"attachment; filename={FILE}"
    return response
