"""The matrix's world, made once for a process; its clock stands still, so that nothing gets too old on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from directory import clock
from tests.matrix.world import World, make_world


@pytest.fixture(scope="session")
def lasting_world(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Yield the world; whoever wants to use it asks for ``world``."""
    made = make_world(seeded_file, tmp_path_factory.mktemp("matrix"))
    yield made
    made.close()


@pytest.fixture
def world(lasting_world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Return the world as it was made, at the moment at which it was made."""
    monkeypatch.setattr(clock, "now", lambda: lasting_world.moment)
    lasting_world.changed()
    return lasting_world
