"""The words of the call sheet on a terminal, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headings and labels, in the order in which they appear."""

    asked: str
    not_understood: str
    stale: str
    first: str
    then: str
    now: str
    attempt: str
    later: str
    last_resort: str
    not_verified: str
    who: str
    help: str
    why: str
    not_fit: str
    unknown: str
    mind: str
    about: str
    resident: str
    relaxed: str
    more: str
    no_number: str
    legal: str


SHEETS = {
    "sv": Sheet(
        asked="Frågan",
        not_understood="Förstod inte",
        stale="Databasen går inte att nå. Uppgifterna är från",
        first="Ring det här numret först",
        then="Om ingen svarar",
        now="svarar nu",
        attempt="prova",
        later="när det öppnar",
        last_resort="sista utvägen",
        not_verified="ej bekräftad",
        who="Vem beslutar, betalar och samordnar",
        help="Vem ger hjälpen",
        why="Varför det numret",
        not_fit="Passade inte den här gången",
        unknown="Det här vet vi inte",
        mind="Tänk på",
        about="Om uppgifterna",
        resident="skriven i {area}",
        relaxed="För att hitta någon",
        more="och {count} till: visa med --all",
        no_number="inget nummer känt",
        legal="Grund",
    ),
    "en": Sheet(
        asked="The question",
        not_understood="Not understood",
        stale="The database cannot be reached. This is as of",
        first="Call this number first",
        then="If nobody answers",
        now="answers now",
        attempt="try",
        later="when it opens",
        last_resort="last resort",
        not_verified="not verified",
        who="Who decides, pays and coordinates",
        help="Who gives the help",
        why="Why this number",
        not_fit="Did not fit this time",
        unknown="What we do not know",
        mind="Keep in mind",
        about="About the information",
        resident="resident in {area}",
        relaxed="To find anybody",
        more="and {count} more: show with --all",
        no_number="no number known",
        legal="Basis",
    ),
}

DUTY_WORDS = {
    "sv": {
        "decides": "Beslutar",
        "pays": "Betalar",
        "delivers": "Utför",
        "advises": "Ger råd",
        "coordinates": "Samordnar",
    },
    "en": {
        "decides": "Decides",
        "pays": "Pays",
        "delivers": "Delivers",
        "advises": "Advises",
        "coordinates": "Coordinates",
    },
}
"""What the holder of a duty does, by the value of ``DutyKind``."""
