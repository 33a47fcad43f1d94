"""Answering proposals: field by field what is new, and a yes or no from somebody who did not write it."""

from __future__ import annotations

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.errors import DirectoryError
from directory.maintaining import deciding, person
from directory.maintaining.eyes import is_bound
from directory.maintaining.restricted import open_one as open_part
from directory.maintaining.workplace import Workplace, missing
from directory.model import Account, Contact, Post
from directory.store.session import GraphSession
from directory.web.database import borders, reading, site, writing
from directory.web.form import UNPROCESSABLE, Form, sent
from directory.web.identity import signed_in
from directory.web.language import gettext as _
from directory.web.maintain.page import done, may_here, page, part_and_workplace

FIELDS = ("told", "why")


@needs(Permission.CONTACT_READ)
def proposal(contact_id: str) -> Response:
    """Show a proposal; a restricted one only that it is there, until somebody opens it."""
    with reading() as session:
        contact, workplace = part_and_workplace(session, Contact, contact_id, Permission.CONTACT_READ)
        return _page(
            session, workplace, contact, Form(), is_open=not deciding.is_restricted(session, contact)
        )


@needs(Permission.RESTRICTED_OPEN)
def open_one(contact_id: str) -> Response:
    """Open a restricted proposal: written down who did, before it is shown."""
    who = signed_in()
    with writing(who.account) as session:
        contact, workplace = part_and_workplace(session, Contact, contact_id, Permission.RESTRICTED_OPEN)
        if not person.is_waiting(contact):
            raise missing()
        try:
            open_part(session, who, workplace, contact, borders(), clock.now(), site=site())
            session.commit()
        except DirectoryError as error:
            return _again(session, workplace, contact_id, Form(), error)
        return _page(session, workplace, contact, Form(), is_open=True)


@needs(Permission.CONTACT_APPROVE)
def approve(contact_id: str) -> Response:
    """Approve it."""
    form, who = sent(FIELDS), signed_in()
    with writing(who.account) as session:
        contact, workplace = part_and_workplace(session, Contact, contact_id, Permission.CONTACT_APPROVE)
        try:
            shown = deciding.approve(
                session, who, workplace, contact, form.version, clock.now(), told=form.value("told")
            )
            session.commit()
        except DirectoryError as error:
            return _again(session, workplace, contact_id, form, error)
        if shown.email:
            return done(_("Godkänt. Det visas nu, och personen får ett mail om det."), workplace.id)
        return done(_("Godkänt. Det visas nu."), workplace.id)


@needs(Permission.CONTACT_APPROVE)
def refuse(contact_id: str) -> Response:
    """Send it back."""
    form, who = sent(FIELDS), signed_in()
    with writing(who.account) as session:
        contact, workplace = part_and_workplace(session, Contact, contact_id, Permission.CONTACT_APPROVE)
        try:
            deciding.refuse_proposal(
                session, who, workplace, contact, form.version, clock.now(), why=form.value("why")
            )
            session.commit()
        except DirectoryError as error:
            return _again(session, workplace, contact_id, form, error)
        return done(_("Förslaget är tillbakaskickat. Den som skrev det ser varför."), workplace.id)


@needs(Permission.CONTACT_PROPOSE)
def withdraw(contact_id: str) -> Response:
    """Take back what waits."""
    with writing(signed_in().account) as session:
        contact, workplace = part_and_workplace(session, Contact, contact_id, Permission.CONTACT_PROPOSE)
        try:
            person.withdraw(session, contact)
            session.commit()
        except DirectoryError as error:
            return _again(session, workplace, contact_id, Form(), error)
        return done(_("Förslaget är borttaget."), workplace.id)


def _again(
    session: GraphSession, workplace: Workplace, contact_id: str, form: Form, error: DirectoryError
) -> Response:
    """Show the proposal once more with what is wrong. A restricted one has to be opened anew."""
    session.rollback()
    form.add(error, FIELDS)
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise missing()
    is_open = not deciding.is_restricted(session, contact)
    return _page(session, workplace, contact, form, is_open=is_open, status=UNPROCESSABLE)


def _page(
    session: Session,
    workplace: Workplace,
    contact: Contact,
    form: Form,
    *,
    is_open: bool,
    status: int = 200,
) -> Response:
    who = signed_in()
    proposer = session.get(Account, contact.proposed_by or "")
    return page(
        "maintain/proposal.html",
        status,
        workplace=workplace,
        contact=contact,
        post=session.get(Post, contact.post_id),
        proposer=proposer.name if proposer is not None else "",
        differences=deciding.differences(session, contact) if is_open else (),
        is_open=is_open,
        is_waiting=person.is_waiting(contact),
        is_own=contact.proposed_by == who.account,
        is_bound=is_bound(session, who, workplace, contact.proposed_by),
        may_approve=may_here(workplace, Permission.CONTACT_APPROVE),
        may_propose=may_here(workplace, Permission.CONTACT_PROPOSE),
        form=form,
    )
