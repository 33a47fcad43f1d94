"""Addresses that come back to us as a parameter: only paths of pages of ours lead anywhere."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from directory.access import permission_of

LONGEST = 2_000
"""Characters; more than the longest address that a page of ours links to."""


def own_path(given: str) -> str:
    """Return *given* when it is the path (and query) of a page that can be opened by GET here, else an empty text.

    Refused is whatever a browser could read as another site: a host, a second slash, a backslash, a scheme, spaces
    and control characters, which browsers leave out before they look.
    """
    if not given.startswith("/") or given.startswith("//") or len(given) > LONGEST:
        return ""
    if any(letter <= " " or letter in "\\\x7f" or not letter.isascii() for letter in given):
        return ""
    try:
        parts = urlsplit(given)
        if parts.scheme or parts.netloc or parts.fragment:
            return ""
        adapter = current_app.url_map.bind("")
        endpoint, _arguments = adapter.match(parts.path, method="GET", query_args=parts.query)
    except (HTTPException, RequestRedirect, ValueError):
        return ""
    return given if permission_of(current_app.view_functions.get(endpoint)) is not None else ""
