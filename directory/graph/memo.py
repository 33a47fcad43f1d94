"""Walks that come again with every question, remembered for one graph: what lies around an area, what is near a need.

Only what follows from the unchanging graph is kept, so nothing here can grow stale; thrown away with the network.
None is no result: a walk that may find nothing returns something empty.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

T = TypeVar("T")

KEPT = 16_384
"""So many walks at most: every area of Sweden for a month of days; then it begins anew."""


class Memo:
    """Remembers the results of pure walks by their arguments. Safe with threads: at worst a walk is made twice."""

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept: dict[tuple[Any, ...], Any] = {}

    def of(self, walk: Callable[..., T], *arguments: Any) -> T:
        """Return ``walk(*arguments)``, from memory if it was walked before. Arguments are hashable."""
        key = (walk.__name__, *arguments)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= KEPT:
                self._kept = {}
            found = self._kept[key] = walk(*arguments)
        return cast(T, found)
