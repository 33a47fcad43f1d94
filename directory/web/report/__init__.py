"""Reporting: in ten seconds what was wrong and how the call went, as boxes; and questions that somebody follows."""

from __future__ import annotations

from flask import Blueprint
from flask.sansio.blueprints import BlueprintSetupState

from directory.web import trouble
from directory.web.report import questions, telling

__all__ = ["blueprint"]

blueprint = Blueprint("report", __name__, url_prefix="/report")

_GET, _POST = ["GET"], ["POST"]
for _path, _endpoint, _view, _methods in (
    ("/organizations/<organization_id>", "organization", telling.organization, _GET),
    ("/organizations/<organization_id>", "tell_organization", telling.tell_organization, _POST),
    ("/services/<service_id>", "service", telling.service, _GET),
    ("/services/<service_id>", "tell_service", telling.tell_service, _POST),
    ("/told", "told", telling.told, _GET),
    ("/questions", "questions", questions.questions, _GET),
    ("/questions/new", "follow", questions.follow, _GET),
    ("/questions/new", "save_question", questions.save_question, _POST),
    ("/questions/<question_id>/remove", "remove_question", questions.remove_question, _POST),
):
    blueprint.add_url_rule(_path, _endpoint, _view, methods=_methods)


@blueprint.record
def _prepare(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals.update(trouble.WORDS, trouble_words=trouble.TROUBLES)
