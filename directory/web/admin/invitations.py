"""Invitations: those that wait, and the form for a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.account import throttle
from directory.account.complaint import Refused
from directory.account.person import address_of, name_of
from directory.account.throttle import Trial
from directory.errors import NotFound
from directory.membership import inviting
from directory.membership.inviting import Wanted
from directory.model import Account, Invitation
from directory.web.account.form import UNPROCESSABLE, Form, sent
from directory.web.account.rights import place_words, role_words
from directory.web.admin import told
from directory.web.admin.role_form import RoleForm, read_role, role_form
from directory.web.database import borders, engine, reading, writing
from directory.web.identity import signed_in
from directory.web.language import LANGUAGES, current_language


@dataclass(frozen=True, slots=True)
class InvitationShown:
    """An invitation that waits, in words. ``by``: who invited; empty when it was the program, or they have left."""

    id: str
    name: str
    email: str
    role: str
    place: str
    by: str
    sent_at: datetime
    until: datetime


@needs(Permission.MEMBER_INVITE)
def invitations() -> str:
    """Show what waits, and the form."""
    form = Form({"lang": current_language()})
    return _page(role_form(form, signed_in(), borders()))


@needs(Permission.MEMBER_INVITE)
def invite() -> AnyResponse | tuple[str, int]:
    """Invite somebody."""
    who, around = signed_in(), borders()
    shown = role_form(sent("name", "email", "role", "place", "chosen", "lang"), who, around)
    form = shown.form
    read = read_role(shown, who, around)
    for check, field in ((name_of, "name"), (address_of, "email")):
        try:
            check(form.value(field))
        except Refused as error:
            form.add(error)
    if read is None or form.troubles:
        return _page(shown), UNPROCESSABLE
    role, place = read
    throttle.take(engine(), Trial.INVITE, who.account, clock.now())
    with writing(who.account) as session:
        wanted = Wanted(
            form.value("email"),
            form.value("name"),
            role,
            organization=place.organization if place else "",
            area=place.area if place else "",
            lang=form.value("lang"),
        )
        try:
            made = inviting.invite(session, who, wanted, around, clock.now())
        except Refused as error:
            form.add(error)
            return _page(shown), UNPROCESSABLE
        made_id = made.id
        session.commit()
    told.tell("invited", made_id)
    return _to_list()


@needs(Permission.MEMBER_INVITE)
def back(invitation_id: str) -> AnyResponse:  # noqa: ARG001 the route names it
    """Return to the list: whoever had to show who they are comes back here, and clicks once more."""
    return _to_list()


@needs(Permission.MEMBER_INVITE)
def withdraw(invitation_id: str) -> AnyResponse:
    """Withdraw an invitation that waits."""
    who = signed_in()
    with writing(who.account) as session:
        try:
            inviting.withdraw(session, who, invitation_id, borders(), clock.now())
        except NotFound:
            invitation = session.get(Invitation, invitation_id)
            if invitation is None or not inviting.stands_over(who, invitation, borders()):
                raise
            told.tell("answered")
            return _to_list()
        session.commit()
    told.tell("withdrawn")
    return _to_list()


def _to_list() -> AnyResponse:
    return redirect(url_for("admin.invitations"), 303)


def _page(shown: RoleForm) -> str:
    what, subject = told.take() if not shown.form.troubles else ("", "")
    with reading() as database:
        rows = inviting.list_waiting(database, signed_in(), borders(), clock.now())
        waiting = [_shown(database, row) for row in rows]
    just_sent = next((one for one in waiting if what == "invited" and one.id == subject), None)
    return render_template(
        "admin/invitations.html",
        told=told.said(what),
        just_sent=just_sent,
        waiting=waiting,
        shown=shown,
        languages=LANGUAGES,
    )


def _shown(database: Session, row: Invitation) -> InvitationShown:
    inviter = database.get(Account, row.invited_by)
    return InvitationShown(
        row.id,
        row.name,
        row.email,
        role_words(row.role),
        place_words(row.organization_id, row.area_id),
        inviter.name if inviter is not None else "",
        row.created_at,
        row.expires_at,
    )
