"""How the API replies: JSON with the revision in an ETag, so that what has not changed is not sent again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

import orjson
from flask import Response, g, request

from directory import __version__
from directory.graph.facts import Visibility
from directory.web.language import current_language
from directory.web.shelf import Shelves

MEDIA_TYPE = "application/json"
PRIVATE = "private, no-cache"
"""A browser may keep an answer but must ask each time whether it still holds; nobody on the way may keep it."""
PUBLIC = "public, max-age=60, must-revalidate"
"""Lists and records are the same for everybody who is not signed in, and a minute old at most."""
HIDDEN = "private, no-store"
"""What is made from more than the public may know is kept nowhere."""
KEPT = 512
"""Replies kept in each process and class of viewers; about 30 kB each, fields and never a sentence, for a minute."""
LONGEST_KEY = 400
"""Bytes of a query string beyond which its reply is not kept."""


def entity_tag(*parts: object) -> str:
    """Return a tag that changes with the data, the class of the viewer, the program, the language and *parts*."""
    text = "\x1f".join(str(part) for part in (__version__, g.snapshot.viewer, current_language(), *parts))
    digest = blake2b(text.encode(), digest_size=9).hexdigest()
    return f"{g.snapshot.revision}-{digest}"


def reply(body: Callable[[], bytes], tag: str, cache: str = PUBLIC) -> Response:
    """Return what *body* makes, or 304 without making it when the asker has the same *tag* already.

    The tag is weak: two replies of one minute may differ in ``answered_at``.
    """
    if request.if_none_match.contains_weak(tag):
        response = Response(status=304)
    else:
        response = Response(body(), content_type=MEDIA_TYPE)
        response.headers["Content-Language"] = current_language()
    response.headers["ETag"] = f'W/"{tag}"'
    if g.snapshot.viewer is Visibility.PUBLIC:
        response.headers["Cache-Control"] = cache
        response.vary.add("Cookie")  # who signs in asks the same address for more
    else:
        response.headers["Cache-Control"] = HIDDEN
    return response


def reply_json(value: Mapping[str, Any], *key: object) -> Response:
    """Return *value* with its tag: for lists and records, which change with the revision and with *key* only."""
    return reply(lambda: orjson.dumps(value), entity_tag(request.full_path, *key))


def reply_once(value: Mapping[str, Any]) -> Response:
    """Return *value*, not to be kept by anybody: what was made of a sentence."""
    response = Response(orjson.dumps(value), content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = current_language()
    return response


class Replies(Shelves[tuple[str, bytes]]):
    """The last replies of this process, tag and body, for the snapshot and the minute they were made in."""

    def __init__(self, size: int = KEPT) -> None:
        super().__init__(size)
