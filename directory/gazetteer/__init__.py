"""Any Swedish place name → the area that is responsible there; positions and distances.

Pure: it knows no files, no database, no web and no clock.
"""

from __future__ import annotations

from .borders import BorderData
from .folding import fold
from .gazetteer import Gazetteer
from .place import NO_MATCH, Choice, Match, MatchKind, Place, PlaceKind, Span

__all__ = [
    "NO_MATCH",
    "BorderData",
    "Choice",
    "Gazetteer",
    "Match",
    "MatchKind",
    "Place",
    "PlaceKind",
    "Span",
    "fold",
]
