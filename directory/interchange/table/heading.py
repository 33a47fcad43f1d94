"""Which column a heading means: as it is written, or nearly so. What is guessed can always be changed by hand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from directory.interchange.table.column import NAMES, Column

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_UNIT = re.compile(r"\(.*?\)|\*|:")


def plain(text: str) -> str:
    """Return *text* without capitals, accents and signs: *Org.nr* and *org nr* are one."""
    parted = unicodedata.normalize("NFD", text.casefold())
    return _NOT_LETTERS.sub(" ", "".join(sign for sign in parted if not unicodedata.combining(sign))).strip()


def means(heading: str) -> Column | None:
    """Return what *heading* says, or None where nothing tells."""
    known = _known()
    for said in (plain(heading), plain(_UNIT.sub(" ", heading))):
        if said in known:
            return known[said]
        joined = said.replace(" ", "")
        if joined in known:
            return known[joined]
    return None


def guess(headings: Iterable[str]) -> dict[str, Column]:
    """Return heading → column; each column is guessed for the first heading only that means it.

    A sheet with *Namn* beside *Organisation* names the service with the former.
    """
    found: dict[str, Column] = {}
    for heading in headings:
        column = means(heading)
        if column is not None and column not in found.values():
            found[heading] = column
        elif column is Column.ORGANIZATION and Column.SERVICE not in found.values():
            found[heading] = Column.SERVICE
    if Column.SERVICE in found.values():
        _put_right(found)
    return found


def _put_right(found: dict[str, Column]) -> None:
    """Let *Namn* be the service where another heading says *Organisation* outright."""
    by_column = {column: heading for heading, column in found.items()}
    organization, service = by_column.get(Column.ORGANIZATION), by_column[Column.SERVICE]
    if organization is None:
        return
    outright = {plain(word) for word in ("organisation", "organization", "huvudman", "förening")}
    if plain(organization) in ("namn", "name") and plain(service) in outright:
        found[organization], found[service] = Column.SERVICE, Column.ORGANIZATION


@cache
def _known() -> Mapping[str, Column]:
    known: dict[str, Column] = {}
    for column, naming in NAMES.items():
        for word in (naming.sv, naming.en, *naming.also, column.value):
            said = plain(word)
            known.setdefault(said, column)
            known.setdefault(said.replace(" ", ""), column)
    return known
