"""What the attacks stand on: a small network, somebody in each role, and a browser that would run what it is given."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Attacks on a real server run on SQLite in CI, and on PostgreSQL in the full set."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and item.get_closest_marker("postgresql"):
            item.add_marker(pytest.mark.slow)
