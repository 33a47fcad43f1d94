"""A database with the shipped seeds, filled by the commands that a person gives, for one benchmark and then gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from directory.settings import Settings
from tests.seeded import fill


def settings_for(url: str, **more: object) -> Settings:
    """Return settings for the database at *url* that save nothing beside it."""
    return Settings(database_url=url, environment="test", snapshot_is_saved=False, **more)  # type: ignore[arg-type]


@contextmanager
def seeded_url() -> Iterator[str]:
    """Give the address of a SQLite file with the shipped seeds."""
    with TemporaryDirectory(prefix="kontaktnatet-") as folder:
        url = f"sqlite:///{Path(folder) / 'kontaktnatet.db'}"
        fill(url)
        yield url
