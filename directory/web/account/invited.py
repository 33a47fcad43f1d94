"""Accepting an invitation: a new account for somebody new, one more right for somebody who has one."""

from __future__ import annotations

from enum import StrEnum

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Identity, Permission, needs
from directory.account import session as sessions
from directory.account import throttle
from directory.account.complaint import Refused, expired
from directory.account.password import check_new, hash_of
from directory.account.person import name_of
from directory.account.throttle import Trial
from directory.membership import inviting
from directory.membership.granting import SYSTEM
from directory.model import Account, Invitation, Purpose, Stage
from directory.web import mail_link
from directory.web.account.entered import device, half_entered, remember_way
from directory.web.account.form import UNPROCESSABLE, Form, sent
from directory.web.account.rights import place_words, role_means, role_words
from directory.web.database import borders, client, engine, reading, session_lasts, writing
from directory.web.identity import viewer
from directory.web.language import gettext as _


class Visitor(StrEnum):
    """Who has opened the link, as seen from the address that was invited."""

    NEW = "new"
    """The address has no account, and nobody is signed in."""
    OWNER = "owner"
    """The account of that address is signed in."""
    AWAY = "away"
    """The address has an account, and nobody is signed in."""
    OTHER = "other"
    """Somebody else is signed in."""


@needs(Permission.ACCOUNT_ENTER)
def open_link(token: str) -> AnyResponse:
    """Lead on to the invitation, if the link works. Opening it uses nothing up: mail scanners open links."""
    throttle.take(engine(), Trial.LINK_FROM, client(), clock.now())
    _look_at(token)
    return mail_link.lead_on(Purpose.INVITATION, token, "account.invited")


@needs(Permission.ACCOUNT_ENTER)
def show() -> AnyResponse:
    """Show who invites, and to what."""
    invitation, inviter, visitor = _look_at(mail_link.token_of(Purpose.INVITATION))
    if visitor is Visitor.AWAY:
        remember_way(request.path)
    return _page(invitation, inviter, visitor, Form({"name": invitation.name}))


@needs(Permission.ACCOUNT_ENTER)
def accept() -> AnyResponse:
    """Accept it."""
    token = mail_link.token_of(Purpose.INVITATION)
    invitation, inviter, visitor = _look_at(token)
    who = viewer()
    if visitor is Visitor.OWNER and who is not None:
        return _accept_as(who, token)
    if visitor is not Visitor.NEW:
        return _page(invitation, inviter, visitor, Form(), UNPROCESSABLE)
    form, name = sent("name"), request.form.get("name", "")
    given = request.form.get("password", "")
    try:
        name_of(name)
    except Refused as error:
        form.add(error)
    try:
        given = check_new(given, name[:100], invitation.email)
    except Refused as error:
        form.add(error)
    if form.troubles:
        return _page(invitation, inviter, visitor, form, UNPROCESSABLE)
    hashed, now = hash_of(given), clock.now()
    with writing(SYSTEM) as session:
        account = inviting.accept(session, token, borders(), now, name=name, hashed=hashed)
        begun = sessions.begin(session, account, Stage.PASSWORD, now, lasts=session_lasts(), device=device())
        session.commit()
    return half_entered(begun, has_app=False, back="")


def _accept_as(who: Identity, token: str) -> AnyResponse:
    with writing(who.account) as session:
        inviting.accept(session, token, borders(), clock.now(), by=who.account)
        session.commit()
    mail_link.forget(Purpose.INVITATION)
    flash(_("Inbjudan är antagen. Den nya rättigheten gäller genast."))
    return redirect(url_for("account.account"), 303)


def _look_at(token: str) -> tuple[Invitation, str, Visitor]:
    """Return the invitation behind the link, the name of who invited, and who has opened it.

    Raises:
        Expired: the link does not work.
    """
    with reading() as session:
        invitation = inviting.look_at(session, token, clock.now())
        account = inviting.has_account(session, invitation)
        by = session.get(Account, invitation.invited_by) if invitation.invited_by != SYSTEM else None
        session.expunge_all()
    if account is not None and not account.is_open:
        raise expired()
    return invitation, by.name if by is not None else "", _visitor(viewer(), account)


def _visitor(who: Identity | None, account: Account | None) -> Visitor:
    if who is None:
        return Visitor.NEW if account is None else Visitor.AWAY
    return Visitor.OWNER if account is not None and account.id == who.account else Visitor.OTHER


def _page(
    invitation: Invitation, inviter: str, visitor: Visitor, form: Form, status: int = 200
) -> AnyResponse:
    page = render_template(
        "account/invitation.html",
        form=form,
        inviter=inviter,
        invitation=invitation,
        role=role_words(invitation.role),
        means=role_means(invitation.role),
        place=place_words(invitation.organization_id, invitation.area_id),
        visitor=visitor,
        who=viewer(),
    )
    return make_response(page, status)
