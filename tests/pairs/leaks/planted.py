"""How a leak is written down: what it patches, from whom it hides nothing, and where it ought to show first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import current_app

from directory.graph.facts import Visibility
from directory.graph.network import Network
from tests.pairs.twins import Unseen, Way
from tests.pairs.world import Asker

Plant = Callable[[pytest.MonkeyPatch], None]
LEAKS: list[Leak] = []


@dataclass(frozen=True, slots=True)
class Leak:
    """One fault. ``endpoints`` are asked first; whatever request of the short set finds it counts."""

    name: str
    plant: Plant
    unseen: Unseen
    asker: Asker
    way: Way
    endpoints: tuple[str, ...]


def leak(unseen: Unseen, asker: Asker, *endpoints: str, way: Way = Way.VALUES) -> Callable[[Plant], Plant]:
    """Put a function that plants a fault among the leaks. Its docstring says what is wrong."""

    def add(plant: Plant) -> Plant:
        assert plant.__doc__, "a leak says what is wrong"
        LEAKS.append(Leak(plant.__name__.replace("_", " "), plant, unseen, asker, way, endpoints))
        return plant

    return add


def whole_network() -> Network:
    """Return the network with everything in it, of the site that is asked: what a leak takes from."""
    found: Network = current_app.extensions["snapshots"].current(Visibility.RESTRICTED).network
    return found


def original(target: Any, name: str) -> Any:
    """Return what stands at *name* before it is patched."""
    return getattr(target, name)
