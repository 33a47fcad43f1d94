"""What people call places: abbreviations, nicknames, squares and provinces that the registers do not list.

Common Swedish usage, written down by hand. A nickname counts only if the area it stands for is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ABBREVIATIONS: Final[Mapping[str, str]] = {
    "sthlm": "stockholm",
    "sthml": "stockholm",
    "gbg": "göteborg",
    "lkpg": "linköping",
    "nkpg": "norrköping",
    "jkpg": "jönköping",
    "hbg": "helsingborg",
    "etuna": "eskilstuna",
    "övik": "örnsköldsvik",
}
"""A word of a name → the word it stands for, wherever it stands: *Sthlms län*, *Gbg centrum*."""

NICKNAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "söder": ("0180-sodermalm",),
    "södermalm": ("0180-sodermalm",),
    "norra innerstan": ("0180-norra-innerstaden",),
    "vasastan": ("0180-norra-innerstaden",),
    "slussen": ("0180-sodermalm",),
    "medborgarplatsen": ("0180-sodermalm",),
    "medis": ("0180-sodermalm",),
    "hornstull": ("0180-sodermalm",),
    "skanstull": ("0180-sodermalm",),
    "hammarby sjöstad": ("0180-sodermalm",),
    "fridhemsplan": ("0180-kungsholmen",),
    "t-centralen": ("0180-norra-innerstaden",),
    "sergels torg": ("0180-norra-innerstaden",),
    "malmskillnadsgatan": ("0180-norra-innerstaden",),
    "stureplan": ("0180-norra-innerstaden",),
    "odenplan": ("0180-norra-innerstaden",),
    "gullmarsplan": ("0180-enskede-arsta-vantor",),
    "hjulsta": ("0180-jarva",),
    "brandbergen": ("0136",),
    "visättra": ("0126",),
    "skogås": ("0126",),
    "vega": ("0136", "1980"),
    "skiftinge": ("0484",),
    "linnéstaden": ("1480-centrum",),
    "nordstan": ("1480-centrum",),
    "hjällbo": ("1480-nordost",),
    "rosengård": ("1280",),
    "hyllie": ("1280",),
    "kroksbäck": ("1280",),
    "seved": ("1280",),
    "ö vik": ("2284",),
    "stor stockholm": ("01",),
    "vgr": ("14",),
    "västra götalandsregionen": ("14",),
    "scania": ("12",),
    "hela landet": ("SE",),
    "hela sverige": ("SE",),
    "småland": ("06", "07", "08"),
    "norrland": ("21", "22", "23", "24", "25"),
    "uppland": ("01", "03"),
    "sörmland": ("04",),
    "närke": ("18",),
    "västergötland": ("06", "14"),
    "bohuslän": ("14",),
    "dalsland": ("14",),
    "gästrikland": ("21",),
    "hälsingland": ("21",),
    "medelpad": ("22",),
    "ångermanland": ("22",),
    "lappland": ("24", "25"),
    "öland": ("0840", "0885"),
}
"""A whole name → the areas it may stand for; where a province lies in several counties, the asker chooses.

A nickname outranks the places that really bear the name (*Söder* in Helsingborg), unless their town is named.
"""
