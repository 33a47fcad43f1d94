"""Signing in: address and password, then a code. A wrong one says the same whatever was wrong with it."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, session, url_for
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.account import entering, throttle
from directory.account import session as sessions
from directory.account.complaint import Refused
from directory.account.throttle import Trial
from directory.model import Account
from directory.web.account import demo, refusals
from directory.web.account.entered import BACK, device, entered, half_entered, way_back
from directory.web.account.form import UNPROCESSABLE, Form, sent
from directory.web.account.half import half_account, half_session
from directory.web.database import client, engine, seal, session_lasts, writing
from directory.web.identity import viewer
from directory.web.own_path import own_path


@needs(Permission.ACCOUNT_ENTER)
def sign_in() -> AnyResponse:
    """Show the form; who is signed in already goes where they were going."""
    back = own_path(request.args.get("next", "")) or own_path(str(session.get(BACK, "")))
    if viewer() is not None:
        return redirect(back or url_for("account.account"), 303)
    return _sign_in_page(Form({"next": back}))


@needs(Permission.ACCOUNT_ENTER)
def give_password() -> AnyResponse:
    """Take address and password; go on to the second factor."""
    now = clock.now()
    form = sent("email")
    form.values["next"] = own_path(request.form.get("next", ""))
    given = request.form.get("password", "")
    who = viewer()
    try:
        with refusals.noted("password"):
            shown = entering.check_password(
                engine(), request.form.get("email", ""), given, now, client=client()
            )
            renewed = entering.stronger_hash(shown, given)
            with writing(shown.id) as opened:
                if who is not None:  # somebody signs in over a session: that one ends
                    sessions.end(opened, who.account, who.session, actor=who.account)
                account, begun = entering.begin_half(
                    opened, shown, now, renewed=renewed, lasts=session_lasts(), device=device()
                )
                has_app = entering.has_second_factor(account)
                opened.commit()
    except Refused as error:
        form.add(error)
        return _sign_in_page(form, UNPROCESSABLE)
    return half_entered(begun, has_app=has_app, back=form.value("next"))


@needs(Permission.ACCOUNT_ENTER)
def code() -> AnyResponse:
    """Ask for the code of the app, or a recovery code."""
    account = half_account()
    if account is None:
        return redirect(way_back() if viewer() is not None else url_for("account.sign_in"), 303)
    if not entering.has_second_factor(account):
        return redirect(url_for("account.second_factor"), 303)
    return _code_page(account, Form())


@needs(Permission.ACCOUNT_ENTER)
def give_code() -> AnyResponse:
    """Take a code; with the right one somebody is signed in."""
    now = clock.now()
    account = half_account()
    if account is None:
        return redirect(url_for("account.sign_in"), 303)
    with refusals.noted("code", account.id):
        throttle.take(engine(), Trial.CODE, account.id, now)
    name, given = given_code()
    try:
        with refusals.noted("code", account.id), writing(account.id) as opened:
            half = half_session(opened)
            if half is None or half.account_id != account.id:
                raise Forbidden
            begun = entering.take_second_factor(opened, half, given, seal(), now, lasts=session_lasts())
            opened.commit()
    except Refused as error:
        form = Form()
        form.add(error, name)
        return _code_page(account, form, UNPROCESSABLE)
    throttle.forget(engine(), Trial.CODE, account.id)
    return entered(begun)


def given_code() -> tuple[str, str]:
    """Return which field a code was written into, and what stands there; the recovery code when both are filled in."""
    recovery = request.form.get("recovery", "").strip()
    return ("recovery", recovery) if recovery else ("code", request.form.get("code", "").strip())


def _sign_in_page(form: Form, status: int = 200) -> AnyResponse:
    page = render_template(
        "account/sign_in.html", form=form, demo_accounts=demo.accounts(), demo_password=demo.DEMO_PASSWORD
    )
    return make_response(page, status)


def _code_page(account: Account, form: Form, status: int = 200) -> AnyResponse:
    page = render_template("account/code.html", form=form, demo_code=demo.code_of(account))
    return make_response(page, status)
