"""Which area is meant: an id, a code of the seed rows, a name that lies in one place only, or a position.

A name that could mean several places is asked back, never guessed. An exact position is turned into its
municipality at once and not kept.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from directory.errors import BadQuestion
from directory.finding.complaint import Choice, complain
from directory.gazetteer import Match, MatchKind, fold
from directory.graph.facts import NATION, Area, AreaId
from directory.graph.question import ABROAD
from directory.store.snapshot import Snapshot

_ABROAD_WORDS = frozenset({"abroad", "utomlands", "utlandet", "not in sweden"})
_SAME_WORDS = frozenset({"same", "samma", "samma kommun"})

_CODED = re.compile(r"(?:kommun|lan|county|municipality)-(\d{2}|\d{4})", re.ASCII)
_DISTRICT = re.compile(r"(?:sdo|sdf)-([a-z0-9-]{1,60})", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:\.\d{1,15})?", re.ASCII)


def read_area(text: str, snapshot: Snapshot, field: str = "area") -> AreaId:
    """Return the area that *text* names.

    Raises:
        BadQuestion: unknown or ambiguous; ``choices`` holds what could be meant, best first.
    """
    known = snapshot.network.areas
    by_id = area_by_id(text, known)
    if by_id is not None:
        return by_id
    return area_of(snapshot.gazetteer.find(text), known, field)


def area_of(match: Match, known: Mapping[AreaId, Area], field: str = "area") -> AreaId:
    """Return the one area that *match* means.

    A misspelt name is taken for the only place it resembles; of several, it is asked back.

    Raises:
        BadQuestion: unknown or ambiguous.
    """
    choices = [Choice(choice.area, choice.label) for choice in match.choices]
    if match.area is not None and match.area in known:
        return AreaId(match.area)
    if match.kind is MatchKind.NONE or not choices:
        raise complain(
            field,
            "Platsen känns inte igen. Ange en kommun, en ort, en stadsdel, ett län eller en kommunkod.",
            "The place is not known. Give a municipality, a town, a city district, a county or a code.",
            choices,
        )
    raise complain(
        field,
        "Platsen kan betyda flera ställen. Välj ett i listan.",
        "The place could mean several. Choose one of those listed.",
        choices,
    )


def read_residence(text: str, area: AreaId, snapshot: Snapshot) -> AreaId:
    """Return the area of residence: like an area, or ``abroad``, or ``same`` as the area of stay."""
    word = fold(text)
    if word in _ABROAD_WORDS:
        return ABROAD
    if word in _SAME_WORDS:
        return area
    return read_area(text, snapshot, "residence")


def read_position(latitude: str | None, longitude: str | None, snapshot: Snapshot) -> AreaId:
    """Return the municipality in which a WGS 84 position in decimal degrees lies.

    Raises:
        BadQuestion: one of the two is missing or no number, or the position is outside Sweden.
    """
    degrees = [_degrees(latitude, "lat", 90.0), _degrees(longitude, "lon", 180.0)]
    found = snapshot.gazetteer.locate(degrees[0], degrees[1])
    if found is None:
        raise complain(
            "lat",
            "Positionen ligger inte i någon svensk kommun. Ange kommunen i stället.",
            "The position lies in no Swedish municipality. Give the municipality instead.",
        )
    return AreaId(found)


def _degrees(text: str | None, field: str, most: float) -> float:
    if text is None:
        raise complain(field, "En position behöver både lat och lon.", "A position needs both lat and lon.")
    value = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not -most <= value <= most:
        raise _bad_degrees(field, most)
    return value


def _bad_degrees(field: str, most: float) -> BadQuestion:
    return complain(
        field,
        f"Fältet {field} ska vara grader med decimalpunkt, från -{most:.0f} till {most:.0f}.",
        f"The field {field} must be degrees with a decimal point, from -{most:.0f} to {most:.0f}.",
    )


def area_by_id(text: str, known: Mapping[AreaId, Area]) -> AreaId | None:
    """Return the area of that id, also as other lists write it: ``kommun-0163``, ``lan-01``, ``sdo-jarva``, ``se``."""
    if text in known:
        return AreaId(text)
    lowered = text.casefold()
    if lowered == "se":
        return NATION if NATION in known else None
    coded = _CODED.fullmatch(lowered)
    if coded and coded[1] in known:
        return AreaId(coded[1])
    district = _DISTRICT.fullmatch(lowered)
    if district:
        # A city's districts are written 0180-jarva here and sdo-jarva in older data.
        suffix = f"-{district[1]}"
        found = [area for area in known if area[:4].isdigit() and area[4:] == suffix]
        if len(found) == 1:
            return found[0]
    return None
