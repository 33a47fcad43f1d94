"""Hashes that are made in no time: nearly no test is about how hard a password is to guess, and many sign in.

Servers in processes of their own hash as they do in service.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from directory.account import password
from tests.account.people import hashed

CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


def hash_with(hasher: PasswordHasher, patch: pytest.MonkeyPatch) -> None:
    """Have *hasher* make every hash from now on, also the one that stands in for an account that does not exist."""
    patch.setattr(password, "_hasher", hasher)
    password._nobodys.cache_clear()
    password._nobodys()  # made now: a hash that is made in the middle of a test draws from its chance
    hashed.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def _cheap_hashes() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    hash_with(CHEAP, patch)
    yield
    patch.undo()


@pytest.fixture
def dear_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hash as in service, for tests of the hashes themselves and of the time that they take."""
    hash_with(PasswordHasher(), monkeypatch)
    yield
    hash_with(CHEAP, monkeypatch)
