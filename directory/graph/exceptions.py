"""Hours on dates: which of them count on a day, and what is left of those of an owner beside one's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from directory.graph.facts import OpeningException

ONE_DAY = timedelta(days=1)


def exception_on(exceptions: Iterable[OpeningException], day: date) -> OpeningException | None:
    """Return what counts on *day* instead of the week: a closed one before any other; None where the week counts."""
    found = None
    for one in exceptions:
        if one.is_on(day):
            if one.is_closed:
                return one
            found = found or one
    return found


def last_day(exceptions: Iterable[OpeningException], day: date, horizon: timedelta) -> date:
    """Return the last day to look at for a change of state: *horizon* past *day*, and past what runs until then."""
    end = day + horizon
    for one in sorted(exceptions, key=lambda one: one.from_on):
        if one.from_on <= end and one.to_on >= day:
            end = max(end, one.to_on + horizon)
    return end


def besides(
    theirs: Iterable[OpeningException], own: tuple[OpeningException, ...]
) -> tuple[OpeningException, ...]:
    """Return *own* and what is left of *theirs* on the days of which *own* says nothing, by day."""
    left = list(theirs)
    for one in own:
        left = [piece for other in left for piece in _without(other, one)]
    return in_order((*own, *left))


def in_order(exceptions: Iterable[OpeningException]) -> tuple[OpeningException, ...]:
    """Return *exceptions* in the order of their days, then of their hours."""
    return tuple(
        sorted(exceptions, key=lambda one: (one.from_on, one.to_on, one.opens or 0, one.closes or 0))
    )


def _without(exception: OpeningException, taken: OpeningException) -> list[OpeningException]:
    if taken.to_on < exception.from_on or exception.to_on < taken.from_on:
        return [exception]
    found = []
    if exception.from_on < taken.from_on:
        found.append(replace(exception, to_on=taken.from_on - ONE_DAY))
    if taken.to_on < exception.to_on:
        found.append(replace(exception, from_on=taken.to_on + ONE_DAY))
    return found
