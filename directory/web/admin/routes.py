"""Every address of these pages on one page, with the view that answers."""

from __future__ import annotations

from flask import Blueprint

from directory.web.admin import (
    erasing,
    giving,
    invitations,
    jobs,
    leaving,
    log,
    log_export,
    log_verify,
    mail,
    people,
    person,
    recovering,
    rights,
)
from directory.web.admin.sections import sections

blueprint = Blueprint("admin", __name__, url_prefix="/admin")

_GET, _POST = ["GET"], ["POST"]
_PERSON = "/people/<account_id>"
_RIGHT = f"{_PERSON}/rights/<grant_id>"
for _path, _endpoint, _view, _methods in (
    ("/people", "people", people.people, _GET),
    ("/people", "filter_people", people.choose, _POST),
    (_PERSON, "person", person.person, _GET),
    (f"{_PERSON}/rights", "rights", giving.rights, _GET),
    (f"{_PERSON}/rights", "give", giving.give, _POST),
    (f"{_RIGHT}/renew", "ask_renew", rights.back, _GET),
    (f"{_RIGHT}/renew", "renew", rights.renew, _POST),
    (f"{_RIGHT}/end", "ask_end_right", rights.back, _GET),
    (f"{_RIGHT}/end", "end_right", rights.end, _POST),
    (f"{_PERSON}/end", "ask_end", leaving.ask, _GET),
    (f"{_PERSON}/end", "end", leaving.end, _POST),
    (f"{_PERSON}/enable", "ask_enable", leaving.ask_enable, _GET),
    (f"{_PERSON}/enable", "enable", leaving.enable, _POST),
    (f"{_PERSON}/recover", "ask_recover", recovering.ask, _GET),
    (f"{_PERSON}/recover", "recover", recovering.recover, _POST),
    (f"{_PERSON}/erase", "ask_erase", erasing.ask, _GET),
    (f"{_PERSON}/erase", "erase", erasing.erase, _POST),
    ("/invitations", "invitations", invitations.invitations, _GET),
    ("/invitations", "invite", invitations.invite, _POST),
    ("/invitations/<invitation_id>/withdraw", "ask_withdraw", invitations.back, _GET),
    ("/invitations/<invitation_id>/withdraw", "withdraw", invitations.withdraw, _POST),
    ("/log", "log", log.log, _GET),
    ("/log/export", "ask_export", log_export.ask, _GET),
    ("/log/export", "export", log_export.export, _POST),
    ("/log/verify", "ask_verify", log_verify.back, _GET),
    ("/log/verify", "verify", log_verify.verify, _POST),
    ("/jobs", "jobs", jobs.jobs, _GET),
    ("/jobs/<job_name>/run", "ask_run_job", jobs.back, _GET),
    ("/jobs/<job_name>/run", "run_job", jobs.run, _POST),
    ("/mail", "mail", mail.mail, _GET),
    ("/mail/<letter_id>/retry", "ask_retry", mail.back, _GET),
    ("/mail/<letter_id>/retry", "retry", mail.retry, _POST),
    ("/mail/<letter_id>/drop", "ask_drop", mail.back, _GET),
    ("/mail/<letter_id>/drop", "drop", mail.drop, _POST),
):
    blueprint.add_url_rule(_path, _endpoint, _view, methods=_methods)


@blueprint.context_processor
def _for_templates() -> dict[str, object]:
    return {"sections": sections}
