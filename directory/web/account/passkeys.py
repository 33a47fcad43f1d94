"""Passkeys: made and removed on one's own page, and used to sign in or to show anew who one is.

A small script (``static/js/passkey.js``) hands JSON to and fro between these addresses and the browser; what goes wrong
is one sentence as ``said``. Without the script the password and the code work.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

import orjson
from flask import Response, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.account import passkey, throttle, ways
from directory.account import session as sessions
from directory.account.complaint import Refused, TooMany
from directory.account.passkey import Site
from directory.account.provider import Issuer
from directory.account.throttle import Trial
from directory.errors import DirectoryError, NotFound
from directory.model import Account, AccountSession, Stage
from directory.web.account import refusals
from directory.web.account.entered import device, start_anew, way_back
from directory.web.account.half import half_session
from directory.web.database import client, engine, session_lasts, settings, site, writing
from directory.web.identity import set_cookie, signed_in, viewer
from directory.web.language import current_language
from directory.web.language import gettext as _
from directory.web.own_path import own_path

NOBODY_YET = "system"
"""Who acts while nobody is known."""


def key_site() -> Site:
    """Return what passkeys of this site are bound to: the base URL of the settings, whatever a request says."""
    return Site.of(site())


def sent_text(name: str) -> str:
    """Return a text of the JSON object that was sent; nothing when there is none."""
    try:
        given = json.loads(request.get_data())
    except (ValueError, RecursionError):
        given = None
    found = given.get(name, "") if isinstance(given, dict) else ""
    return found if isinstance(found, str) else ""


def in_words(view: Callable[[], AnyResponse]) -> Callable[[], AnyResponse]:
    """Answer what *view* refuses as JSON that says so, for the script."""

    @wraps(view)
    def said() -> AnyResponse:
        try:
            return view()
        except (Refused, TooMany) as error:
            return _refusal(error)

    return said


@needs(Permission.OWN_SECURE)
def new() -> str:
    """Ask what the key is to be called, and make it."""
    return render_template("account/new_passkey.html")


@needs(Permission.OWN_SECURE)
@in_words
def ask_to_add() -> AnyResponse:
    """Give the browser what it needs to make a key."""
    who = signed_in()
    _count()
    passkey.key_name_of(sent_text("name"))
    with writing(who.account) as opened:
        options = passkey.options_to_add(
            opened, opened.get_one(Account, who.account), key_site(), clock.now()
        )
        opened.commit()
    return Response(options, mimetype="application/json")


@needs(Permission.OWN_SECURE)
@in_words
def add() -> AnyResponse:
    """Keep the key; every other session ends, and this one goes on under a new token."""
    now, who = clock.now(), signed_in()
    _count()
    with writing(who.account) as opened:
        row = opened.get(AccountSession, who.session)
        if row is None:
            raise Forbidden
        account = opened.get_one(Account, who.account)
        _used(
            opened,
            lambda: passkey.add(opened, account, sent_text("reply"), sent_text("name"), key_site(), now),
        )
        ways.have_changed(opened, account, now, site=site(), keep=who.session)
        begun = sessions.confirm(row, now)
        opened.commit()
    flash(_("Nyckeln är tillagd. Du är utloggad på alla andra enheter."))
    return _go(url_for("account.account"), begun)


@needs(Permission.OWN_SECURE)
def remove() -> AnyResponse:
    """Remove a key, unless it is the last way in."""
    now, who = clock.now(), signed_in()
    try:
        with writing(who.account) as opened:
            account = opened.get_one(Account, who.account)
            if not passkey.remove(opened, account, request.form.get("key", "")):
                sv = "Den nyckeln finns inte längre."
                raise NotFound(sv, sv=sv, en="That passkey is no longer there.")
            ways.refuse_the_last(opened, account, Issuer.of(settings()))
            ways.have_changed(opened, account, now, site=site(), keep=who.session)
            opened.commit()
    except Refused as error:
        flash(str(error.details[current_language()]))
        return redirect(url_for("account.account"), 303)
    flash(_("Nyckeln är borttagen. Du är utloggad på alla andra enheter."))
    return redirect(url_for("account.account"), 303)


@needs(Permission.ACCOUNT_ENTER)
@in_words
def ask_to_enter() -> AnyResponse:
    """Give the browser what it needs to sign in with a key."""
    _count()
    with writing(NOBODY_YET) as opened:
        options = passkey.options_to_enter(opened, key_site(), clock.now())
        opened.commit()
    return Response(options, mimetype="application/json")


@needs(Permission.ACCOUNT_ENTER)
@in_words
def enter() -> AnyResponse:
    """Sign in with a key: it is password and second factor in one."""
    now, who = clock.now(), viewer()
    with refusals.noted("passkey"):
        _count()
    with refusals.noted("passkey"), writing(NOBODY_YET) as opened:
        account = _used(opened, lambda: passkey.enter(opened, sent_text("reply"), key_site(), now))
        if who is not None:  # somebody signs in over a session: that one ends
            sessions.end(opened, who.account, who.session, actor=who.account)
        half = half_session(opened)
        if half is not None:
            opened.delete(half)
        begun = sessions.begin(opened, account, Stage.WHOLE, now, lasts=session_lasts(), device=device())
        opened.commit()
    target = own_path(sent_text("next")) or way_back()
    start_anew()
    return _go(target, begun)


@needs(Permission.OWN_CONFIRM)
@in_words
def ask_to_confirm() -> AnyResponse:
    """Give the browser what it needs to show with a key that it is still the same person."""
    who = signed_in()
    _count()
    with writing(who.account) as opened:
        options = passkey.options_to_enter(opened, key_site(), clock.now(), account_id=who.account)
        opened.commit()
    return Response(options, mimetype="application/json")


@needs(Permission.OWN_CONFIRM)
@in_words
def confirm() -> AnyResponse:
    """Take what the key signed, and go back to what somebody was about to do."""
    now, who = clock.now(), signed_in()
    with refusals.noted("passkey", who.account):
        _count()
    with refusals.noted("passkey", who.account), writing(who.account) as opened:
        row = opened.get(AccountSession, who.session)
        if row is None:
            raise Forbidden
        _used(
            opened,
            lambda: passkey.enter(opened, sent_text("reply"), key_site(), now, account_id=who.account),
        )
        begun = sessions.confirm(row, now)
        opened.commit()
    return _go(own_path(sent_text("next")) or url_for("account.account"), begun)


def _count() -> None:
    throttle.take(engine(), Trial.PASSKEY_FROM, client(), clock.now())


def _used(opened: Session, act: Callable[[], Any]) -> Any:
    """Return what *act* returns; when it refuses, the challenge is used up all the same."""
    try:
        return act()
    except Refused:
        opened.commit()
        raise


def _go(target: str, begun: sessions.Begun) -> AnyResponse:
    response = Response(orjson.dumps({"next": target}), mimetype="application/json")
    set_cookie(response, begun)
    return response


def _refusal(error: DirectoryError) -> AnyResponse:
    said = str(error.details.get(current_language()) or error.message)
    field = str(error.details.get("field", ""))
    return Response(orjson.dumps({"said": said, "field": field}), error.status, mimetype="application/json")
