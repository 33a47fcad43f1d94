"""Setting up an authenticator app: the first one after the first password, and another one from one's own page."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.account import changing, entering, throttle
from directory.account import session as sessions
from directory.account.code import address_for_app, new_code_secret
from directory.account.complaint import Refused
from directory.account.passkey import list_passkeys
from directory.account.throttle import Trial
from directory.model import Account, AccountSession
from directory.web import sealed
from directory.web.account.entered import entered, start_anew
from directory.web.account.form import UNPROCESSABLE, Form
from directory.web.account.half import half_account, half_session
from directory.web.account.qr import picture
from directory.web.account.recovery import show_once
from directory.web.account.signing_in import given_code
from directory.web.database import engine, reading, seal, session_lasts, site, writing
from directory.web.identity import set_cookie, signed_in, viewer
from directory.web.language import gettext as _

KEY = "app_key"
"""Where the key stands while the app is set up: a reload must not change it under somebody's hands."""


@needs(Permission.ACCOUNT_ENTER)
def first() -> AnyResponse:
    """Show the key of a first app, to somebody who has given the right password and has no app yet."""
    account = half_account()
    if account is None:
        return redirect(url_for("account.new_second_factor" if viewer() else "account.sign_in"), 303)
    if entering.has_second_factor(account):
        return redirect(url_for("account.code"), 303)
    if _has_passkeys(account.id):
        return redirect(url_for("account.sign_in"), 303)
    return _page(account.id, account.email or "", Form())


@needs(Permission.ACCOUNT_ENTER)
def enroll_first() -> AnyResponse:
    """Take the first code of a first app: somebody is signed in, and sees their recovery codes."""
    now = clock.now()
    account = half_account()
    if account is None or entering.has_second_factor(account) or _has_passkeys(account.id):
        return redirect(url_for("account.sign_in"), 303)
    throttle.take(engine(), Trial.CODE, account.id, now)
    secret = _key_of(account.id)
    try:
        with writing(account.id) as opened:
            half = half_session(opened)
            row = opened.get(Account, account.id)
            if half is None or row is None or row.id != half.account_id or entering.has_second_factor(row):
                raise Forbidden
            codes = changing.enroll_code(
                opened, row, secret, given_code()[1], seal(), now, site=site(), keep=half.id
            )
            begun = sessions.finish(opened, half, now, lasts=session_lasts())
            opened.commit()
    except Refused as error:
        form = Form()
        form.add(error)
        return _page(account.id, account.email or "", form, UNPROCESSABLE)
    throttle.forget(engine(), Trial.CODE, account.id)
    response = entered(begun, url_for("account.recovery_codes"))
    show_once(account.id, codes)
    return response


@needs(Permission.OWN_SECURE)
def another() -> AnyResponse:
    """Show the key of an app that takes the place of the one before."""
    who = signed_in()
    return _page(who.account, who.email, Form(), is_first=False)


@needs(Permission.OWN_SECURE)
def enroll_another() -> AnyResponse:
    """Take the first code of a new app; every other session ends, and this one goes on under a new token."""
    now, who = clock.now(), signed_in()
    throttle.take(engine(), Trial.CODE, who.account, now)
    secret = _key_of(who.account)
    try:
        with writing(who.account) as opened:
            row = opened.get(AccountSession, who.session)
            if row is None:
                raise Forbidden
            codes = changing.enroll_code(
                opened,
                opened.get_one(Account, who.account),
                secret,
                given_code()[1],
                seal(),
                now,
                site=site(),
                keep=who.session,
            )
            begun = sessions.confirm(row, now)
            opened.commit()
    except Refused as error:
        form = Form()
        form.add(error)
        return _page(who.account, who.email, form, UNPROCESSABLE, is_first=False)
    throttle.forget(engine(), Trial.CODE, who.account)
    start_anew()
    flash(_("Den nya appen gäller nu. Du är utloggad på alla andra enheter."))
    show_once(who.account, codes)
    response = redirect(url_for("account.recovery_codes"), 303)
    set_cookie(response, begun)
    return response


def in_fours(secret: str) -> str:
    """Return a key in groups of four letters, as it is typed by hand."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def _has_passkeys(account_id: str) -> bool:
    """Whether an account has passkeys: then one of those is its second factor, and no app comes in beside it."""
    with reading() as session:
        return bool(list_passkeys(session, account_id))


def _key_of(account_id: str) -> str:
    """Return the key that is being set up, a new one when there is none."""
    found = sealed.kept(KEY, account_id)
    if not isinstance(found, str):
        found = new_code_secret()
        sealed.keep(KEY, account_id, found)
    return found


def _page(
    account_id: str, email: str, form: Form, status: int = 200, *, is_first: bool = True
) -> AnyResponse:
    secret = _key_of(account_id)
    page = render_template(
        "account/second_factor.html",
        form=form,
        key=in_fours(secret),
        picture=picture(address_for_app(secret, email)),
        is_first=is_first,
    )
    return make_response(page, status)
