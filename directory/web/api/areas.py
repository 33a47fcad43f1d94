"""Areas and place names through the API."""

from __future__ import annotations

from flask import Blueprint, Response, g

from directory.access import Permission, needs
from directory.clock import today
from directory.errors import NotFound
from directory.finding.complaint import complain
from directory.finding.given import Given
from directory.finding.place import read_area, read_position
from directory.finding.search import HitKind, search
from directory.graph.facts import Area, AreaId, AreaKind
from directory.interchange.record_json import area_item, area_record, place_item
from directory.web.api.described import Operation, Words, described
from directory.web.api.paging import filters, listing, page_of, standing
from directory.web.api.parameters import (
    KIND,
    LANG,
    LATITUDE,
    LONGITUDE,
    PAGES,
    PARENT,
    TEXT,
    identity,
)
from directory.web.api.reply import reply_json
from directory.web.api.schema import AreaOut, AreaPage, PlaceList
from directory.web.language import current_language

TAG = "areas"


def open_areas(blueprint: Blueprint) -> None:
    """Add the addresses of areas and places."""
    blueprint.add_url_rule("/areas", "areas", areas)
    blueprint.add_url_rule("/areas/<area_id>", "area", area)
    blueprint.add_url_rule("/places", "places", places)


@needs(Permission.API_READ)
@described(
    Operation(
        Words("Lista områden.", "List areas."),
        AreaPage,
        TAG,
        params=(
            KIND,
            PARENT,
            TEXT.optional(Words("Del av namnet.", "Part of the name.")),
            LATITUDE,
            LONGITUDE,
            *PAGES,
        ),
    )
)
def areas() -> Response:
    """List areas."""
    texts = filters("kind", "parent", "q", "lat", "lon")
    return reply_json(page_of(_found(texts), texts, area_item))


@needs(Permission.API_READ)
@described(
    Operation(
        Words(
            "Visa ett område: vad det ligger i, och vem som har vilken roll.",
            "Show an area: what it lies in, and who holds which role.",
        ),
        AreaOut,
        TAG,
        params=(identity("area_id", Words("området", "area"), "0163"), LANG),
        errors=(404, 422),
    )
)
def area(area_id: str) -> Response:
    """Show one area."""
    filters()
    found = g.snapshot.network.areas.get(AreaId(area_id))
    if found is None:
        sv = "Området finns inte. Alla områden står på /api/v1/areas."
        en = "There is no such area. All areas are listed at /api/v1/areas."
        raise NotFound(sv, sv=sv, en=en)
    day = today()
    record = area_record(found, g.snapshot.network, day, current_language())
    return reply_json({**record, **standing()}, day)


@needs(Permission.API_READ)
@described(
    Operation(
        Words("Slå upp ett ortnamn, även felstavat.", "Look up a place name, also a misspelt one."),
        PlaceList,
        TAG,
        params=(TEXT, LANG),
    )
)
def places() -> Response:
    """Look up a place name."""
    text = filters("q").single("q") or ""
    match = g.snapshot.gazetteer.find(text)
    found = [place_item(choice, current_language()) for choice in match.choices]
    return reply_json({"match": match.kind.value, **listing(found)})


def _found(texts: Given) -> list[Area]:
    network = g.snapshot.network
    found = sorted(network.areas.values(), key=lambda area: area.id)
    kind = texts.single("kind")
    if kind is not None:
        if kind not in set(AreaKind):
            raise complain("kind", "Det slaget av område finns inte.", "There is no such kind of area.")
        found = [area for area in found if area.kind == kind]
    parent = texts.single("parent")
    if parent is not None:
        parts = frozenset(network.parts(read_area(parent, g.snapshot, "parent"), today()))
        found = [area for area in found if area.id in parts]
    text = texts.single("q")
    if text is not None:
        ranked = {
            hit.id: rank
            for rank, hit in enumerate(search(text, g.snapshot, kinds=(HitKind.AREA,), limit=None))
        }
        found = sorted((area for area in found if area.id in ranked), key=lambda area: ranked[area.id])
    latitude, longitude = texts.single("lat"), texts.single("lon")
    if latitude is not None or longitude is not None:
        around = frozenset(network.wider(read_position(latitude, longitude, g.snapshot), today()))
        found = [area for area in found if area.id in around]
    return found
