"""A lost password: asked for on a page that always says the same, and set by the link of a letter."""

from __future__ import annotations

from flask import flash, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.account import changing, throttle, ticket
from directory.account.complaint import Refused, expired
from directory.account.password import check_new, hash_of
from directory.account.person import find_address
from directory.account.throttle import Trial
from directory.model import Account, Purpose
from directory.web import mail_link
from directory.web.account.entered import start_anew
from directory.web.account.form import UNPROCESSABLE, Form
from directory.web.database import client, engine, reading, site, writing
from directory.web.language import gettext as _

SYSTEM = "system"


@needs(Permission.ACCOUNT_ENTER)
def ask() -> str:
    """Ask for the address."""
    return render_template("account/reset.html", form=Form())


@needs(Permission.ACCOUNT_ENTER)
def send() -> AnyResponse:
    """Wish for a letter. Whether there is such an account is found out when letters are sent, by nobody else."""
    now = clock.now()
    address = find_address(request.form.get("email", ""))
    throttle.take(engine(), Trial.RESET_FROM, client(), now)
    throttle.take(engine(), Trial.RESET, address, now)
    with writing(SYSTEM) as session:
        changing.wish_reset(session, address, g.lang)
        session.commit()
    return redirect(url_for("account.reset_sent"), 303)


@needs(Permission.ACCOUNT_ENTER)
def sent() -> str:
    """Say what happens now, which is the same for every address."""
    return render_template("account/reset_sent.html")


@needs(Permission.ACCOUNT_ENTER)
def open_link(token: str) -> AnyResponse:
    """Lead on to the form, if the link works. Opening it uses nothing up: mail scanners open links."""
    throttle.take(engine(), Trial.LINK_FROM, client(), clock.now())
    _account_of(token)
    return mail_link.lead_on(Purpose.RESET, token, "account.new_password")


@needs(Permission.ACCOUNT_ENTER)
def show() -> AnyResponse:
    """Show the form for a new password."""
    _account_of(mail_link.token_of(Purpose.RESET))
    return _page(Form())


@needs(Permission.ACCOUNT_ENTER)
def set_new() -> AnyResponse:
    """Set the new password. It signs nobody in: the second factor is asked for as always."""
    now, token = clock.now(), mail_link.token_of(Purpose.RESET)
    account = _account_of(token)
    form = Form()
    try:
        given = check_new(request.form.get("password", ""), account.name, account.email or "")
    except Refused as error:
        form.add(error)
        return _page(form, UNPROCESSABLE)
    hashed = hash_of(given)
    with writing(account.id) as session:
        changing.reset_password(session, token, hashed, now, site=site())
        session.commit()
    start_anew()
    flash(_("Lösenordet är bytt. Logga in med det nya."))
    return redirect(url_for("account.sign_in"), 303)


def _account_of(token: str) -> Account:
    """Return the account that the link is for.

    Raises:
        Expired: the link does not work.
    """
    with reading() as session:
        account = session.get(Account, ticket.look_at(session, Purpose.RESET, token, clock.now()))
        session.expunge_all()
    if account is None or not account.is_open:
        raise expired()
    return account


def _page(form: Form, status: int = 200) -> AnyResponse:
    return make_response(render_template("account/new_password.html", form=form), status)
