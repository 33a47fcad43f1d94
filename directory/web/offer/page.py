"""What the views of an organization's own workspace have in common: who speaks for whom, acts, and pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, make_response, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, may_there
from directory.errors import DirectoryError
from directory.maintaining.change import Submitted
from directory.maintaining.workplace import Workplace, get_workplace, missing
from directory.model import Service
from directory.offering.sending import Sender
from directory.store.changeset import Clashed
from directory.store.session import GraphSession
from directory.web.database import borders, writing
from directory.web.form import UNPROCESSABLE, Form, sent
from directory.web.identity import signed_in
from directory.web.language import gettext as _
from directory.web.offer import said

CLASHED = 409
Act = Callable[[GraphSession, Sender, Form], Submitted]
Again = Callable[[Session, Sender, Form, int], Response]


def sender_at(session: Session, organization_id: str, permission: Permission) -> Sender:
    """Return who speaks for an organization in this request; NotFound where that is none of theirs."""
    edges = borders()
    workplace = get_workplace(session, signed_in(), organization_id, edges, permission)
    return Sender(signed_in(), workplace, edges, clock.now())


def sender_of(session: Session, service_id: str, permission: Permission) -> tuple[Sender, Service]:
    """Return who speaks for the organization of a service, and the service; NotFound where that is none of theirs."""
    service = session.get(Service, service_id)
    if service is None or service.organization_id is None:
        raise missing()
    return sender_at(session, service.organization_id, permission), service


def page(template: str, sender: Sender, status: int = 200, **values: Any) -> Response:
    """Return a page of the workspace."""
    shown = render_template(
        template,
        workplace=sender.workplace,
        said=said,
        who=sender.identity,
        day=sender.day.date(),
        may_change=may_here(sender.workplace, Permission.OFFER_CHANGE),
        is_clashed=status == CLASHED,
        **values,
    )
    return make_response(shown, status)


def acted(organization_id: str, fields: tuple[str, ...], act: Act, again: Again) -> Response:
    """Do one act in one transaction; then say what became of it, or show the page again with what is wrong."""
    form, who = sent(fields), signed_in()
    with writing(who.account) as session:
        sender = sender_at(session, organization_id, Permission.OFFER_CHANGE)
        try:
            submitted = act(session, sender, form)
            session.commit()
        except Clashed:
            session.rollback()
            return again(session, sender, form, CLASHED)
        except DirectoryError as error:
            session.rollback()
            form.add(error, fields)
            return again(session, sender, form, UNPROCESSABLE)
        return done(submitted, organization_id)


def done(submitted: Submitted, organization_id: str) -> Response:
    """Say what holds and what waits, with a way to take it back, and go to the first page."""
    applied, waiting = submitted.applied, submitted.waiting
    if applied is not None:
        flash(_("Sparat. Det gäller nu."), f"undo {applied.id}")
    if waiting is not None:
        flash(_("Skickat. Det visas när någon annan har sett på det."), f"withdraw {waiting.id}")
    if applied is None and waiting is None:
        flash(_("Inget är ändrat: det stod redan så."), "same")
    return redirect(url_for("offer.organization", organization_id=organization_id), 303)


def may_here(workplace: Workplace, permission: Permission) -> bool:
    """Tell whether whoever asks may do that at the organization."""
    return may_there(signed_in(), permission, borders(), organization=workplace.id)
