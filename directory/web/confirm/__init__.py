"""Confirming by the link of a mail: GET shows, POST acts, and whoever answers needs no account."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.account import throttle
from directory.account.throttle import Trial
from directory.errors import DirectoryError
from directory.maintaining.inquiry import ASKED_BY_MAIL, Asked, State, look, say_wrong, say_yes
from directory.model import Purpose, Trouble
from directory.web import mail_link
from directory.web.database import borders, client, engine, reading, writing
from directory.web.form import UNPROCESSABLE, Form
from directory.web.gate import NOT_FOR_SEARCH_ENGINES
from directory.web.language import current_language

__all__ = ["blueprint"]

blueprint = Blueprint("confirm", __name__, url_prefix="/confirm")

BOXES = (Trouble.WRONG_HOURS, Trouble.NOT_THIS_GROUP, Trouble.HAS_MOVED, Trouble.OTHER)
"""What can be wrong beside a number."""
PARTED = ":"
"""Between the trouble and the channel in the value of a box."""
MOST_BOXES = 40


@blueprint.after_request
def _hide(response: Response) -> Response:
    """Keep the pages out of search engines: whoever has the link sees what only the network sees."""
    response.headers["X-Robots-Tag"] = NOT_FOR_SEARCH_ENGINES
    return response


@blueprint.get("/<token>")
@needs(Permission.CONFIRM_ANSWER)
def open_link(token: str) -> AnyResponse:
    """Lead on to what is asked, if the link works. A mail scanner that opens links changes nothing by it."""
    with reading() as session:
        look(session, token, clock.now())
    return mail_link.lead_on(Purpose.CONFIRM, token, "confirm.entries")


@blueprint.get("/entries")
@needs(Permission.CONFIRM_ANSWER)
def entries() -> AnyResponse:
    """Show what is said, with a button for yes."""
    with reading() as session:
        asked = look(session, mail_link.token_of(Purpose.CONFIRM), clock.now())
        return _page("confirm/entries.html", asked)


@blueprint.post("/entries")
@needs(Permission.CONFIRM_ANSWER)
def say_right() -> AnyResponse:
    """Say that all of it is right."""
    now, token = clock.now(), mail_link.token_of(Purpose.CONFIRM)
    throttle.take(engine(), Trial.LINK_FROM, client(), now)
    with writing(ASKED_BY_MAIL) as session:
        asked = say_yes(session, token, now, lang=current_language())
        if asked.state is not State.OPEN:
            return _closed(asked)
        session.commit()
    mail_link.forget(Purpose.CONFIRM)
    return redirect(url_for("confirm.thanks"), 303)


@blueprint.get("/wrong")
@needs(Permission.CONFIRM_ANSWER)
def wrong() -> AnyResponse:
    """Ask what is wrong."""
    with reading() as session:
        asked = look(session, mail_link.token_of(Purpose.CONFIRM), clock.now())
        return _page("confirm/wrong.html", asked, form=Form())


@blueprint.post("/wrong")
@needs(Permission.CONFIRM_ANSWER)
def tell_wrong() -> AnyResponse:
    """Take down what is wrong, for the coordinator to look into."""
    now, token, form = clock.now(), mail_link.token_of(Purpose.CONFIRM), Form()
    throttle.take(engine(), Trial.LINK_FROM, client(), now)
    with writing(ASKED_BY_MAIL) as session:
        try:
            asked = say_wrong(session, token, _ticked(), borders(), now, lang=current_language())
        except DirectoryError as error:
            session.rollback()
            form.add(error, ("wrong",))
            return _page("confirm/wrong.html", look(session, token, now), form=form, status=UNPROCESSABLE)
        if asked.state is not State.OPEN:
            return _closed(asked)
        session.commit()
    mail_link.forget(Purpose.CONFIRM)
    return redirect(url_for("confirm.noted"), 303)


@blueprint.get("/thanks")
@needs(Permission.CONFIRM_ANSWER)
def thanks() -> str:
    """Say that it is done, and where to sign in for changes."""
    return render_template("confirm/thanks.html")


@blueprint.get("/noted")
@needs(Permission.CONFIRM_ANSWER)
def noted() -> str:
    """Say what happens with what is wrong."""
    return render_template("confirm/noted.html")


def _ticked() -> set[tuple[Trouble, str]]:
    found = set()
    for value in request.form.getlist("wrong")[:MOST_BOXES]:
        trouble, _, channel = value.partition(PARTED)
        if trouble in (Trouble.WRONG_NUMBER, *BOXES):
            found.add((Trouble(trouble), channel))
    return found


def _page(template: str, asked: Asked, *, form: Form | None = None, status: int = 200) -> AnyResponse:
    if asked.state is not State.OPEN or asked.own is None:
        return _closed(asked)
    page = render_template(
        template,
        own=asked.own,
        said=asked.own.said(current_language()),
        boxes=BOXES,
        form=form or Form(),
        is_member=asked.inquiry.account_id is not None,
    )
    return make_response(page, status)


def _closed(asked: Asked) -> AnyResponse:
    """Say why there is nothing to answer any more; what is said of the organization is not shown."""
    return make_response(render_template("confirm/closed.html", state=asked.state, inquiry=asked.inquiry))
