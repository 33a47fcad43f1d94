"""What is restricted about one organization: asked for with a reason, written down, and only then shown."""

from __future__ import annotations

from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.errors import DirectoryError
from directory.maintaining.restricted import open_restricted
from directory.web.database import borders, reading, site, writing
from directory.web.form import UNPROCESSABLE, sent
from directory.web.identity import signed_in
from directory.web.maintain.page import may_here, page, workplace_of

FIELDS = ("reason",)


@needs(Permission.RESTRICTED_OPEN)
def ask(organization_id: str) -> Response:
    """Say what opening means, and ask for the reason."""
    with reading() as session:
        workplace = workplace_of(session, organization_id, Permission.RESTRICTED_OPEN)
        return page("maintain/restricted.html", workplace=workplace, form=sent(FIELDS))


@needs(Permission.RESTRICTED_OPEN)
def show(organization_id: str) -> Response:
    """Write down who opens what and why, and show it then. Nothing of it is kept by the browser."""
    form, who = sent(FIELDS), signed_in()
    with writing(who.account) as session:
        try:
            opened = open_restricted(
                session,
                who,
                organization_id,
                borders(),
                clock.now(),
                reason=form.value("reason"),
                site=site(),
            )
            session.commit()
        except DirectoryError as error:
            session.rollback()
            form.add(error, FIELDS)
            workplace = workplace_of(session, organization_id, Permission.RESTRICTED_OPEN)
            return page("maintain/restricted.html", UNPROCESSABLE, workplace=workplace, form=form)
        response = page(
            "maintain/opened.html",
            workplace=opened.workplace,
            opened=opened,
            may_propose=may_here(opened.workplace, Permission.CONTACT_PROPOSE),
            may_approve=may_here(opened.workplace, Permission.CONTACT_APPROVE),
        )
    response.headers["Cache-Control"] = "no-store"
    return response
