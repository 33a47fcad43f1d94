"""Which words tell that a place name is near, and which words only look like one.

Swedish has municipalities called Mark, Berg, Vara and Boden, and neighbourhoods called Peru, Klara and Station.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .place import PlaceKind

TITLES_AFTER: Final[Mapping[str, PlaceKind]] = {
    **dict.fromkeys(
        ("kommun", "kommunen", "kommuns", "kommunens", "kn", "municipality", "stad", "stads"), PlaceKind.MUNICIPALITY
    ),
    **dict.fromkeys(("lan", "lans", "lanet", "lanets", "county", "region"), PlaceKind.COUNTY),
    **dict.fromkeys(
        (
            "stadsdel", "stadsdelen", "stadsdels", "stadsdelsomrade", "stadsdelsforvaltning", "stadsdelsnamnd",
            "stadsdelsforvaltningen", "stadsdelsnamnden", "stadsomrade", "sdf", "sdn", "sdo", "district",
        ),
        PlaceKind.DISTRICT,
    ),
}  # fmt: skip
"""Folded words after a name that say what it is the name of: *Marks kommun*, *Skåne län*."""

TITLES_BEFORE: Final[Mapping[str, PlaceKind]] = {
    **dict.fromkeys(("kommunen", "kommun", "municipality"), PlaceKind.MUNICIPALITY),
    **dict.fromkeys(("lanet", "region", "regionen", "county"), PlaceKind.COUNTY),
    **dict.fromkeys(
        ("stadsdelen", "stadsdel", "stadsdelsomradet", "stadsomradet", "sdf", "sdn"), PlaceKind.DISTRICT
    ),
}
"""The same before a name: *kommunen Mark*, *Region Skåne*."""

CENTRE: Final = frozenset({"c", "centrum", "city", "centralt", "centralort", "centralorten", "tatort"})
"""Words after a name that do not leave its municipality: *Huddinge C*."""

INSIDE: Final = frozenset({"i", "in", "inom"})
"""Words between a place and the area around it: *Hammarby i Upplands Väsby*."""

LEADS_IN: Final = frozenset(
    "i in från fran from till to near nära nara utanför utanfor runt kring genom via mot inom around outside".split()
)
"""Words after which a place is likely, and an ordinary word that is also a place name means the place."""

LEADS_IN_WEAKLY: Final = frozenset("på pa vid at hos for för of av the".split())
"""Words after which a place is possible."""

ORDINARY: Final = frozenset(
    """
    akut aldrig alla andra ansvar arbete av barn barnen behov berg betala bo boende bor bra bror bus böra centrum
    bostad bruket dag dagen dala dals den det din district du där efter eller en ett familj far fest flicka
    flickor flykting fall fara fast fors fred fri från för förr gravid grav göra hall ham hamn han hand handel
    hans har hed heden hel hela hem hemma hemlös hemska hen henne hennes hjälp hjälpa hon hos hot hotad hotell
    hov hus hund höll här härad i idag igår in ingen inland inte ja jag jobb jobba kan kille killar kil klara
    klart kom kommer kommun kosta kostar kronan kropp kund kunna kvar kvinna kvinnor kväll kvällen köp köpa
    lag lagan land lista ljung lugnet län lån man mamma mark med medel mellan men min mina minut mo mor morgon
    mot möte nacka natt natten nedre norr norra nu ny nya nyland när nära nästa nås och offer om ord öppen oss
    pappa peru plats polis på ren ring ringa ringen ringer rot rum rädd röda saknar sal samtal sedan ska skar
    skog skola skolan skuld slav slottet slut släkt snart soc sol som sommar son sova stad stan staden station
    stöd strand stranden ström stugan svara syd syster säker säljer sätt söder södra söker sök sår ta tal talar
    till tjej tjejer tolk tom torn torp två tvång tåg tid ung unga ungdom ute utsatt utanför utan utland vad
    van var vara varv vem vet vid vilja vill vila villan via våld våldtagen vård vårdas vägen väg väst västra
    väster varning vän vänner vänta öst öster östra år åka åker åldern öde ön över äng
    a about abuse age alone and any are arrived as ask at be bed boy boys bro by call can care child children
    clinic day for foreign found from gets girl girls go has have he help her here home hotel house housing
    how i is it job kid lady late life live living loft man me men midnight minor money mother my near need
    needs new night no not now of on one or our out over phone place police poor pregnant return ring safe
    school see sex shall she shelter sick social some stay stays street talk the they this to today tomorrow
    tonight trafficking under urgent victim violence wants was we where who with woman women work year years
    you young your
    arabien jeriko kurland sparta transval valhalla olympia hermes
    anna finja jacob jenny johannes katarina klara maria matteus sofia rolfs anneberg
    """.split()
)
"""Ordinary Swedish and English words, and names of persons and countries, that are (nearly) place names as well.

In lower case such a word is a place only with a title (*marks kommun*) or beside the area around it (*centrum,
Göteborg*); see :data:`TAKEN_AT_THEIR_PLACE` for the exceptions.
"""

TAKEN_AT_THEIR_PLACE: Final = frozenset(
    """
    ale berg boden bro eda eslöv flen habo heby hede hjo hova kil kiruna klippan knivsta kungsör lagan lund
    malå mark mora nacka nora orsa ovanåker sala salem skara surte sunne säter tanum tibro tomelilla tranås
    täby vara vasa vara vansbro ydre åre åsa ånge åmål ölme öckerö hofors horn holm hok
    """.split()
)
"""Words of this kind that are so often meant as a place that a preposition before them is enough: *i mora*."""
