"""What other sites may do with ours: link to it, and nothing else. And what is no page is never shown as one.

Browsers say where a request comes from and what will be done with the reply (Fetch Metadata, W3C working draft,
https://www.w3.org/TR/fetch-metadata/). A page of another site that loads one of our addresses as a picture, a script or
a frame, or that sends a form to us, could learn from size or time what a signed-in person sees, or act in their name.
Programs that are no browsers send none of these fields and are not affected.
"""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import Forbidden

OURS = frozenset({"same-origin", "none"})
"""Sent by our own pages, and by whoever types an address or opens a bookmark. A sibling host is another site to us."""
READING = frozenset({"GET", "HEAD"})

POLICY_OF_DATA = "; ".join(
    (
        "default-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "sandbox",
    )
)
"""Of what is no page and is shown all the same: opened by itself it runs nothing, loads nothing and has no origin.
Cards and calendar entries are handed to another program, and never shown here."""


class FromElsewhere(Forbidden):
    """A page of another site asked for something that is not a link."""


def refuse_other_sites(app: Flask) -> None:
    """Refuse requests that other sites make our visitors' browsers send, except links.

    Register before the gate: what comes from elsewhere is refused as such, whatever token it brings.
    """

    @app.before_request
    def _refuse_what_other_sites_load() -> None:
        if not is_welcome(
            request.method,
            site=request.headers.get("Sec-Fetch-Site", ""),
            mode=request.headers.get("Sec-Fetch-Mode", ""),
            destination=request.headers.get("Sec-Fetch-Dest", ""),
        ):
            raise FromElsewhere


def keep_data_apart(app: Flask) -> None:
    """Keep data from being a page. Register after the gate: what is set here stands, and the gate adds the rest."""

    @app.after_request
    def _keep_data_from_being_a_page(response: Response) -> Response:
        is_handed_on = response.headers.get("Content-Disposition", "").startswith("attachment")
        if response.mimetype != "text/html" and not is_handed_on:
            response.headers.setdefault("Content-Security-Policy", POLICY_OF_DATA)
        return response


def is_welcome(method: str, *, site: str, mode: str, destination: str) -> bool:
    """Tell whether a request may be answered, from its method and its ``Sec-Fetch-…`` fields ("" when absent)."""
    if not site or site in OURS:
        return True
    return method in READING and mode == "navigate" and destination in ("document", "")
