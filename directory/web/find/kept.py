"""Answer pages made in this minute, kept for whoever asks the same: a page costs twenty times what its answer does.

A page follows from its address, the language, the class of the viewer, the revision of the directory and the minute,
and, for whoever is signed in, from their session: the page greets them by name and its forms hold their token. So it
may be used again while those are the same. What is kept holds fields and never a sentence, in the memory of the
process only, and is gone with the minute.
"""

from __future__ import annotations

from hashlib import blake2b

from flask import request

from directory.maintaining.asked import Shown
from directory.web.identity import viewer
from directory.web.shelf import Shelves

MOST = 128
"""Pages for each class of viewers; about 60 kB each."""
LONGEST_KEY = 400
"""Bytes of a query string beyond which its page is not kept."""

Key = tuple[str, bytes, bytes, str]


class Kept(Shelves[tuple[str, Shown]]):
    """The pages of one revision and minute, each with what its answer shows, to be counted again."""

    def __init__(self, most: int = MOST) -> None:
        super().__init__(most)


def page_key() -> Key:
    """Return what the page of this request is kept by, beside its class: host, query, and who sent which cookies.

    Of the cookies only a digest is kept. Who has none is anybody, and anybody's page is the same. Whose session it is
    counts beside them: a page that greets somebody is not shown to a cookie whose session has ended.
    """
    who = viewer()
    cookies = request.headers.get("Cookie", "").encode()
    sent_by = blake2b(cookies, digest_size=16).digest() if cookies else b""
    return request.host_url, request.query_string, sent_by, who.session if who is not None else ""
