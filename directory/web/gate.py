"""The gate: what every request passes on its way in, and what every response carries on its way out.

In: the host is one of ours, the body is small, the view names a permission that the viewer has, and a view that
changes something has its CSRF token. Out: headers that let a page run nothing, load nothing and tell nobody.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, may, permission_of
from directory.graph.facts import Visibility
from directory.settings import Settings
from directory.web.identity import roles_of_viewer, viewer
from directory.web.large import much_of
from directory.web.unstorable import refuse_unstorable

LARGEST_BODY = 64 * 1024
"""Bytes. A sentence is at most 500 characters; the rest is room for telling kindly that it was too long."""
MOST_FORM_FIELDS = 50

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""On every response."""
NOT_FOR_SEARCH_ENGINES = "noindex, nofollow"
"""On everything but a page that a person got by its address alone: replies to a sentence, errors, searches and data."""
ONE_YEAR_S = 365 * 24 * 3600
FORM_LASTS_S = 12 * 3600
"""Seconds that a form may stay open before it is sent: as long as a night shift."""


def permission_asked() -> Permission | None:
    """Return the permission that the view of this request asks for; None without a view or without a mark."""
    return permission_of(current_app.view_functions.get(request.endpoint or ""))


def trusted_hosts(settings: Settings) -> list[str]:
    """Return the host names that requests may ask for: those set, else that of the base URL.

    Outside production the loop-back names are among them.
    """
    hosts = {*settings.trusted_hosts} or {urlsplit(settings.base_url).hostname or "localhost"}
    if settings.environment != "production":
        hosts |= {"localhost", "127.0.0.1"}
    return sorted(hosts)


def open_gate(app: Flask, settings: Settings) -> None:
    """Let every request through the gate, and every response."""
    is_https = settings.base_url.startswith("https://")
    app.config.update(
        TRUSTED_HOSTS=trusted_hosts(settings),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        MAX_FORM_PARTS=MOST_FORM_FIELDS,
        SESSION_COOKIE_NAME="__Host-session" if is_https else "session",
        SESSION_COOKIE_SECURE=is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=FORM_LASTS_S,
        WTF_CSRF_SSL_STRICT=False,  # pages send no referrer, so there is none to be strict about
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=0, x_host=0, x_port=0, x_prefix=0
        )
    app.url_map.merge_slashes = False  # an address with a slash too many is not sent back to whoever typed it
    csrf = CSRFProtect(app)

    @app.before_request
    def _ask_for_the_permission() -> AnyResponse | None:
        if request.endpoint is None:
            return None  # no such page, or not by this method: the error page answers
        if "\0" in request.path:
            raise NotFound  # no id of ours holds one, and a database may choke on it
        permission = permission_asked()
        if permission is None:
            current_app.logger.error("view without permission refused: %s", request.endpoint)
        if not may(roles_of_viewer(), permission):
            raise Forbidden
        much = much_of(current_app.view_functions.get(request.endpoint))
        if much is not None:  # only for somebody who may bring a file
            request.max_content_length, request.max_form_parts = much.size, much.fields
        if permission is not None and not permission.is_reading:
            # Asking goes by POST to keep the sentence out of logs, but changes nothing: a token would only
            # put a cookie on somebody who may have to hide that she was here.
            csrf.protect()
        if permission is not None:
            refuse_unstorable(permission)
        return _step_up(permission)

    always = [*HEADERS.items(), ("Cache-Control", "no-store")]
    if is_https:
        always.append(("Strict-Transport-Security", f"max-age={ONE_YEAR_S}; includeSubDomains"))
    always_hidden = [*always, ("X-Robots-Tag", NOT_FOR_SEARCH_ENGINES)]

    @app.after_request
    def _add_headers(response: Response) -> Response:
        # What the view has set itself stands. One look at the names: asking for each takes a sixth of a kept answer.
        there = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 - the names only
        wanted = always if _is_public_page(response) else always_hidden
        response.headers.extend([pair for pair in wanted if pair[0].lower() not in there])
        return response


def _step_up(permission: Permission | None) -> AnyResponse | None:
    """Send somebody who is about to do something sensitive to show anew who they are, and back to this page then."""
    who = viewer()
    if permission is None or not permission.is_sensitive or who is None:
        return None
    is_sending = request.method not in ("GET", "HEAD")
    if who.is_confirmed(clock.now(), is_sending=is_sending):
        return None
    back = request.path if is_sending else request.full_path.rstrip("?")
    return redirect(url_for("account.confirm", next=back), 303)


def _is_public_page(response: Response) -> bool:
    """Whether this is a page that holds only public facts under an address that holds nothing anybody typed."""
    return (
        request.method == "GET"
        and response.status_code == HTTPStatus.OK
        and response.mimetype == "text/html"
        and "q" not in request.args
        and permission_asked() is not Permission.ACCOUNT_ENTER
        and _is_for_everybody()
    )


def _is_for_everybody() -> bool:
    """Whether what is shown is what the public may know; a page without a snapshot shows no facts at all."""
    snapshot = g.get("snapshot")
    return viewer() is None and (snapshot is None or snapshot.viewer is Visibility.PUBLIC)
