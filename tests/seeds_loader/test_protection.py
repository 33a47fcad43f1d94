"""Seeds never clear a protection, and never tell where a place is together with what was written here."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.errors import ProtectedPlace
from directory.interchange.seeds import load_seeds
from directory.model import Service
from directory.store.session import writing
from tests.seeds_loader.small import edit, write


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Return a folder with small seeds that are right."""
    return write(tmp_path / "seeds")


def test_a_newer_seed_does_not_clear_a_protection(engine: Engine, seeds: Path) -> None:
    edit(seeds, "services.csv", "unknown,,false,false", "unknown,,true,false")
    edit(seeds, "channels.csv", "08-570 307 20", "020-39 00 00")
    load_seeds(engine, seeds)
    edit(seeds, "services.csv", "unknown,,true,false", "unknown,,false,false")
    with pytest.raises(ProtectedPlace, match="never takes a protection away"):
        load_seeds(engine, seeds)
    with Session(engine) as session:
        assert set(session.scalars(select(Service.is_protected))) == {True}


def test_a_seed_does_not_tell_where_a_service_is_that_was_protected_here(engine: Engine, seeds: Path) -> None:
    edit(seeds, "channels.csv", "08-570 307 20", "020-39 00 00")
    load_seeds(engine, seeds)
    with writing(engine) as session:
        for service in session.scalars(select(Service)):
            service.is_protected = True
        session.commit()
    load_seeds(engine, seeds)
    edit(seeds, "schedules.csv", "vardagar 16.30-02", "vardagar på Storgatan 4")
    with pytest.raises(ProtectedPlace, match="seems to hold an address"):
        load_seeds(engine, seeds)
