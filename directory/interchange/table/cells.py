"""The cells of one row as values: what each says, or the sentence why it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from directory.account.complaint import Refused, refuse
from directory.graph.facts import Acceptance, Access, AreaId, NeedId
from directory.interchange.table.column import Column
from directory.interchange.table.heading import plain
from directory.interchange.table.known import Known
from directory.interchange.table.number import Number, number_of
from directory.interchange.table.words import ACCESS, GROUPS, KINDS, NO, YES
from directory.ledger.sheet import DANGEROUS
from directory.maintaining.typed import LONGEST_LINE, line_of, mail_of

MOST_PARTS: Final = 60
"""Things in one cell: a county has fewer municipalities."""
LONGEST_HOURS: Final = 1000
FORMULA: Final = tuple(sign for sign in DANGEROUS if sign not in ("-", "+", "－", "＋"))
_PARTS: Final = re.compile(r"[;,\n|]+")
_WIDE_PARTS: Final = re.compile(r"[;,\n|]+|\s+/\s+|\s+(?:eller|och|samt|or|and)\s+(?=[+0-9])")
_AGES: Final = re.compile(
    r"(?:från\s*)?(\d{1,3})\s*(?:år)?\s*(?:-|–|—|till|to)\s*(\d{1,3})\s*(?:år)?", re.IGNORECASE
)
_FROM: Final = re.compile(
    r"(?:från|fr o m|from|över|minst)?\s*(\d{1,3})\s*(?:år)?\s*(?:\+|och uppåt|and up)?", re.IGNORECASE
)
_TO: Final = re.compile(r"(?:till|t o m|upp till|to|under|högst|-|–)\s*(\d{1,3})\s*(?:år)?", re.IGNORECASE)

LEVELS: Mapping[Column, Acceptance] = {
    Column.PREFERS: Acceptance.PREFERS,
    Column.ACCEPTS: Acceptance.ACCEPTS,
    Column.ASKS_FIRST: Acceptance.ASK_FIRST,
    Column.EXCLUDES: Acceptance.EXCLUDES,
}


@dataclass(slots=True)
class Said:
    """What a row says; None where its cell is empty, which says nothing. ``wrong``: column → both sentences."""

    text: dict[Column, str] = field(default_factory=dict)
    needs: tuple[NeedId, ...] | None = None
    acceptance: dict[Acceptance, tuple[str, ...]] = field(default_factory=dict)
    age_min: int | None = None
    age_max: int | None = None
    languages: tuple[str, ...] | None = None
    areas: tuple[AreaId, ...] | None = None
    access: Access | None = None
    phones: tuple[Number, ...] = ()
    mails: tuple[str, ...] = ()
    is_protected: bool | None = None
    wrong: list[tuple[str, str]] = field(default_factory=list)

    def take(self, check: Callable[[], Any]) -> Any:
        """Return what *check* returns; None where it refuses, which is kept."""
        try:
            return check()
        except Refused as error:
            self.wrong.append((str(error.details["sv"]), str(error.details["en"])))
            return None


def read_cells(cells: Mapping[Column, str], known: Known) -> Said:
    """Return what the cells of one row say."""
    said = Said()
    cells = {column: undefused(cell) for column, cell in cells.items() if cell.strip()}
    for column in (Column.ID, Column.ORGANIZATION_ID, Column.SERVICE_ID):
        if column in cells:
            said.text[column] = cells[column].strip()[:120]
    for column in (Column.ORGANIZATION, Column.SERVICE, Column.REFERRAL, Column.ADDRESS, Column.TOWN):
        if column in cells:
            _text(said, column, cells[column], LONGEST_LINE)
    if Column.HOURS in cells:
        _text(said, Column.HOURS, cells[Column.HOURS].replace("\n", "; "), LONGEST_HOURS)
    if Column.KIND in cells:
        said.text[Column.KIND] = said.take(lambda: _one_of(KINDS, Column.KIND, cells[Column.KIND])) or ""
    if Column.WEBSITE in cells:
        said.text[Column.WEBSITE] = said.take(lambda: website_of(cells[Column.WEBSITE])) or ""
    if Column.NEEDS in cells:
        said.needs = _each(said, Column.NEEDS, cells, known.need)
    if Column.LANGUAGES in cells:
        said.languages = _each(said, Column.LANGUAGES, cells, known.language)
    if Column.AREAS in cells:
        said.areas = _each(said, Column.AREAS, cells, known.area)
    for column, level in LEVELS.items():
        if column in cells:
            found = _each(said, column, cells, _groups)
            said.acceptance[level] = tuple(dict.fromkeys(one for each in found for one in each))
    _ages(said, cells)
    if Column.ACCESS in cells:
        said.access = said.take(lambda: _one_of(ACCESS, Column.ACCESS, cells[Column.ACCESS]))
    if Column.PROTECTED in cells:
        said.is_protected = said.take(lambda: _yes_or_no(cells[Column.PROTECTED]))
    said.phones = _each(said, Column.PHONE, cells, number_of, _WIDE_PARTS)
    said.mails = _each(said, Column.EMAIL, cells, lambda part: mail_of(part.removeprefix("mailto:")))
    return said


def undefused(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from running it."""
    rest = cell[1:].lstrip(" ")
    return cell[1:] if cell.startswith("'") and rest.startswith(DANGEROUS) else cell


