"""Showing anew who one is, before something sensitive (step-up). The session goes on under a new token."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.account import entering, throttle
from directory.account.complaint import Refused
from directory.account.throttle import Trial
from directory.model import AccountSession
from directory.web.account import refusals
from directory.web.account.form import UNPROCESSABLE, Form
from directory.web.account.offered import held
from directory.web.account.signing_in import given_code
from directory.web.database import engine, reading, seal, writing
from directory.web.identity import set_cookie, signed_in
from directory.web.own_path import own_path


@needs(Permission.OWN_CONFIRM)
def confirm() -> AnyResponse:
    """Ask for a code."""
    return _page(Form({"next": own_path(request.args.get("next", ""))}))


@needs(Permission.OWN_CONFIRM)
def give_code() -> AnyResponse:
    """Take a code, and go back to what somebody was about to do."""
    now, who = clock.now(), signed_in()
    form = Form({"next": own_path(request.form.get("next", ""))})
    with refusals.noted("code", who.account):
        throttle.take(engine(), Trial.CODE, who.account, now)
    name, given = given_code()
    try:
        with refusals.noted("code", who.account), writing(who.account) as session:
            row = session.get(AccountSession, who.session)
            if row is None:
                raise Forbidden
            begun = entering.confirm(session, row, given, seal(), now)
            session.commit()
    except Refused as error:
        form.add(error, name)
        return _page(form, UNPROCESSABLE)
    throttle.forget(engine(), Trial.CODE, who.account)
    response = redirect(form.value("next") or url_for("account.account"), 303)
    set_cookie(response, begun)
    return response


def _page(form: Form, status: int = 200) -> AnyResponse:
    with reading() as session:
        ways = held(session, signed_in().account)
    return make_response(render_template("account/confirm.html", form=form, **ways), status)
