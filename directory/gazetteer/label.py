"""Say in Swedish what a place is, where it lies, and how its name led to an area."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from .folding import spell
from .place import Choice, Place, PlaceKind

_WORDS = {
    PlaceKind.DISTRICT: "stadsdelsområde",
    PlaceKind.TATORT: "tätort",
    PlaceKind.STADSDEL: "stadsdel",
    PlaceKind.OMRADE: "område",
    PlaceKind.ORT: "ort",
}


class Labels:
    """Words for places, given the areas they lie in by id."""

    def __init__(self, areas: Mapping[str, Place]) -> None:
        self._areas = areas

    def choice(self, place: Place, spelled: str) -> Choice:
        """Return *place*, found under the name *spelled*, as a choice of the area that it leads to."""
        area, since = self._today(place)
        area_name = self._areas[area].name if area in self._areas else area
        named = _as_written(place, spelled)
        within = self._within(place)
        via = "" if spell(named) == spell(area_name) else f"{named} → {area_name}"
        if place.kind not in _WORDS:
            label = place.full_name or place.name
        elif since:
            label = f"{named}, nu {area_name} i {within}"
            via = f"{named}, nu {area_name} sedan {since}"
        else:
            label = f"{named}, {_WORDS[place.kind]} i {within}" if within else named
        return Choice(area, named, label, place.kind, via, 1.0, within)

    def _today(self, place: Place) -> tuple[str, str]:
        """Return the id of the area that *place* leads to today, and since when if an older one ended."""
        area, since, seen = place.area, "", {place.area}
        current = place if place.kind.is_area else self._areas.get(place.area)
        while current is not None and current.leads_to and current.leads_to not in seen:
            area = current.leads_to
            seen.add(area)
            since = (current.valid_to + timedelta(days=1)).isoformat() if current.valid_to else ""
            current = self._areas.get(area)
        return area, since

    def _within(self, place: Place) -> str:
        """Return the name of the municipality, or for a municipality of the county, around *place*."""
        if place.kind in (PlaceKind.NATION, PlaceKind.COUNTY):
            return ""
        is_municipality = place.kind is PlaceKind.MUNICIPALITY
        around = self._areas.get(place.area[:2] if is_municipality else place.municipality)
        return around.name if around is not None else ""


def _as_written(place: Place, spelled: str) -> str:
    """Return the name of *place* that was found: its own, or an alias that is a place name of its own."""
    if place.kind.is_area or spell(place.name) == spelled:
        return place.name
    return next((alias for alias in place.aliases if spell(alias) == spelled), place.name)
