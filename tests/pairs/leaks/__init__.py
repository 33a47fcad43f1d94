"""Faults that tell what is hidden, one for each way that we could think of: the short set has to find every one."""

from __future__ import annotations

from tests.pairs.leaks import keeping, people, reading, showing
from tests.pairs.leaks.planted import LEAKS, Leak

__all__ = ["LEAKS", "Leak", "keeping", "people", "reading", "showing"]
