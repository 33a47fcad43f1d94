"""Who may see a number, mailbox or form of an organization: fewer at once, more after a second pair of eyes."""

from __future__ import annotations

from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.errors import DirectoryError
from directory.graph.facts import Visibility
from directory.maintaining.typed import visibility_of
from directory.maintaining.visibility import change_visibility, wishes_for
from directory.maintaining.workplace import Workplace
from directory.model import Channel
from directory.web.database import borders, reading, site, writing
from directory.web.form import UNPROCESSABLE, Form, sent
from directory.web.identity import signed_in
from directory.web.language import gettext as _
from directory.web.maintain.page import done, page, part_and_workplace

FIELDS = ("visibility",)


@needs(Permission.CONTACT_PROPOSE)
def channel(channel_id: str) -> Response:
    """Ask who may see it."""
    with reading() as session:
        found, workplace = part_and_workplace(session, Channel, channel_id, Permission.CONTACT_PROPOSE)
        wished = next((wish.visibility for wish in wishes_for(session, found)), found.visibility)
        return _page(workplace, Form({"visibility": wished.value}), found)


@needs(Permission.CONTACT_PROPOSE)
def change(channel_id: str) -> Response:
    """Change it, or ask for it to be changed."""
    form, who = sent(FIELDS), signed_in()
    with writing(who.account) as session:
        found, workplace = part_and_workplace(session, Channel, channel_id, Permission.CONTACT_PROPOSE)
        try:
            wish = change_visibility(
                session,
                who,
                workplace,
                found,
                visibility_of(form.value("visibility")),
                borders(),
                clock.now(),
                site=site(),
            )
            session.commit()
        except DirectoryError as error:
            session.rollback()
            form.add(error, FIELDS)
            return _page(workplace, form, found, status=UNPROCESSABLE)
        if wish is None:
            return done(_("Ändringen gäller nu."), workplace.id)
        return done(_("Att fler får se det väntar på att någon annan godkänner."), workplace.id)


def _page(workplace: Workplace, form: Form, found: Channel, *, status: int = 200) -> Response:
    return page(
        "maintain/channel.html",
        status,
        workplace=workplace,
        form=form,
        channel=found,
        is_hidden=found.visibility is Visibility.RESTRICTED,
    )
