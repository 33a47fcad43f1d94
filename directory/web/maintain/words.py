"""The words of the workspace for what is stored as codes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext

from directory.graph.facts import Organization, Visibility
from directory.graph.name import name_in
from directory.maintaining.deciding import HowTold, WhyRefused
from directory.maintaining.purpose import Why, purpose_of
from directory.maintaining.restricted import Reason
from directory.web.language import current_language
from directory.web.when import say_date

VISIBILITIES: Mapping[Visibility, object] = {
    Visibility.NETWORK: lazy_gettext("Nätverket: inloggade som arbetar med frågorna"),
    Visibility.RESTRICTED: lazy_gettext("Begränsat: öppnas en i taget, och det antecknas"),
    Visibility.PUBLIC: lazy_gettext("Alla: syns också för allmänheten"),
}
SHORT: Mapping[Visibility, object] = {
    Visibility.NETWORK: lazy_gettext("nätverket"),
    Visibility.RESTRICTED: lazy_gettext("begränsat"),
    Visibility.PUBLIC: lazy_gettext("alla"),
}
PURPOSES: Mapping[Why, object] = {
    Why.CASES: lazy_gettext("Bli tillfrågad i ärenden"),
    Why.COORDINATION: lazy_gettext("Samordna arbete mellan organisationer"),
    Why.URGENT: lazy_gettext("Nås när det är bråttom"),
    Why.ADVICE: lazy_gettext("Ge råd till yrkesverksamma"),
    Why.OTHER: lazy_gettext("Annat, skriv nedan"),
}
HOW_TOLD: Mapping[HowTold, object] = {
    HowTold.MEETING: lazy_gettext("När vi sågs"),
    HowTold.PHONE: lazy_gettext("Per telefon"),
    HowTold.LETTER: lazy_gettext("Med brev"),
}
REFUSALS: Mapping[WhyRefused, object] = {
    WhyRefused.WRONG: lazy_gettext("Numret, adressen eller namnet stämmer inte"),
    WhyRefused.PRIVATE: lazy_gettext("Det hör till någons privatliv"),
    WhyRefused.NOT_ASKED: lazy_gettext("Personen vet inte om det, eller vill inte"),
    WhyRefused.TOO_WIDE: lazy_gettext("Fler skulle se det än som behöver"),
    WhyRefused.NOT_NEEDED: lazy_gettext("Det behövs inte"),
}
REASONS: Mapping[Reason, object] = {
    Reason.CASE: lazy_gettext("Jag behöver nå någon i ett ärende"),
    Reason.CHECKING: lazy_gettext("Jag kontrollerar att det stämmer"),
    Reason.CHANGING: lazy_gettext("Jag ska ändra, förlänga eller godkänna"),
    Reason.REQUEST: lazy_gettext("En person har frågat vad som står om henne"),
}
FIELDS: Mapping[str, object] = {
    "name": lazy_gettext("Namn"),
    "phone_display": lazy_gettext("Telefon på arbetet"),
    "email": lazy_gettext("Mail på arbetet"),
    "visibility": lazy_gettext("Vem som ser det"),
    "public_reason": lazy_gettext("Varför allmänheten ser det"),
    "purpose": lazy_gettext("Vad det ska användas till"),
    "valid_to": lazy_gettext("Till och med"),
}
"""The columns of a proposal."""


def named(record: Organization) -> str:
    """Return the name of an organization in the language of the page."""
    return name_in(record, current_language())


def say_value(name: str, value: str) -> str:
    """Return the value of a column of a proposal in words."""
    if name == "visibility" and value:
        return str(VISIBILITIES[Visibility(value)])
    if name == "valid_to" and value:
        return say_date(date.fromisoformat(value), current_language())
    if name == "purpose" and value:
        purpose = purpose_of(value)
        return (
            purpose.words
            if purpose.why is Why.OTHER
            else ", ".join(part for part in (str(PURPOSES[purpose.why]), purpose.words) if part)
        )
    return value


def say_refusal(answer: str | None) -> str:
    """Return why a proposal was sent back, in words."""
    return str(REFUSALS[WhyRefused(answer)]) if answer in frozenset(WhyRefused) else ""
