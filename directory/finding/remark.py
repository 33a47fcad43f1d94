"""What is said about a sentence beside its fields: what in it contradicted, what was left out, what was assumed.

The words of the sentence are never repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from directory.asking import ContradictionCode, NoteCode, Reading

CONTRADICTIONS: Mapping[ContradictionCode, tuple[str, str]] = {
    ContradictionCode.AGE_WORD: (
        "Åldern stämmer inte med ordet för personen: den som är under 18 år är ett barn.",
        "The age does not fit the word for the person: whoever is under 18 is a child.",
    ),
    ContradictionCode.SEX: (
        "Det står både han och hon. Svaret följer ordet för personen: kontrollera gruppen.",
        "It says both he and she. The answer follows the word for the person: check the group.",
    ),
    ContradictionCode.TWO_AREAS: (
        "Det står två platser där personen kan vara.",
        "There are two places where the person may be.",
    ),
    ContradictionCode.TWO_STATUSES: (
        "Det står två rättsliga ställningar som inte kan gälla samtidigt.",
        "There are two legal statuses that cannot hold at once.",
    ),
    ContradictionCode.PAST: (
        "Tiden som står där har redan passerat.",
        "The time it says has passed already.",
    ),
}
"""Each contradiction as a sentence, in Swedish and in English."""

ASKED_BACK: Mapping[ContradictionCode, str] = {
    ContradictionCode.AGE_WORD: "age",
    ContradictionCode.TWO_AREAS: "area",
    ContradictionCode.TWO_STATUSES: "status",
    ContradictionCode.PAST: "at",
}
"""Contradictions that would lead to the answer for somebody else, with the field to mend. The others are told only:
*han* and *hon* in one sentence are often two people, of whom one is the caller."""

NOTES: Mapping[NoteCode, tuple[str, str]] = {
    NoteCode.ACCOMPANYING_CHILDREN: (
        "Personen har barn med sig: säg det när du ringer.",
        "The person has children along: say so when you call.",
    ),
    NoteCode.AGE_UNKNOWN: (
        "Åldern står inte. Läst som ett barn: ange åldern om personen är vuxen.",
        "The age is not said. Read as a child: give the age if the person is an adult.",
    ),
    NoteCode.LGBTQ: (
        "Fråga om mottagaren har kunskap om hbtqi-personers situation.",
        "Ask whether they know the situation of LGBTQI persons.",
    ),
    NoteCode.EXPLOITATION: (
        "Det låter som människohandel eller människoexploatering: rådgör med regionkoordinatorn.",
        "This sounds like trafficking or exploitation: consult the regional coordinator.",
    ),
    NoteCode.NUMBER_LEFT_OUT: (
        "Ett långt nummer i texten lästes inte och sparades inte.",
        "A long number in the text was not read and not kept.",
    ),
    NoteCode.CONTROLS_REMOVED: (
        "Osynliga tecken i texten togs bort före läsningen.",
        "Invisible characters in the text were removed before reading.",
    ),
    NoteCode.CALLER_PLACE: (
        "Platsen är den där du arbetar. Ändra den om personen är någon annanstans.",
        "The place is where you work. Change it if the person is somewhere else.",
    ),
}
"""Each note as a sentence, in Swedish and in English."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A code for programs and a sentence for people."""

    code: str
    text: str


def contradictions_of(reading: Reading, lang: str) -> list[Remark]:
    """List what in the sentence contradicted, in *lang*."""
    return [Remark(code.value, CONTRADICTIONS[code][lang == "en"]) for code in reading.contradictions]


def notes_of(reading: Reading, lang: str) -> list[Remark]:
    """List what should be known about how the sentence was read, in *lang*."""
    return [Remark(code.value, NOTES[code][lang == "en"]) for code in reading.notes]
