"""Who may not see something cannot tell whether it is there: two databases that differ only in it answer alike."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from time import perf_counter

import pytest

from tests.pairs.conftest import Open
from tests.pairs.generating import NOT_PAIRED, not_made
from tests.pairs.running import known_to, told_apart
from tests.pairs.twins import Unseen, Way
from tests.pairs.world import ANYBODY, Asker

EVERYBODY = [
    pytest.param(unseen, way, asker, id=f"{unseen}-{way}-{asker.name}")
    for unseen in Unseen
    for way in Way
    for asker in unseen.askers
]
SHORT = [
    pytest.param(unseen, list(Way)[number % len(Way)], asker, id=f"{unseen}-{asker.name}")
    for unseen in Unseen
    for number, asker in enumerate(unseen.askers)
    if (unseen, asker.name) != (Unseen.NETWORK, ANYBODY.name)
]
"""Everybody in one of the two ways; without the public that looks for what the network may not see: it sees less."""
Asks = Callable[..., int]


@pytest.fixture
def ask_everything(open_pair: Open, record_property: Callable[[str, object], None]) -> Asks:
    """Return what asks everything as somebody, and holds that nothing told the databases apart."""

    def asks(unseen: Unseen, way: Way, asker: Asker, *, is_full: bool) -> int:
        began = perf_counter()
        with open_pair(unseen, way) as pair:
            differing = list(islice(told_apart(pair, known_to(pair, asker, is_full=is_full)), 20))
        print(f"PAIRS {pair.asked} in {perf_counter() - began:.1f} s: {asker.name}, {unseen}, {way}")
        record_property("paired", pair.asked)
        assert not differing, "\n".join(map(str, differing))
        return pair.asked

    return asks


@pytest.mark.parametrize(("unseen", "way", "asker"), SHORT)
def test_nobody_learns_what_they_may_not_see(
    ask_everything: Asks, unseen: Unseen, way: Way, asker: Asker
) -> None:
    assert ask_everything(unseen, way, asker, is_full=False) >= 250


@pytest.mark.slow
@pytest.mark.parametrize(("unseen", "way", "asker"), EVERYBODY)
def test_nobody_learns_it_from_everything_that_can_be_asked(
    ask_everything: Asks, unseen: Unseen, way: Way, asker: Asker
) -> None:
    assert ask_everything(unseen, way, asker, is_full=True) >= 50_000 // len(EVERYBODY)


def test_every_route_is_asked_for_or_says_why_not(open_pair: Open) -> None:
    with open_pair(Unseen.PUBLIC, Way.VALUES) as pair:
        assert not_made(pair.one.app, known_to(pair, ANYBODY, is_full=False)) == []
        assert set(NOT_PAIRED) <= set(pair.one.app.view_functions)
    assert all(len(reason) > 20 for reason in NOT_PAIRED.values())
