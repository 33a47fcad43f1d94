"""The parameters of the API, described once in both languages, with examples that work."""

from __future__ import annotations

from types import MappingProxyType

from directory.graph.facts import AreaKind, Group, LegalStatus
from directory.web.api.described import Param, Words
from directory.web.api.paging import LARGEST, LAST_PAGE, USUAL


def _one_of(values: list[str]) -> MappingProxyType[str, object]:
    return MappingProxyType({"type": "string", "enum": values})


def _whole(least: int, most: int, usual: int | None = None) -> MappingProxyType[str, object]:
    schema: dict[str, object] = {"type": "integer", "minimum": least, "maximum": most}
    return MappingProxyType(schema | ({} if usual is None else {"default": usual}))


def _degrees(most: int) -> MappingProxyType[str, object]:
    return MappingProxyType({"type": "number", "minimum": -most, "maximum": most})


LANG = Param("lang", Words("Svarets språk.", "Language of the reply."), _one_of(["sv", "en"]))
TEXT = Param("q", Words("Vad som söks.", "What to look for."), example="Järfälla", is_required=True)
PAGE = Param("page", Words("Sida, från 1.", "Page, from 1."), _whole(1, LAST_PAGE, 1))
PER_PAGE = Param("per_page", Words("Poster per sida.", "Items on a page."), _whole(1, LARGEST, USUAL))
PAGES = (PAGE, PER_PAGE, LANG)

LATITUDE = Param(
    "lat",
    Words(
        "Latitud i grader (WGS 84), tillsammans med lon i stället för area. Sparas inte.",
        "Latitude in degrees (WGS 84), with lon in place of area. Not kept.",
    ),
    _degrees(90),
)
LONGITUDE = Param("lon", Words("Longitud i grader.", "Longitude in degrees."), _degrees(180))
KIND = Param("kind", Words("Slag av område.", "Kind of area."), _one_of([kind.value for kind in AreaKind]))
PARENT = Param(
    "parent", Words("Område som det ligger direkt i.", "Area that it lies directly in."), example="01"
)
NEED_FILTER = Param("need", Words("Behov.", "Need."), example="boende")
AREA_FILTER = Param("area", Words("Område som betjänas.", "Area that is served."), example="0180")
GROUP_FILTER = Param(
    "group", Words("Grupp som inte nekas.", "Group that is not excluded."), example="adult-woman"
)
KIND_OF_ORGANIZATION = Param("kind", Words("Slag av organisation.", "Kind of organization."))

QUESTION = (
    Param(
        "need",
        Words(
            "Vad som behövs: id eller namn på ett behov. Får upprepas, viktigast först.",
            "What is needed: id or name of a need. May repeat, most important first.",
        ),
        example=["boende_akut"],
        is_required=True,
        may_repeat=True,
    ),
    Param(
        "area",
        Words(
            "Var personen är: kommunkod, länskod, id eller ett ortnamn som bara finns på ett ställe.",
            "Where the person is: code of a municipality or county, id, or a place name that is unambiguous.",
        ),
        example="0138",
    ),
    LATITUDE,
    LONGITUDE,
    Param(
        "residence",
        Words(
            "Var personen är bosatt: som area, eller same, eller abroad.",
            "Where the person is registered: like area, or same, or abroad.",
        ),
        example="0380",
    ),
    Param(
        "group",
        Words("Vem det gäller.", "Who it is about."),
        _one_of([group.slug for group in Group]),
        example="adult-woman",
    ),
    Param("age", Words("Ålder i hela år.", "Age in whole years."), _whole(0, 120), example=28),
    Param(
        "status",
        Words("Rättslig ställning.", "Legal status."),
        _one_of([status.value for status in LegalStatus]),
    ),
    Param(
        "at",
        Words(
            "När: svensk tid, eller med offset. Utelämnad: nu.",
            "When: Swedish time, or with an offset. Left out: now.",
        ),
        example="2026-11-28T03:00",
    ),
    Param(
        "language",
        Words(
            "Språk som behövs, som ISO 639-kod. Får upprepas.",
            "Language needed, as ISO 639 code. May repeat.",
        ),
        may_repeat=True,
    ),
    LANG,
)

SENTENCE = (
    Param(
        "sentence",
        Words(
            "Frågan med egna ord, högst 500 tecken. Utan namn och personnummer.",
            "The question in your own words, at most 500 characters. Without names and personal numbers.",
        ),
        example="kvinna 28 i Tyresö behöver sova",
        is_required=True,
    ),
    Param(
        "at",
        Words(
            "Tiden som räknas som nu: svensk tid. Utelämnad: nu.",
            "The time that counts as now: Swedish time. Left out: now.",
        ),
        example="2026-11-28T03:00",
    ),
    LANG,
)
"""The keys of a body with a sentence."""


def identity(name: str, kind: Words, example: str) -> Param:
    """Return the path parameter *name*, the id of a record of *kind*."""
    return Param(name, Words(f"Id för {kind.sv}.", f"Id of the {kind.en}."), example=example, is_path=True)
