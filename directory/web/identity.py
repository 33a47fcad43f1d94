"""Who asks: the cookie of this request, looked up once. Without the cookie nothing is looked up at all."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from flask import Flask, Response, current_app, g, request
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Identity, Role
from directory.account.identity import Identities
from directory.graph.facts import Visibility
from directory.settings import Settings
from directory.web.quota import is_over

if TYPE_CHECKING:
    from directory.account.session import Begun
    from directory.store.watch import Look

HALF_PATH = "/account"
"""A session without its second factor is good for these pages only, and is sent to no other."""


class Known(Protocol):
    """What knows whose a token is: ``directory.account.identity.Identities``, or what a test puts in its place."""

    def find(self, token: str, look: Hashable | None, now: datetime) -> Identity | None:
        """Return whose whole session *token* is, or None."""


class Viewer(UserMixin):  # type: ignore[misc]  # flask-login ships without types
    """An identity as flask-login wants one."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity

    def get_id(self) -> str:
        """Return the id of the account."""
        return self.identity.account


class _Rows(LoginManager):  # type: ignore[misc]  # as above
    """flask-login on rows of the database: Flask's cookie session and remember-me are never asked who somebody is."""

    def _load_user(self) -> None:
        self._update_request_context_with_user(self._load_user_from_request(request))


def cookie_name(settings: Settings, *, is_half: bool = False) -> str:
    """Return the name of the cookie that holds the token; with ``__Host-`` where there is HTTPS."""
    plain = "signing-in" if is_half else "signed-in"
    return f"__Host-{plain}" if settings.base_url.startswith("https://") else plain


def open_identity(app: Flask, settings: Settings, known: Known | None) -> None:
    """Load whoever asks from the cookie, with flask-login; *known* None: nobody can be signed in (no database)."""
    app.config.update(SESSION_PROTECTION=None)
    app.extensions["identities"] = known
    manager = _Rows(app)
    manager.session_protection = None  # our own rows know better than a hash of address and browser

    @manager.request_loader  # type: ignore[untyped-decorator]
    def _load(_request: object) -> Viewer | None:
        token = request.cookies.get(cookie_name(settings), "")
        identity = known.find(token, look(), clock.now()) if known is not None else None
        return Viewer(identity) if identity is not None else None

    @app.after_request
    def _forget_what_has_ended(response: Response) -> Response:
        # Said once, on the page that was just made; while the database is away nobody knows, and the cookie stays.
        if g.get("has_ended") and g.get("look") is not None and response.mimetype == "text/html":
            forget_cookie(response)
        return response


def has_ended() -> bool:
    """Tell whether the browser holds the cookie of a session that counts no more: a page must say so.

    Else somebody would be given the poorer answer of the public at night, and not know why.
    """
    viewer()
    return bool(g.get("has_ended"))


def look() -> tuple[int, int] | None:
    """Return where the database's sessions and rights stand, asked once a request; None while it is away."""
    if "look" not in g:
        g.look = current_app.extensions["snapshots"].look()
    found: Look | None = g.look
    return found.entry if found is not None else None


def viewer() -> Identity | None:
    """Return who asks in this request; None is the public."""
    if "viewer" not in g:
        settings: Settings = current_app.extensions["settings"]
        has_cookie = cookie_name(settings) in request.cookies
        user = current_user._get_current_object() if has_cookie else None
        g.viewer = user.identity if isinstance(user, Viewer) else None
        g.has_ended = has_cookie and g.viewer is None
    found: Identity | None = g.viewer
    return found


def signed_in() -> Identity:
    """Return who asks, where the gate has seen to it that it is somebody."""
    found = viewer()
    if found is None:
        raise LookupError("a view for people who are signed in was reached by nobody")
    return found


def roles_of_viewer() -> tuple[Role, ...]:
    """Return the roles of whoever asks; the public has ``PUBLIC``."""
    found = viewer()
    return found.roles if found is not None else (Role.PUBLIC,)


def class_of_viewer() -> Visibility:
    """Return the class of viewers that whoever asks belongs to: what their snapshot was built for."""
    found = viewer()
    if found is None or found.viewer is Visibility.PUBLIC or is_over(found):
        return Visibility.PUBLIC
    return found.viewer


def set_cookie(response: AnyResponse, begun: Begun, *, is_half: bool = False) -> None:
    """Give the browser the token of a session. It forgets it when it is closed; the row ends it before, if need be."""
    settings: Settings = current_app.extensions["settings"]
    response.set_cookie(
        cookie_name(settings, is_half=is_half),
        begun.token,
        secure=settings.base_url.startswith("https://"),
        httponly=True,
        samesite="Lax",
        path="/",
    )
    forget_cookie(response, is_half=not is_half)


def forget_cookie(response: AnyResponse, *, is_half: bool = False) -> None:
    """Have the browser forget the token."""
    settings: Settings = current_app.extensions["settings"]
    response.delete_cookie(
        cookie_name(settings, is_half=is_half),
        secure=settings.base_url.startswith("https://"),
        httponly=True,
        samesite="Lax",
        path="/",
    )


def half_token() -> str:
    """Return the token of a session that lacks its second factor; empty when there is none."""
    settings: Settings = current_app.extensions["settings"]
    return request.cookies.get(cookie_name(settings, is_half=True), "")


def make_identities(app: Flask, settings: Settings) -> Identities | None:
    """Return what knows the sessions in the database behind the snapshots; None where there is none (tests)."""
    engine = getattr(app.extensions["snapshots"], "engine", None)
    if engine is None:
        return None
    return Identities(
        engine,
        idle=timedelta(minutes=settings.session_idle_minutes),
        has_demo=settings.environment != "production",
    )
