"""Time questions one by one, with the garbage collector out of the way, and say their percentiles in microseconds."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter_ns
from typing import Any, TypeVar

Q = TypeVar("Q")

BLOCK = 100
"""Questions asked of one engine before the next has its turn: long enough for its caches, short enough for the noise
of the machine to fall on all of them alike."""

ROUNDS = 3
"""How often each question is asked of each engine; the shortest time counts."""


@dataclass(slots=True)
class Times:
    """How long questions took, in nanoseconds, in the order they were asked."""

    ns: list[int] = field(default_factory=list)

    def percentile(self, percent: float) -> float:
        """Return the time in µs below which *percent* of the questions lie."""
        ordered = sorted(self.ns)
        return ordered[min(int(len(ordered) * percent / 100), len(ordered) - 1)] / 1000

    @property
    def p50(self) -> float:
        """The median in µs."""
        return self.percentile(50)

    @property
    def p99(self) -> float:
        """What one question in a hundred takes longer than, in µs."""
        return self.percentile(99)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the garbage collector away, as the server does with what a snapshot holds."""
    was_on = gc.isenabled()
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()


def take_times(ask: Callable[[Q], Any], questions: Sequence[Q]) -> Times:
    """Ask every question once and return how long each took."""
    times = Times()
    for question in questions:
        start = perf_counter_ns()
        ask(question)
        times.ns.append(perf_counter_ns() - start)
    return times


def take_turns(
    engines: dict[str, Callable[[Q], Any]],
    questions: Sequence[Q],
    most: dict[str, int] | None = None,
    rounds: int = ROUNDS,
) -> dict[str, Times]:
    """Ask all *engines* the same questions, block by block in turn; return the time each question takes an engine.

    Every question is asked in each of the *rounds*, and its shortest time counts: what other programs take away is
    left out, what is hard about the question stays in.

    *most*: how many questions an engine is asked at most, for those that are so slow that all would take hours.
    """
    limits = most or {}
    times: dict[str, Times] = {name: Times() for name in engines}
    with quiet():
        for _ in range(rounds):
            now: dict[str, list[int]] = {name: [] for name in engines}
            for begin in range(0, len(questions), BLOCK):
                for name, ask in engines.items():
                    block = questions[begin : min(begin + BLOCK, limits.get(name, len(questions)))]
                    now[name] += take_times(ask, block).ns
            for name, found in now.items():
                before = times[name].ns or found
                times[name].ns = [min(pair) for pair in zip(before, found, strict=True)]
    return times
