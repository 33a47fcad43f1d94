"""The reader with the gazetteer of the seeds that ship, on a Tuesday morning in November."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from directory.asking import Reading, read
from directory.gazetteer import Gazetteer
from tests.asking.places import shipped_gazetteer

STOCKHOLM = ZoneInfo("Europe/Stockholm")
TUESDAY_AT_TEN = datetime(2026, 11, 24, 10, 0, tzinfo=STOCKHOLM)

Reader = Callable[..., Reading]


def swedish(text: str) -> datetime:
    """Return the Swedish wall-clock moment *text* (``2026-11-24T10:00``)."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return shipped_gazetteer()


@pytest.fixture(scope="session")
def reading(gazetteer: Gazetteer) -> Reader:
    """Return a function that reads a sentence, at a Tuesday 10:00 unless told otherwise."""

    def of(sentence: str, now: str | datetime = TUESDAY_AT_TEN) -> Reading:
        return read(sentence, gazetteer=gazetteer, now=swedish(now) if isinstance(now, str) else now)

    return of


def area_of(reading: Reading) -> str | None:
    """Return the id of the area of stay."""
    return reading.area.area if reading.area is not None else None


def residence_of(reading: Reading) -> str | None:
    """Return the id of the area of residence, or ``abroad``."""
    found = reading.residence
    return found if found is None or isinstance(found, str) else found.area
