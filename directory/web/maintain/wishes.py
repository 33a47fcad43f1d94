"""Wishes that more people see something: granted or declined by somebody who did not wish it."""

from __future__ import annotations

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.errors import DirectoryError
from directory.graph.facts import Visibility
from directory.maintaining.eyes import is_bound
from directory.maintaining.restricted import open_one
from directory.maintaining.visibility import answer_wish, part_of
from directory.maintaining.workplace import Workplace, get_workplace, missing
from directory.model import Account, Widening
from directory.store.session import GraphSession
from directory.web.database import borders, reading, site, writing
from directory.web.form import UNPROCESSABLE, Form, sent
from directory.web.identity import signed_in
from directory.web.language import gettext as _
from directory.web.maintain.page import done, may_here, page


@needs(Permission.CONTACT_READ)
def wish(wish_id: str) -> Response:
    """Show what is wished; of something restricted only that it is there, until somebody opens it."""
    with reading() as session:
        found, workplace = _get(session, wish_id, Permission.CONTACT_READ)
        return _page(session, workplace, found, Form())


@needs(Permission.RESTRICTED_OPEN)
def open_it(wish_id: str) -> Response:
    """Open the restricted thing that more people would see: written down who did, before it is shown."""
    who = signed_in()
    with writing(who.account) as session:
        found, workplace = _get(session, wish_id, Permission.RESTRICTED_OPEN)
        part = part_of(session, found)
        if part is None or part.visibility is not Visibility.RESTRICTED or not workplace.holds(part):
            raise missing()
        try:
            open_one(session, who, workplace, part, borders(), clock.now(), site=site())
            session.commit()
        except DirectoryError as error:
            return _again(session, wish_id, workplace, Form(), error)
        return _page(session, workplace, found, Form(), is_open=True)


@needs(Permission.CONTACT_APPROVE)
def grant(wish_id: str) -> Response:
    """Grant it."""
    return _answer(wish_id, Permission.CONTACT_APPROVE, is_granted=True)


@needs(Permission.CONTACT_APPROVE)
def decline(wish_id: str) -> Response:
    """Decline it."""
    return _answer(wish_id, Permission.CONTACT_APPROVE, is_granted=False)


@needs(Permission.CONTACT_PROPOSE)
def withdraw(wish_id: str) -> Response:
    """Take one's own back."""
    with reading() as session:
        found, _workplace = _get(session, wish_id, Permission.CONTACT_PROPOSE)
        if found.proposed_by != signed_in().account:
            raise missing()
    return _answer(wish_id, Permission.CONTACT_PROPOSE, is_granted=False)


def _answer(wish_id: str, permission: Permission, *, is_granted: bool) -> Response:
    form, who = sent(()), signed_in()
    with writing(who.account) as session:
        found, workplace = _get(session, wish_id, permission)
        try:
            answer_wish(session, who, workplace, found, form.version, clock.now(), is_granted=is_granted)
            session.commit()
        except DirectoryError as error:
            return _again(session, wish_id, workplace, form, error)
        said = _("Godkänt. Fler ser det nu.") if is_granted else _("Det visas som förut.")
        return done(said, workplace.id)


def _again(
    session: GraphSession, wish_id: str, workplace: Workplace, form: Form, error: DirectoryError
) -> Response:
    session.rollback()
    form.add(error, ())
    found = session.get(Widening, wish_id)
    if found is None:
        raise missing()
    return _page(session, workplace, found, form, status=UNPROCESSABLE)


def _get(session: Session, wish_id: str, permission: Permission) -> tuple[Widening, Workplace]:
    found = session.get(Widening, wish_id)
    if found is None:
        raise missing()
    return found, get_workplace(session, signed_in(), found.organization_id, borders(), permission)


def _page(
    session: Session,
    workplace: Workplace,
    found: Widening,
    form: Form,
    *,
    is_open: bool = False,
    status: int = 200,
) -> Response:
    """Return the page. Something restricted is shown where it *is_open*: in the answer to opening it, nowhere else."""
    part = part_of(session, found)
    if part is None:
        raise missing()
    proposer = session.get(Account, found.proposed_by)
    return page(
        "maintain/wish.html",
        status,
        workplace=workplace,
        wish=found,
        part=part,
        is_hidden=part.visibility is Visibility.RESTRICTED and not is_open,
        proposer=proposer.name if proposer is not None else "",
        is_own=found.proposed_by == signed_in().account,
        is_bound=is_bound(session, signed_in(), workplace, found.proposed_by),
        may_approve=may_here(workplace, Permission.CONTACT_APPROVE),
        form=form,
    )
