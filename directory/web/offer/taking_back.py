"""Take back what one did just now: undone where it was made, withdrawn where it waits."""

from __future__ import annotations

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.errors import DirectoryError
from directory.maintaining.change import undo, withdraw_proposal
from directory.maintaining.workplace import missing
from directory.model import Changeset, ChangesetState
from directory.store.changeset import Clashed
from directory.web.database import writing
from directory.web.form import UNPROCESSABLE, Form
from directory.web.identity import signed_in
from directory.web.language import gettext as _
from directory.web.offer.page import CLASHED, page, sender_at


@needs(Permission.OFFER_CHANGE)
def take_back(changeset_id: str) -> Response:
    """Take one's own change back. What somebody else has looked at, or built on, is theirs, too, and stays."""
    who, now = signed_in(), clock.now()
    with writing(who.account) as session:
        changeset = session.get(Changeset, changeset_id)
        if changeset is None or changeset.organization_id is None or changeset.made_by != who.account:
            raise missing()
        if changeset.state is not ChangesetState.WAITING and changeset.decided_by != who.account:
            raise missing()
        organization = changeset.organization_id
        sender = sender_at(session, organization, Permission.OFFER_CHANGE)
        try:
            if changeset.state is ChangesetState.WAITING:
                withdraw_proposal(session, who, changeset, now)
                flash(_("Tillbakataget. Ingen behöver se på det."), "withdrawn")
            else:
                undone = undo(session, who, changeset, now)
                flash(_("Ångrat. Det står som förut."), f"undo {undone.id}")
            session.commit()
        except Clashed as clashed:
            session.rollback()
            return page("offer/not_undone.html", sender, CLASHED, clashed=clashed, form=Form())
        except DirectoryError as error:
            session.rollback()
            form = Form()
            form.add(error, ())
            return page("offer/not_undone.html", sender, UNPROCESSABLE, clashed=None, form=form)
    return redirect(url_for("offer.organization", organization_id=organization), 303)
