"""A place named beside the area around it: *Hammarby i Upplands Väsby*, *Göteborg Centrum*."""

from __future__ import annotations

from collections.abc import Iterable

from .place import Choice, Match, MatchKind, PlaceKind


def narrow(place: Match, around: Match, *, only_chosen: bool = False) -> Match | None:
    """Return the part of *place* that lies in the area *around*, or None if nothing does.

    Unless *only_chosen*, the county of Stockholm is tried where the city of Stockholm does not fit.
    """
    tries = (around.choices,) if only_chosen else (around.choices, around.also)
    for areas in tries:
        inside = _inside(place, [area for area in areas if area.kind in _AROUND])
        if inside is not None:
            return inside
    return None


def widen(around: Match, place: Match) -> Match | None:
    """Return the part of *place* that lies in the municipality named before it, or None if nothing does."""
    return _inside(place, [area for area in around.choices if area.kind is PlaceKind.MUNICIPALITY])


_AROUND = frozenset({PlaceKind.MUNICIPALITY, PlaceKind.COUNTY})


def _inside(place: Match, areas: Iterable[Choice]) -> Match | None:
    areas = tuple(areas)
    fitting = tuple(
        choice for choice in (*place.choices, *place.also) if any(_lies_in(choice, area) for area in areas)
    )
    if not fitting:
        return None
    if len(fitting) > 1:
        return Match(MatchKind.AMBIGUOUS, fitting)
    return Match(MatchKind.FUZZY if place.kind is MatchKind.FUZZY else MatchKind.EXACT, fitting)


def _lies_in(choice: Choice, around: Choice) -> bool:
    if choice.kind in (PlaceKind.NATION, PlaceKind.COUNTY):
        return False
    if around.kind is PlaceKind.COUNTY:
        return choice.area[:2] == around.area
    is_same_area = choice.area == around.area and choice.kind is not PlaceKind.MUNICIPALITY
    return is_same_area or choice.area.startswith(f"{around.area}-")
