"""A mapping that never changes, and of which a changed copy costs as much as the change and not as the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

COMPACT_AT = 4096
"""So many changes on top of a base are carried along; then they are folded into a new base, once."""


class Overlay(Mapping[K, V], Generic[K, V]):
    """An immutable mapping: a large base, and a few changes that hide parts of it. None as a value means: gone."""

    __slots__ = ("_base", "_over")

    def __init__(self, base: dict[K, V], over: dict[K, V | None] | None = None) -> None:
        self._base = base
        self._over: dict[K, V | None] = over or {}

    def with_changes(self, changes: Mapping[K, V | None]) -> Overlay[K, V]:
        """Return a mapping in which *changes* hold (None removes the key); this one stays as it is."""
        over = {**self._over, **changes}
        if len(over) <= COMPACT_AT:
            return Overlay(self._base, over)
        base = dict(self._base)
        for key, value in over.items():
            if value is None:
                base.pop(key, None)
            else:
                base[key] = value
        return Overlay(base)

    def find(self, key: K) -> V | None:
        """Return the value of *key*, or None. The quick way in: no default, no error."""
        if self._over and key in self._over:
            return self._over[key]
        return self._base.get(key)

    def __getitem__(self, key: K) -> V:
        value = self.find(key)
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        return self.find(key) is not None  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[K]:
        for key in self._base:
            if key not in self._over:
                yield key
        for key, value in self._over.items():
            if value is not None:
                yield key

    def __len__(self) -> int:
        if not self._over:
            return len(self._base)
        return sum(1 for _ in self)
