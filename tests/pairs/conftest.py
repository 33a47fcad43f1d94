"""The databases that pairs are made of, once for a whole run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import time_machine
from filelock import FileLock

from directory.db import make_engine
from tests.databases import settings_for
from tests.pairs.chance import Chance, same_chance
from tests.pairs.filled import fill
from tests.pairs.peopled import fill_people
from tests.pairs.site import Pair, opened
from tests.pairs.twins import Unseen, Way, make_twin
from tests.pairs.world import FROZEN

Open = Callable[[Unseen, Way], AbstractContextManager[Pair]]


@pytest.fixture(scope="session")
def twins(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the database that is filled, ``first.db``, and the others of its pairs."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    made = folder / "twins"
    with FileLock(folder / "twins.lock"):
        if not (made / "is-made").exists():
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            make_twins(seeded_file, made)
            (made / "is-made").touch()
    return made


def make_twins(seeded: Path, folder: Path) -> None:
    """Fill a copy of the seeded database, and make the others from it."""
    first = folder / "first.db"
    shutil.copyfile(seeded, first)
    with time_machine.travel(FROZEN, tick=False):
        engine = make_engine(settings_for(f"sqlite:///{first}"))
        fill(engine)
        fill_people(engine)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()
    for unseen in Unseen:
        for way in Way:
            make_twin(first, folder / f"{unseen}-{way}.db", unseen, way)


@pytest.fixture(autouse=True)
def _tuesday_ten() -> Iterator[None]:
    with time_machine.travel(FROZEN, tick=False):
        yield


@pytest.fixture
def chance() -> Iterator[Chance]:
    with same_chance() as found:
        yield found


@pytest.fixture
def open_pair(twins: Path, chance: Chance) -> Open:
    """Return what opens a pair of databases that differ in *unseen*, in that *way*."""
    return lambda unseen, way: opened(twins / "first.db", twins / f"{unseen}-{way}.db", chance)
