"""Ask and answer: the sentence, the fields, the call sheet, and the question asked back when something is unclear."""

from __future__ import annotations

from flask import Blueprint
from flask.sansio.blueprints import BlueprintSetupState

from directory.web.find import page
from directory.web.find.answer import answer
from directory.web.find.ask import ask, ask_sentence, keyboard
from directory.web.find.facet import answer_href
from directory.web.find.kept import Kept

__all__ = ["blueprint"]

blueprint = Blueprint("find", __name__)
blueprint.add_url_rule("/", "ask", ask, methods=["GET"])
blueprint.add_url_rule("/", "ask_sentence", ask_sentence, methods=["POST"])
blueprint.add_url_rule("/answer", "answer", answer, methods=["GET"])
blueprint.add_url_rule("/keyboard", "keyboard", keyboard, methods=["GET"])

WORDS = {
    "answer_href": answer_href,
    "asked_title": page.asked_title,
    "duty_place": page.duty_place,
    "organization_href": page.organization_href,
    "reminder_href": page.reminder_href,
    "service_href": page.service_href,
    "step_href": page.step_href,
    "vcard_href": page.vcard_href,
}
"""What the templates of this package call."""


@blueprint.record
def _prepare(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals.update(WORDS)
    state.app.extensions["answer_pages"] = Kept()
