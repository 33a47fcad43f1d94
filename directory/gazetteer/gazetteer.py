"""The gazetteer: any Swedish place name → the area that is responsible there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from geopy.distance import geodesic

from .borders import BorderData, Borders
from .index import Index
from .place import NO_MATCH, Match, Place, Span
from .reading import Reader

LONGEST_TEXT: Final = 120
"""Letters. The longest name that is shipped has 59; with a preposition and its municipality it has 78."""


class Gazetteer:
    """Names, positions and distances of Swedish places. Immutable: build a new one when places change."""

    __slots__ = ("_borders", "_reader")

    def __init__(self, index: Index, borders: Borders | None) -> None:
        self._reader: Final = Reader(index)
        self._borders: Final = borders

    @classmethod
    def build(cls, places: Iterable[Place], borders: BorderData | None = None) -> Gazetteer:
        """Build from *places* in any order, and from a parsed GeoJSON collection of municipality borders."""
        return cls(Index(places), Borders(borders) if borders is not None else None)

    def find(self, text: str) -> Match:
        """Return what *text*, as typed into a field for a place, may mean.

        Upper and lower case, hyphens, missing diacritics, genitive, titles (*kommun*, *län*) and nicknames do
        not matter. Never raises; a text that is too long to be a place matches nothing.
        """
        return self._reader.whole(text) if len(text) <= LONGEST_TEXT else NO_MATCH

    def scan(self, words: Sequence[str]) -> tuple[Span, ...]:
        """Return the place names in a sentence that was split into *words*, in order, without overlap.

        The longest name wins. Give the words as they were written: capitals, and the punctuation that sticks
        to a word, are read as hints. An everyday word is a place only where something says so.
        """
        return self._reader.spans(words)

    def locate(self, latitude: float, longitude: float) -> str | None:
        """Return the id of the municipality around a WGS 84 position; None outside Sweden or without borders.

        The territorial sea belongs to municipalities as well. Half a kilometre outside is taken as inside.
        """
        return self._borders.locate(latitude, longitude) if self._borders is not None else None

    @staticmethod
    def distance_km(start: tuple[float, float], end: tuple[float, float]) -> float:
        """Return the geodesic distance in kilometres between two (latitude, longitude) positions (WGS 84)."""
        return float(geodesic(start, end).kilometers)
