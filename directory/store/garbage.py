"""Keep the collector of circular garbage away from the network: it is large, immutable, and looked through for nothing.

Whatever lives after a build is put out of the collector's sight. What is replaced must therefore be freed without it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import networkx as nx

LOOK_THROUGH_EVERY = 50
"""Builds between two looks through everything, for strays: a look costs as much as building the shipped network."""

_builds = 0


@contextmanager
def kept_out() -> Iterator[None]:
    """Build with the collector off, then put everything alive out of its sight."""
    global _builds  # noqa: PLW0603 the collector is one for the whole process, too
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        _builds += 1
        if _builds % LOOK_THROUGH_EVERY == 0:
            gc.unfreeze()
            gc.collect()
        gc.freeze()
        if was_on:
            gc.enable()


def untie(graph: nx.MultiDiGraph) -> None:
    """Let go of the views that *graph* keeps of itself, so that it is freed as soon as nobody uses it.

    networkx keeps ``edges`` and the like in the graph once they were asked for; each points back at the graph.
    A graph that is still in use makes them anew.
    """
    kept = vars(graph)
    for name in [name for name, view in kept.items() if getattr(view, "_graph", None) is graph]:
        kept.pop(name, None)
