"""Ending sessions: this one by signing out, any other from the list on one's own page."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory.access import Permission, needs
from directory.account import session as sessions
from directory.errors import NotFound
from directory.web.database import writing
from directory.web.identity import forget_cookie, signed_in
from directory.web.language import gettext as _
from directory.web.language import ngettext

CLEAR = '"cache", "cookies", "storage"'
"""Clear-Site-Data (W3C): a browser that somebody else will use keeps nothing of ours."""


@needs(Permission.OWN_LEAVE)
def sign_out() -> AnyResponse:
    """End this session."""
    return end_this()


@needs(Permission.ACCOUNT_ENTER)
def signed_out() -> str:
    """Say that nobody is signed in any more."""
    return render_template("account/signed_out.html")


@needs(Permission.OWN_LEAVE)
def end_one(session_id: str) -> AnyResponse:
    """End one session of the list."""
    who = signed_in()
    if session_id == who.session:
        return end_this()
    with writing(who.account) as opened:
        if not sessions.end(opened, who.account, session_id, actor=who.account):
            sv = "Den inloggningen finns inte längre."
            raise NotFound(sv, sv=sv, en="That session is no longer there.")
        opened.commit()
    flash(_("Inloggningen är avslutad."))
    return redirect(url_for("account.account"), 303)


@needs(Permission.OWN_LEAVE)
def end_others() -> AnyResponse:
    """End every session but this one."""
    who = signed_in()
    with writing(who.account) as opened:
        count = sessions.end_all(opened, who.account, actor=who.account, except_for=who.session)
        opened.commit()
    flash(
        ngettext("%(num)d inloggning är avslutad.", "%(num)d inloggningar är avslutade.", count)
        if count
        else _("Det fanns inga andra inloggningar.")
    )
    return redirect(url_for("account.account"), 303)


def end_this() -> AnyResponse:
    """End the session of this request, and have the browser forget everything of ours."""
    who = signed_in()
    with writing(who.account) as opened:
        sessions.end(opened, who.account, who.session, actor=who.account)
        opened.commit()
    session.clear()
    response = redirect(url_for("account.signed_out"), 303)
    forget_cookie(response)
    forget_cookie(response, is_half=True)
    response.headers["Clear-Site-Data"] = CLEAR
    return response