def website_of(typed: str) -> str:
    """Return the address of a website as it is stored.

    Raises:
        Refused: it is none.
    """
    given = line_of(Column.WEBSITE, typed, most=300)
    if "://" not in given:
        given = f"https://{given}"
    scheme, _, rest = given.partition("://")
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    is_host = re.fullmatch(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d{1,5})?", host)
    if scheme.lower() not in ("http", "https") or not is_host or any(sign in given for sign in " <>\"'"):
        raise refuse(
            Column.WEBSITE,
            f"”{typed[:60]}” är ingen webbadress. Skriv den som https://exempel.se.",
            f"“{typed[:60]}” is no web address. Write it as https://example.org.",
        )
    return f"{scheme.lower()}://{rest}"


def _text(said: Said, column: Column, cell: str, most: int) -> None:
    if cell.lstrip().startswith(FORMULA):
        said.wrong.append(
            (
                f"Cellen börjar med ”{cell.lstrip()[0]}”, som en formel. Skriv texten utan det tecknet.",
                f"The cell begins with “{cell.lstrip()[0]}”, like a formula. Write the text without that sign.",
            )
        )
        return
    found = said.take(lambda: line_of(column, cell, most=most))
    if found:
        said.text[column] = found


def _each(
    said: Said,
    column: Column,
    cells: Mapping[Column, str],
    read: Callable[[str], Any],
    parted: re.Pattern[str] = _PARTS,
) -> tuple[Any, ...]:
    parts = [part.strip() for part in parted.split(cells.get(column, "")) if part.strip()]
    if len(parts) > MOST_PARTS:
        said.wrong.append(
            (
                f"Cellen har fler än {MOST_PARTS} delar. Skriv länet i stället för alla dess kommuner.",
                f"The cell has more than {MOST_PARTS} parts. Write the county instead of all of its municipalities.",
            )
        )
        return ()
    found = [said.take(lambda part=part: read(part)) for part in parts]  # type: ignore[misc]
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _groups(typed: str) -> tuple[Any, ...]:
    found = GROUPS.get(plain(typed))
    if found is None:
        raise refuse(
            Column.ACCEPTS,
            f"Gruppen ”{typed[:60]}” känns inte igen. Skriv kvinnor, män, flickor, pojkar, transpersoner eller alla.",
            f"The group “{typed[:60]}” is not known. Write women, men, girls, boys, trans persons or everyone.",
        )
    return found


def _one_of(words: Mapping[str, Any], column: Column, typed: str) -> Any:
    found = words.get(plain(typed))
    if found is None:
        offered = ", ".join(dict.fromkeys(_first_words(words)))
        raise refuse(
            column,
            f"”{typed[:60]}” känns inte igen. Skriv något av: {offered}.",
            f"“{typed[:60]}” is not known. Write one of: {offered}.",
        )
    return found


def _first_words(words: Mapping[str, Any]) -> list[str]:
    first: dict[Any, str] = {}
    for word, meaning in words.items():
        first.setdefault(meaning, word)
    return list(first.values())


def _yes_or_no(typed: str) -> bool:
    word = plain(typed)
    if word in YES or word in NO:
        return word in YES
    raise refuse(
        Column.PROTECTED,
        f"”{typed[:60]}” är varken ja eller nej.",
        f"“{typed[:60]}” is neither yes nor no.",
    )


def _ages(said: Said, cells: Mapping[Column, str]) -> None:
    if Column.AGES in cells:
        said.age_min, said.age_max = said.take(lambda: ages_of(cells[Column.AGES])) or (None, None)
    if Column.AGE_MIN in cells:
        said.age_min = said.take(lambda: _age(cells[Column.AGE_MIN]))
    if Column.AGE_MAX in cells:
        said.age_max = said.take(lambda: _age(cells[Column.AGE_MAX]))
    if said.age_min is not None and said.age_max is not None and said.age_min > said.age_max:
        said.wrong.append(
            (
                f"Åldern börjar på {said.age_min} och slutar på {said.age_max}. Byt plats på dem.",
                f"The age begins at {said.age_min} and ends at {said.age_max}. Change places.",
            )
        )


def ages_of(typed: str) -> tuple[int | None, int | None]:
    """Return the youngest and the oldest of *13–18 år*, *från 18* or *upp till 20*.

    Raises:
        Refused: it cannot be read.
    """
    text = typed.strip()
    if both := _AGES.fullmatch(text):
        return _age(both[1]), _age(both[2])
    if oldest := _TO.fullmatch(text):
        return None, _age(oldest[1])
    if youngest := _FROM.fullmatch(text):
        return _age(youngest[1]), None
    if plain(text) in ("alla", "alla aldrar", "all", "all ages"):
        return None, None
    raise _no_age(typed)


def _age(typed: str) -> int:
    digits = typed.strip().removesuffix("år").strip()
    if not digits.isdecimal() or not 0 <= int(digits[:4]) <= 120:
        raise _no_age(typed)
    return int(digits)


def _no_age(typed: str) -> Refused:
    return refuse(
        Column.AGES,
        f"Åldern ”{typed[:60]}” går inte att läsa. Skriv till exempel 13–18 eller från 18.",
        f"The age “{typed[:60]}” cannot be read. Write 13–18 or from 18, for instance.",
    )
