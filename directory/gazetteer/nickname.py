"""What people call places: abbreviations, nicknames and provinces that no register lists.

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
    "ö-vik": "örnsköldsvik",
}
"""A word of a name → the word it stands for, wherever it stands: *Sthlms län*, *Gbg centrum*."""

NICKNAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "söder": ("0180-sodermalm",),
    "södermalm": ("0180-sodermalm",),
    "norra innerstan": ("0180-norra-innerstaden",),
    "vasastan": ("0180-norra-innerstaden",),
    "enskede": ("0180-enskede-arsta-vantor",),
    "hässelby": ("0180-hasselby-vallingby",),
    "linnéstaden": ("1480-centrum",),
    "frölunda": ("1480-sydvast",),
    "stor stockholm": ("01",),
    "stockholmsregionen": ("01",),
    "stockholmstrakten": ("01",),
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
