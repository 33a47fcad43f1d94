"""Every leak that we could think of is found by the short set: a test that cannot fail would show nothing."""

from __future__ import annotations

from itertools import chain

import pytest
from _pytest.mark import ParameterSet

from tests.pairs.conftest import Open
from tests.pairs.leaks import LEAKS, Leak
from tests.pairs.running import known_to, told_apart
from tests.pairs.world import ASKERS

FEWEST = 24


def planted() -> list[ParameterSet]:
    """Return the leaks: every second one in each run, all of them in the full one."""
    return [
        pytest.param(one, id=one.name.replace(" ", "-"), marks=[pytest.mark.slow] if number % 2 else [])
        for number, one in enumerate(LEAKS)
    ]


@pytest.mark.parametrize("leak", planted())
def test_a_planted_leak_is_found(leak: Leak, open_pair: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    leak.plant(monkeypatch)
    with open_pair(leak.unseen, leak.way) as pair:
        known = known_to(pair, leak.asker, is_full=False)
        first = told_apart(pair, known, lambda asked: asked.endpoint in leak.endpoints)
        then = told_apart(pair, known, lambda asked: asked.endpoint not in leak.endpoints)
        told = next((told for told in chain(first, then) if not told.is_alike), None)
    assert told is not None, f"{leak.name}: not found. {leak.plant.__doc__}"
    print(f"LEAK {leak.name}: found by {told}")


def test_there_are_enough_of_them_and_they_are_different() -> None:
    assert len(LEAKS) >= FEWEST
    assert len({one.name for one in LEAKS}) == len(LEAKS)
    assert {one.asker.name for one in LEAKS} == {one.name for one in ASKERS}
