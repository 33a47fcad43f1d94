"""A place named beside the area around it: *Hammarby i Upplands Väsby*, *Göteborg Centrum*."""

from __future__ import annotations

from .place import Choice, Match, MatchKind, PlaceKind

_AROUND = frozenset({PlaceKind.MUNICIPALITY, PlaceKind.COUNTY})


def narrow(place: Match, around: Match) -> Match | None:
    """Return the part of *place* that lies in one of the areas *around*, or None if nothing does."""
    areas = [choice for choice in (*around.choices, *around.also) if choice.kind in _AROUND]
    return _within(place, areas)


def widen(around: Match, place: Match) -> Match | None:
    """Return the part of *place* that lies in the municipality named before it, or None if nothing does."""
    areas = [choice for choice in around.choices if choice.kind == PlaceKind.MUNICIPALITY]
    return _within(place, areas)


def _within(place: Match, areas: list[Choice]) -> Match | None:
    fitting = tuple(
        choice for choice in (*place.choices, *place.also) if any(_lies_in(choice, area) for area in areas)
    )
    if not fitting:
        return None
    sure = MatchKind.FUZZY if place.kind is MatchKind.FUZZY else MatchKind.EXACT
    return Match(sure if len(fitting) == 1 else MatchKind.AMBIGUOUS, fitting)


def _lies_in(choice: Choice, around: Choice) -> bool:
    if choice.kind in (PlaceKind.NATION, PlaceKind.COUNTY):
        return False
    if around.kind == PlaceKind.COUNTY:
        return choice.area[:2] == around.area
    is_same_area = choice.area == around.area and choice.kind != PlaceKind.MUNICIPALITY
    return is_same_area or choice.area.startswith(f"{around.area}-")
