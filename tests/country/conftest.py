"""The shipped network, as it is read from a database that was filled from the seeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.graph.network import Network
from directory.settings import Settings
from directory.store.snapshot import Snapshot, Snapshots


@pytest.fixture(scope="session")
def snapshot(seeded_file: Path) -> Snapshot:
    return Snapshots(Settings(database_url=f"sqlite:///{seeded_file}", environment="test")).current()


@pytest.fixture(scope="session")
def country(snapshot: Snapshot) -> Network:
    return snapshot.network
