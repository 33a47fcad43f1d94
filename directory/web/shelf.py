"""What was made for one state of the directory, kept for whoever asks the same: one shelf for each class of viewers.

The class is a part of where a thing is kept, not only of its key: what was made from one class's snapshot cannot be
found with another's, and two classes that ask in turn do not clear each other's shelf.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

from directory.graph.facts import Visibility

T = TypeVar("T")


class Shelves(Generic[T]):
    """At most *most* things for each class of viewers, each shelf of one state. Safe to use from several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._shelves: dict[Visibility, tuple[Hashable, OrderedDict[Hashable, T]]] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many things are kept on all shelves."""
        return sum(len(things) for _state, things in self._shelves.values())

    def find(self, viewer: Visibility, key: Hashable, state: Hashable) -> T | None:
        """Return what is kept for *viewer* and *key*; what was made in another *state* is forgotten first."""
        with self._lock:
            found = self._shelves.get(viewer)
            if found is None or found[0] != state:
                self._shelves[viewer] = (state, OrderedDict())
                return None
            return found[1].get(key)

    def keep(self, viewer: Visibility, key: Hashable, state: Hashable, thing: T) -> None:
        """Keep *thing*, unless the state has moved on; the oldest of the shelf gives way."""
        with self._lock:
            found = self._shelves.get(viewer)
            if found is None or found[0] != state:
                return
            found[1][key] = thing
            if len(found[1]) > self._most:
                found[1].popitem(last=False)
