"""The moments at which a browser gets a token: what it held before is forgotten, where it was going is not."""

from __future__ import annotations

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory.account.session import Begun
from directory.model import Purpose
from directory.web import mail_link
from directory.web.account.device import device_words
from directory.web.identity import set_cookie
from directory.web.language import DEFAULT
from directory.web.own_path import own_path

BACK = "back"
"""Where somebody was going who had to sign in first; kept in the signed cookie of the form, never in an address."""


def device() -> str:
    """Return the browser of this request in two words."""
    return device_words(request.headers.get("User-Agent", ""))


def way_back() -> str:
    """Return where somebody was going before they had to sign in; their own page when they came from nowhere."""
    return own_path(str(session.get(BACK, ""))) or url_for("account.account")


def remember_way(given: str) -> None:
    """Remember where to go after signing in, if it is a page of ours."""
    path = own_path(given)
    if path:
        session[BACK] = path


def start_anew(back: str = "") -> None:
    """Forget the cookie of the forms, and its CSRF token with it: nothing from before signing in holds after it.

    Only the invitation goes along that somebody is on the way back to; its page asks anew whom it is for.
    """
    is_invited = str(session.get(BACK, "")).partition("?")[0] == url_for("account.invited", lang=DEFAULT)
    mail_link.begin_anew(keeping=Purpose.INVITATION if is_invited else None)
    remember_way(back)


def half_entered(begun: Begun, *, has_app: bool, back: str) -> AnyResponse:
    """Answer the right password: the cookie of a half session, and on to the second factor."""
    start_anew(back)
    response = redirect(url_for("account.code" if has_app else "account.second_factor"), 303)
    set_cookie(response, begun, is_half=True)
    return response


def entered(begun: Begun, to: str = "") -> AnyResponse:
    """Answer whoever has shown all that is asked for: the cookie of a whole session, and on to *to* or the way back."""
    target = to or way_back()
    back = str(session.get(BACK, "")) if to else ""
    start_anew(back)
    response = redirect(target, 303)
    set_cookie(response, begun)
    return response
