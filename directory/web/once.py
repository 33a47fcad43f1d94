"""Every form acts once: sent again (a double click, a slow line, the back button), it leads where it first led.

The key is a random number in the form. What is done and that it was done are one transaction (``store.once``).
"""

from __future__ import annotations

import json
import secrets
from hashlib import sha256

from flask import Flask, current_app, g, redirect, request, session
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from directory.access import permission_of
from directory.store.once import AlreadyDone, Done, find_done, remember
from directory.web.database import engine
from directory.web.errors import page_for, show
from directory.web.identity import viewer
from directory.web.language import gettext as _

FIELD = "once"
FLASHES = "_flashes"
"""Where Flask keeps what the next page says (``flask.flash``)."""
LONGEST = 64
"""Characters of a key; ours have 22."""


def open_once(app: Flask) -> None:
    """Have every form of somebody who is signed in act once."""
    app.jinja_env.globals["once"] = new_key

    @app.before_request
    def _look() -> AnyResponse | None:
        key = _key()
        if not key:
            return None
        with Session(engine()) as reading:
            done = find_done(reading, key)
        if done is not None:
            return _again(done)
        g.once = key
        return None

    @app.after_request
    def _remember(response: AnyResponse) -> AnyResponse:
        key = str(g.pop("once_done", ""))
        if key and 300 <= response.status_code < 400:
            remember(engine(), key, Done(response.headers.get("Location", ""), _said()))
        return response

    @app.errorhandler(AlreadyDone)
    def _was_done(_error: AlreadyDone) -> AnyResponse:
        """Of two at the same moment the other one was first."""
        with Session(engine()) as reading:
            done = find_done(reading, str(g.get("once_tried", "")))
        return _again(done or Done("", ""))


def new_key() -> str:
    """Return the key of a form that is shown now."""
    return secrets.token_urlsafe(16)


def _key() -> str:
    """Return the digest of account, endpoint and the form's number; empty where nothing has to act once."""
    given, who = request.form.get(FIELD, "") if request.method == "POST" else "", viewer()
    permission = permission_of(current_app.view_functions.get(request.endpoint or ""))
    if not given or len(given) > LONGEST or who is None or permission is None or permission.is_reading:
        return ""
    return sha256("\0".join((who.account, request.endpoint or "", request.path, given)).encode()).hexdigest()


def _again(done: Done) -> AnyResponse:
    """Lead where the form led the first time, with what was said then."""
    if not done.location:
        said = _(
            "Formuläret är redan skickat, och det som skulle göras är gjort. Inget gjordes en gång till."
        )
        return show(page_for(409, said))
    if done.said:
        session[FLASHES] = [tuple(each) for each in json.loads(done.said)]
    return redirect(done.location, 303)


def _said() -> str:
    """Return what the next page is going to say."""
    return json.dumps([[category, str(said)] for category, said in session.get(FLASHES, ())])
