"""The token in the link of a mail: taken out of the address as soon as the link is opened.

An address stays in the history of the browser, in the address line for whoever looks over a shoulder, and in the logs
of whatever stands between. So the link leads on to an address without the token, which goes along sealed in the cookie
of the forms.
"""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory.account.complaint import expired
from directory.model import Purpose
from directory.web import sealed

LASTS = timedelta(hours=12)
"""As long as a form may stay open. Whether the link still works is asked of the database each time."""
NOBODY = ""
"""Whose it is, sealed with it: whoever opens a link may be anybody."""


def lead_on(purpose: Purpose, token: str, endpoint: str) -> AnyResponse:
    """Put *token* away, and lead on to *endpoint*. Ask before whether the link works: a wrong one is not kept."""
    sealed.keep(_name(purpose), NOBODY, token, lasts=LASTS)
    return redirect(url_for(endpoint), 303)


def token_of(purpose: Purpose) -> str:
    """Return the token of the link that was opened in this browser.

    Raises:
        Expired: none was, or too long ago.
    """
    found = opened(purpose)
    if not found:
        raise expired()
    return found


def opened(purpose: Purpose) -> str:
    """Return that token, or nothing."""
    found = sealed.kept(_name(purpose), NOBODY)
    return found if isinstance(found, str) else ""


def begin_anew(keeping: Purpose | None) -> None:
    """Empty the cookie of the forms, but for the link of *keeping*."""
    name = _name(keeping) if keeping is not None else ""
    found = session.get(name)
    session.clear()
    if found is not None:
        session[name] = found


def forget(purpose: Purpose) -> None:
    """Forget the link: it was used."""
    session.pop(_name(purpose), None)


def _name(purpose: Purpose) -> str:
    return f"link-{purpose.value}"
