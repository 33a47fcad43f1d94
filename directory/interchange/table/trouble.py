"""What can be wrong with a file as a whole, and the sentence that says what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Trouble(StrEnum):
    """Why a file cannot be read as a table."""

    EMPTY = "empty"
    NO_ROWS = "no_rows"
    TOO_LARGE = "too_large"
    TOO_LARGE_UNPACKED = "too_large_unpacked"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    LONG_CELL = "long_cell"
    NOT_A_TABLE = "not_a_table"
    DAMAGED = "damaged"
    LOCKED = "locked"
    ENCODING = "encoding"
    CUT_OFF = "cut_off"
    QUOTES = "quotes"
    TOO_HARD = "too_hard"


class TroubleError(Exception):
    """A file that cannot be read. ``at``: the line, or how many there are; 0 where that says nothing."""

    def __init__(self, trouble: Trouble, at: int = 0) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.at = at


SENTENCES: Mapping[Trouble, tuple[str, str]] = MappingProxyType(
    {
        Trouble.EMPTY: (
            "Filen är tom. Välj en fil med rubriker på första raden och en tjänst på varje rad.",
            "The file is empty. Choose one with headings on its first line and a service on each line.",
        ),
        Trouble.NO_ROWS: (
            "Filen har bara rubriker. Lägg till minst en rad under dem.",
            "The file has headings only. Add at least one line below them.",
        ),
        Trouble.TOO_LARGE: (
            "Filen är större än {size} MB. Dela upp den i flera.",
            "The file is larger than {size} MB. Split it into several.",
        ),
        Trouble.TOO_LARGE_UNPACKED: (
            "Filen blir större än {unpacked} MB när den packas upp. Spara bladet som CSV, eller dela upp det.",
            "The file unpacks to more than {unpacked} MB. Save the sheet as CSV, or split it.",
        ),
        Trouble.TOO_MANY_ROWS: (
            "Filen har fler än {rows} rader. Dela upp den i flera.",
            "The file has more than {rows} lines. Split it into several.",
        ),
        Trouble.TOO_MANY_COLUMNS: (
            "Filen har fler än {columns} kolumner. Ta bort dem som inte ska läsas in.",
            "The file has more than {columns} columns. Take out those that are not to be read in.",
        ),
        Trouble.LONG_CELL: (
            "En cell på rad {at} har fler än {cell} tecken. Korta den, eller se om ett citattecken saknas.",
            "A cell of line {at} has more than {cell} characters. Shorten it, or see whether a quote is missing.",
        ),
        Trouble.NOT_A_TABLE: (
            "Filen är ingen tabell, vad den än heter. Spara den som CSV, XLSX, XLS eller ODS och välj den filen.",
            "The file is no table, whatever it is called. Save it as CSV, XLSX, XLS or ODS and choose that file.",
        ),
        Trouble.DAMAGED: (
            "Filen är skadad eller avklippt. Öppna den i kalkylprogrammet, spara en ny kopia och välj den.",
            "The file is damaged or cut off. Open it in the spreadsheet program, save a new copy and choose that.",
        ),
        Trouble.LOCKED: (
            "Filen är låst med lösenord. Spara en kopia utan lösenord och välj den.",
            "The file is locked with a password. Save a copy without one and choose that.",
        ),
        Trouble.ENCODING: (
            "Det går inte att säga hur filens bokstäver är skrivna (rad {at}). Spara den som CSV UTF-8.",
            "It cannot be told how the letters of the file are written (line {at}). Save it as CSV UTF-8.",
        ),
        Trouble.CUT_OFF: (
            "Filen slutar mitt i ett tecken, så den är avklippt. Spara den på nytt och välj den igen.",
            "The file ends in the middle of a letter, so it is cut off. Save it anew and choose it again.",
        ),
        Trouble.QUOTES: (
            "Ett citattecken på rad {at} eller senare är inte stängt. Rätta det, eller spara filen som XLSX.",
            "A quote on line {at} or later is not closed. Mend it, or save the file as XLSX.",
        ),
        Trouble.TOO_HARD: (
            "Filen tar för lång tid eller för mycket minne att läsa. Kopiera raderna till ett nytt blad och "
            "spara det som CSV.",
            "The file takes too long or too much memory to read. Copy the lines into a new sheet and save "
            "that as CSV.",
        ),
    }
)
"""Trouble → what to do, in Swedish and English. Numbers are those of the limits; ``at`` is a line."""
