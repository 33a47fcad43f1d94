"""Answer pages made in this minute, kept for whoever asks the same: a page costs twenty times what its answer does.

A page follows from its address, the language, the revision of the directory and the minute, and from nothing else, so
it may be used again while those are the same. What is kept holds fields and never a sentence, in the memory of the
process only, and is gone with the minute.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

MOST = 128
"""Pages; about 60 kB each."""
LONGEST_KEY = 400
"""Bytes of a query string beyond which its page is not kept."""


class Kept:
    """The pages of one state: revision and minute. Safe to use from several threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._pages: OrderedDict[Hashable, str] = OrderedDict()
        self._state: Hashable = None
        self._lock = Lock()

    def find(self, key: Hashable, state: Hashable) -> str | None:
        """Return the page kept for *key*; pages of another *state* are forgotten first."""
        with self._lock:
            if self._state != state:
                self._pages.clear()
                self._state = state
            return self._pages.get(key)

    def keep(self, key: Hashable, state: Hashable, page: str) -> None:
        """Keep *page*, unless the state has moved on; the oldest gives way."""
        with self._lock:
            if self._state != state:
                return
            self._pages[key] = page
            if len(self._pages) > self._most:
                self._pages.popitem(last=False)
