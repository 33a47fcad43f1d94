"""What was read out of a sentence, as a value. It holds fields, never the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal

from directory.gazetteer import Match
from directory.graph.facts import Group, LegalStatus, NeedId, RoleId

Abroad = Literal["abroad"]
ABROAD: Final[Abroad] = "abroad"
"""Residence outside Sweden (the same word as ``directory.graph.question.ABROAD``)."""

Lang = Literal["sv", "en"]


class RefusalCode(StrEnum):
    """Why a text was refused unread."""

    TOO_LONG = "too_long"
    PERSONAL_NUMBER = "personal_number"
    NAME = "name"
    EMAIL = "email"


class ContradictionCode(StrEnum):
    """Two things that were said and cannot both hold."""

    AGE_WORD = "age_word"
    """*flicka 25 år*, *vuxen 15 år*: the age was believed."""
    SEX = "sex"
    """*pojke … hon*: the noun was believed."""
    TWO_AREAS = "two_areas"
    """Two places of stay: the first was taken."""
    TWO_STATUSES = "two_statuses"
    """*EU-medborgare … papperslös*: the first was taken."""
    PAST = "past"
    """The date is over: no date was taken."""


class NoteCode(StrEnum):
    """Something the page should say beside the fields."""

    ACCOMPANYING_CHILDREN = "accompanying_children"
    AGE_UNKNOWN = "age_unknown"
    """*tjej*, *kille*, *girl*: read as a child because no age was said."""
    LGBTQ = "lgbtq"
    EXPLOITATION = "exploitation"
    """Sex, work or a person is being exploited: what the question is about, though not a need."""
    NUMBER_LEFT_OUT = "number_left_out"
    """A phone number or another long number was in the text; it was not read and not kept."""
    CONTROLS_REMOVED = "controls_removed"
    """Invisible or direction-changing characters were removed before reading."""
    CALLER_PLACE = "caller_place"
    """The only place is where the asker works: taken as the area of stay."""


_REFUSALS: Final[Mapping[RefusalCode, tuple[str, str]]] = {
    RefusalCode.TOO_LONG: (
        "Skriv kortare, högst 500 tecken: vad som behövs, vem, var och när. Ingenting har sparats.",
        "Write less, at most 500 characters: what is needed, who, where and when. Nothing was kept.",
    ),
    RefusalCode.PERSONAL_NUMBER: (
        "Texten ser ut att innehålla ett personnummer. Ta bort det och skriv åldern i stället. Ingenting har sparats.",
        "The text seems to hold a personal number. Remove it and give the age instead. Nothing was kept.",
    ),
    RefusalCode.NAME: (
        "Texten ser ut att innehålla ett namn. Ta bort det; skriv till exempel kvinna 28 i stället. "
        "Ingenting har sparats.",
        "The text seems to hold a name. Remove it; write for instance woman 28 instead. Nothing was kept.",
    ),
    RefusalCode.EMAIL: (
        "Texten innehåller en e-postadress. Ta bort den och fråga igen. Ingenting har sparats.",
        "The text holds an e-mail address. Remove it and ask again. Nothing was kept.",
    ),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A text that was not read. The messages never repeat any of it."""

    code: RefusalCode

    @property
    def message_sv(self) -> str:
        """The sentence in Swedish."""
        return _REFUSALS[self.code][0]

    @property
    def message_en(self) -> str:
        """The sentence in English."""
        return _REFUSALS[self.code][1]

    def message(self, lang: str) -> str:
        """Return the sentence that says why, and what to do, in *lang* (``sv`` or ``en``)."""
        return self.message_en if lang == "en" else self.message_sv


@dataclass(frozen=True, slots=True)
class Understood:
    """Words that gave a field, for the chips; ``start`` and ``stop`` count characters of the cleaned text."""

    field: str
    value: str
    words: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The fields of a question, as read. What was not said is None, empty, or ``Group.ANY``.

    ``needs`` most important first: what was asked for in the order of the sentence, then what follows from it
    (protection where danger was said, child protection for a child); no need beside one that is narrower.
    ``area`` and ``residence`` may be ambiguous or fuzzy matches: ask. ``at`` is Swedish wall-clock time, None = now.
    ``declined``: needs that were said not to be wanted. ``not_understood``: the words left over, as they were written.
    """

    needs: tuple[NeedId, ...] = ()
    area: Match | None = None
    residence: Match | Abroad | None = None
    group: Group = Group.ANY
    age: int | None = None
    other_ages: tuple[int, ...] = ()
    status: LegalStatus | None = None
    at: datetime | None = None
    languages: tuple[str, ...] = ()
    roles: tuple[RoleId, ...] = ()
    declined: tuple[NeedId, ...] = ()
    countries: tuple[str, ...] = ()
    """ISO 3166 codes of the countries that the person has to do with."""
    not_understood: tuple[str, ...] = ()
    refused: Refusal | None = None
    contradictions: tuple[ContradictionCode, ...] = ()
    notes: tuple[NoteCode, ...] = ()
    understood: tuple[Understood, ...] = ()
    language: Lang = "sv"
