"""Which words tell that a place name is near, and which words only look like one.

There are municipalities called Mark, Berg, Vara and Boden, and neighbourhoods called Peru, Klara and Station.
Every word here is also known without its diacritics: *vård* and *vard*.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .abroad import CITIES, COUNTRIES
from .everyday import ENGLISH, PEOPLE, SWEDISH
from .folding import fold
from .place import PlaceKind


def _words(text: str) -> frozenset[str]:
    words = text.split()
    return frozenset(words) | frozenset(fold(word) for word in words)


def _titles(**words: str) -> Mapping[str, PlaceKind]:
    return {word: PlaceKind(kind) for kind, text in words.items() for word in _words(text)}


TITLES_AFTER: Final = _titles(
    municipality="kommun kommunen kommuns kommunens kn municipality stad stads",
    county="län läns länet länets county region",
    district="""stadsdel stadsdelen stadsdels stadsdelsområde stadsdelsförvaltning stadsdelsförvaltningen
    stadsdelsnämnd stadsdelsnämnden stadsområde sdf sdn sdo district""",
)
"""Words after a name that say what it is the name of: *Marks kommun*, *Skåne län*."""

TITLES_BEFORE: Final = _titles(
    municipality="kommunen kommun municipality city",
    county="länet region regionen county",
    district="stadsdelen stadsdel stadsdelsområdet stadsområdet sdf sdn district",
)
"""The same before a name: *kommunen Mark*, *Region Skåne*, *municipality of Mark*."""

CENTRE: Final = _words("c centrum city stad stads centralort centralorten tätort downtown")
"""Words after a name that do not leave its municipality: *Huddinge C*."""

PARTS_OF_TOWN: Final = _words(
    "centrum city norr söder öster väster nordost sydväst nordväst sydost öst väst syd"
)
"""Everyday words that name a part of the town that is named before them: *Göteborg centrum*."""

INSIDE: Final = _words("i in inom")
"""Words between a place and the area around it: *Hammarby i Upplands Väsby*."""

AWAY: Final = _words("från from ifrån")
"""Words before the place that somebody has left."""

LEADS_IN: Final = AWAY | _words("i in nära near utanför outside inom inside")
"""Words after which a word with two meanings means the place: *i mark*, but not *ta till vara*."""

MAY_LEAD_IN: Final = _words("till to på at vid hos mot av of för for via runt kring around omkring genom the")
"""Words after which a place is possible, and a capital makes a place of an everyday word."""

SAID_WITH_ON: Final = _words("söder")
"""Everyday words that mean a part of town after *på*."""

DOUBLE: Final = _words(
    """
    ale are backa backe berg boden bro falla hede holm horn kil klippan lagan ljung mark nora rud skog sund
    vara vasa vik åsa åsen ängen
    """
)
"""Everyday words that are as often meant as a place: a preposition (*i boden*) or a capital is enough.

Names such as Lund, Sala or Mora are not here: in a question about help nobody means a grove.
"""

EVERYDAY: Final = _words(f"{SWEDISH} {ENGLISH} {PEOPLE} {COUNTRIES} {CITIES}") - DOUBLE
"""Everyday words, names of persons and of countries, that are (nearly) the names of places as well.

In lower case such a word is a place only with a title (*stadsdelen klara*), or as a part of the town beside it
(*centrum, Göteborg*); with a capital also after a preposition (*i Klara*). A typo never makes a place of it.
"""

GIVEN_NAMES: Final = _words(PEOPLE)
"""Given names that are names of parishes and neighbourhoods as well."""
