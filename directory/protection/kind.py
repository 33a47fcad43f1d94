"""What can tell a place, and the words that say why it was stopped and what to write instead."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple


class TellingKind(StrEnum):
    """By what a text tells where something is."""

    STREET = "street"
    """A street, a box, a flat, a door or the name of a house."""
    POSTCODE = "postcode"
    POSITION = "position"
    """Coordinates in degrees, or in the grids SWEREF 99 and RT 90."""
    MAP = "map"
    """A link to a map, a short link, a plus code or three words."""
    DIRECTION = "direction"
    """What it is near, or how to get there."""
    TOWN = "town"
    PHONE = "phone"
    """A phone number whose area code tells the town."""
    LOCATION = "location"
    """A location as such: a protected place has none."""


class Telling(NamedTuple):
    """Where in a text a place is told: characters *start* up to *end*. It never holds the text itself."""

    kind: TellingKind
    start: int
    end: int


_WHY: Final[dict[TellingKind, tuple[str, str]]] = {
    TellingKind.STREET: (
        "Texten ser ut att innehålla en adress. Ta bort den och skriv hur man kommer dit: genom vem man remitteras.",
        "The text seems to hold an address. Take it out and write how one gets there: through whom one is referred.",
    ),
    TellingKind.POSTCODE: (
        "Texten ser ut att innehålla ett postnummer. Ta bort det; skriv i stället vilket område ni tar emot från.",
        "The text seems to hold a postcode. Take it out; write instead which area you take people from.",
    ),
    TellingKind.POSITION: (
        "Texten ser ut att innehålla en position. Ta bort den; skriv i stället vilket område ni tar emot från.",
        "The text seems to hold a position. Take it out; write instead which area you take people from.",
    ),
    TellingKind.MAP: (
        "Texten ser ut att innehålla en karta eller en kortlänk. Ta bort den; länka till er webbplats i stället.",
        "The text seems to hold a map or a short link. Take it out; link to your website instead.",
    ),
    TellingKind.DIRECTION: (
        "Texten ser ut att säga vad boendet ligger nära. Ta bort det; den som placerar får veta vägen av er.",
        "The text seems to say what the place is near. Take it out; those who place somebody learn the way from you.",
    ),
    TellingKind.TOWN: (
        "Texten ser ut att säga på vilken ort boendet ligger. Skriv i stället vilket område ni tar emot från.",
        "The text seems to say which town the place is in. Write instead which area you take people from.",
    ),
    TellingKind.PHONE: (
        "Riktnumret röjer orten. Ta bort numret, eller använd ett som börjar på 010, 020 eller 077.",
        "The area code tells the town. Take the number out, or use one that begins with 010, 020 or 077.",
    ),
    TellingKind.LOCATION: (
        "En skyddad verksamhet har ingen plats i katalogen. Ta bort platsen; skriv hur man remitteras i stället.",
        "A protected service has no location in the directory. Take it out; write how one is referred instead.",
    ),
}


def say(kind: TellingKind, lang: str) -> str:
    """Return why *kind* was stopped and what to write instead, in Swedish (``sv``) or else in English."""
    swedish, english = _WHY[kind]
    return swedish if lang.startswith("sv") else english
