"""A new password by somebody who knows the old one: this session goes on under a new token, every other one ends."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.account import changing, throttle
from directory.account import session as sessions
from directory.account.complaint import Refused
from directory.account.password import check_new, hash_of
from directory.account.throttle import Trial
from directory.model import Account, AccountSession
from directory.web.account.form import UNPROCESSABLE, Form
from directory.web.database import engine, site, writing
from directory.web.identity import set_cookie, signed_in
from directory.web.language import gettext as _


@needs(Permission.OWN_SECURE)
def password() -> AnyResponse:
    """Show the form."""
    return _page(Form())


@needs(Permission.OWN_SECURE)
def change() -> AnyResponse:
    """Change the password."""
    now, who = clock.now(), signed_in()
    form = Form()
    given = request.form.get("password", "")
    try:
        given = check_new(given, who.name, who.email)
    except Refused as error:
        form.add(error)
        return _page(form, UNPROCESSABLE)
    throttle.take(engine(), Trial.CONFIRM, who.account, now)
    try:
        changing.check_old_password(engine(), who.account, request.form.get("old", ""))
    except Refused as error:
        form.add(error)
        return _page(form, UNPROCESSABLE)
    throttle.forget(engine(), Trial.CONFIRM, who.account)
    hashed = hash_of(given)
    with writing(who.account) as session:
        row = session.get(AccountSession, who.session)
        if row is None:
            raise Forbidden
        account = session.get_one(Account, who.account)
        changing.set_password(session, account, hashed, now, site=site(), keep=who.session)
        begun = sessions.confirm(row, now)
        session.commit()
    flash(_("Lösenordet är bytt. Du är utloggad på alla andra enheter."))
    response = redirect(url_for("account.account"), 303)
    set_cookie(response, begun)
    return response


def _page(form: Form, status: int = 200) -> AnyResponse:
    return make_response(render_template("account/password.html", form=form), status)
