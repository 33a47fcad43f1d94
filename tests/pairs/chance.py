"""Chance that is the same twice: the tokens, ids and salts of both answers come from one seed for each request."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import shake_256

import pytest


class Chance:
    """What stands in for the system's randomness."""

    def __init__(self) -> None:
        self._seed, self._drawn = "", 0

    def begin(self, seed: str) -> None:
        """Begin anew for a request."""
        self._seed, self._drawn = seed, 0

    def bytes(self, size: int) -> bytes:
        """Return the next *size* bytes."""
        self._drawn += 1
        return shake_256(f"{self._seed} {self._drawn}".encode()).digest(size)


@contextmanager
def same_chance() -> Iterator[Chance]:
    """Let ``secrets``, ``os.urandom`` and whatever stands on them draw from the chance that is yielded."""
    chance = Chance()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "urandom", chance.bytes)
        patch.setattr(random, "_urandom", chance.bytes)
        yield chance
