"""How the API replies: JSON with the revision in an ETag, so that what has not changed is not sent again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from hashlib import blake2b
from threading import Lock
from typing import Any

import orjson
from flask import Response, g, request

from directory import __version__
from directory.web.language import current_language

MEDIA_TYPE = "application/json"
PRIVATE = "private, no-cache"
"""A browser may keep an answer but must ask each time whether it still holds; nobody on the way may keep it."""
PUBLIC = "public, max-age=60, must-revalidate"
"""Lists and records are the same for everybody, and a minute old at most."""
KEPT = 512
"""Replies kept in each process; about 30 kB each. They hold fields, never a sentence, and only for a minute."""
LONGEST_KEY = 400
"""Bytes of a query string beyond which its reply is not kept."""


def entity_tag(*parts: object) -> str:
    """Return a tag that changes with the data, the program, the language and *parts*."""
    text = "\x1f".join(str(part) for part in (__version__, current_language(), *parts))
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
    response.headers["Cache-Control"] = cache
    return response


def reply_json(value: Mapping[str, Any], *key: object) -> Response:
    """Return *value* with its tag: for lists and records, which change with the revision only."""
    return reply(lambda: orjson.dumps(value), entity_tag(request.full_path, *key))


def reply_once(value: Mapping[str, Any]) -> Response:
    """Return *value*, not to be kept by anybody: what was made of a sentence."""
    response = Response(orjson.dumps(value), content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = current_language()
    return response


class Replies:
    """The last replies of this process, by query string, for the snapshot and the minute they were made in."""

    def __init__(self, size: int = KEPT) -> None:
        self._size = size
        self._kept: OrderedDict[tuple[bytes, str], tuple[str, bytes]] = OrderedDict()
        self._state: Hashable = None
        self._lock = Lock()

    def find(self, query: bytes, lang: str, state: Hashable) -> tuple[str, bytes] | None:
        """Return tag and body of the reply to *query*, or None; those made in another *state* are dropped."""
        with self._lock:
            if self._state != state:
                self._kept.clear()
                self._state = state
                return None
            return self._kept.get((query, lang))

    def keep(self, query: bytes, lang: str, state: Hashable, kept: tuple[str, bytes]) -> None:
        """Keep a reply, unless the query is very long; the oldest gives way."""
        if len(query) > LONGEST_KEY:
            return
        with self._lock:
            if self._state != state:
                return
            self._kept[query, lang] = kept
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)
