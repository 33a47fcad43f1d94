"""A small county for tests of what is asked and how it is told: four municipalities with their real codes and names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from directory.gazetteer import Gazetteer, Place
from directory.graph.facts import Area, AreaKind, Channel, ChannelKind, Confidence, Facts, Need, Provenance
from directory.graph.network import Network
from directory.store.snapshot import Snapshot
from tests.graph.drawing import drawn

BUILT_AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)

DRAWING = """
    area:lan01 part-of area:SE
    area:0138 part-of area:lan01
    area:0163 part-of area:lan01
    area:0180 part-of area:lan01
    area:0180-jarva part-of area:0180
    area:0380 part-of area:SE
    area:0687 part-of area:SE
    need:boende_akut broader need:boende
    need:boende_akut urgent
    need:skydd urgent
    need:vard broader need:stod
    need:stodsamtal broader need:stod
    role:soc held-by org:tyreso in area:0138
    role:soc held-by org:uppsala in area:0380
    role:soc held-by nobody in area:0163 [memory]
    role:jour held-by org:jour in area:lan01
    org:tyreso phone 08-465 004 10
    org:jour phone 08-465 004 12 2014-09-25
    org:jour stands-in-for role:soc when closed
    duty:rs01 need:boende role:soc decides stay acute
    duty:rs02 need:boende role:soc pays residence after [adult woman, adult man] {resident elsewhere}
    service:sv-112 offered-by org:sos
    service:sv-112 serves area:SE
    service:sv-112 meets need:skydd
    service:sv-112 takes adult woman, adult man, girl, boy
    service:sv-112 open always
    service:sv-112 phone 112
    service:sv-112 emergency
    service:hem offered-by org:jour
    service:hem serves area:lan01
    service:hem meets need:boende
    service:hem takes adult woman
    service:hem ages 18 -
    service:hem open MO-FR 08:00-16:30
    service:hem phone 08-465 004 13
    service:minne offered-by org:jour
    service:minne serves area:lan01
    service:minne meets need:boende
    service:minne takes girl, boy
    service:minne phone 08-465 004 14 [memory]
"""

NAMES = {
    "SE": ("Sverige", "Sverige", AreaKind.NATION),
    "lan01": ("Stockholm", "Stockholms län", AreaKind.COUNTY),
    "0138": ("Tyresö", "Tyresö kommun", AreaKind.MUNICIPALITY),
    "0163": ("Sollentuna", "Sollentuna kommun", AreaKind.MUNICIPALITY),
    "0180": ("Stockholm", "Stockholms stad", AreaKind.MUNICIPALITY),
    "0180-jarva": ("Järva", "Järva stadsdelsområde", AreaKind.DISTRICT),
    "0380": ("Uppsala", "Uppsala kommun", AreaKind.MUNICIPALITY),
    "0687": ("Eksjö", "Eksjö kommun", AreaKind.MUNICIPALITY),
}
NEEDS = {
    "boende": ("Boende", "Housing"),
    "boende_akut": ("Akut boende", "Emergency housing"),
    "skydd": ("Skydd", "Protection"),
    "stod": ("Stöd", "Support"),
    "vard": ("Stöd", "Care"),
    "stodsamtal": ("Stödsamtal", "Counselling"),
}
SQUARES = {
    "0138": (59.20, 18.20, 59.30, 18.45),
    "0380": (59.70, 17.40, 60.10, 17.90),
}
"""South, west, north and east of the municipalities that have a border here, in degrees."""


@cache
def snapshot(revision: int = 7) -> Snapshot:
    """Return the county as a snapshot."""
    facts = _facts(revision)
    places = [
        *(_place(area) for area in facts.areas),
        Place("Bollmora", "tatort", "0138", 59.24, 18.23, 20_000),
        Place("Hultsfred", "ort", "0163"),
        Place("Sjöbo", "ort", "0138"),
        Place("Sjöbo", "ort", "0380"),
    ]
    gazetteer = Gazetteer.build(places, _borders())
    return Snapshot(revision, BUILT_AT, Network.build(facts, gazetteer.distance_km), gazetteer)


def _facts(revision: int) -> Facts:
    facts = drawn(DRAWING, revision=revision)
    mail = Channel(
        "hem:mail",
        ChannelKind.EMAIL,
        "hem@example.org",
        "hem@example.org",
        Provenance("drawing", "2026-01-01"),
        1,
    )
    return replace(
        facts,
        areas=tuple(_named(area) for area in facts.areas),
        needs=tuple(_needed(need) for need in facts.needs),
        services=tuple(
            replace(each, channels=(*each.channels, mail)) if each.id == "hem" else each
            for each in facts.services
        ),
    )


def _named(area: Area) -> Area:
    name, full_name, kind = NAMES[area.id]
    known = Provenance("drawing", "2026", date(2026, 1, 1), Confidence.SOURCE)
    return replace(area, name=name, full_name=full_name, kind=kind, provenance=known)


def _needed(need: Need) -> Need:
    name_sv, name_en = NEEDS[need.id]
    return replace(need, name_sv=name_sv, name_en=name_en)


def _place(area: Area) -> Place:
    return Place(area.name, area.kind.value, area.id, full_name=area.full_name)


def _borders() -> dict[str, object]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": code,
                "properties": {"code": code, "id": code},
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [
                        [[west, south], [east, south], [east, north], [west, north], [west, south]]
                    ],
                },
            }
            for code, (south, west, north, east) in SQUARES.items()
        ],
    }
