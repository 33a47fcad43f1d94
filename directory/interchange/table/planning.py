"""What a table would change: row by row against what is stored, as edits and as lines that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from directory.graph.facts import AreaId
from directory.interchange.table.cells import Said, read_cells
from directory.interchange.table.column import Column
from directory.interchange.table.draft import Draft, joined
from directory.interchange.table.finding import Finder
from directory.interchange.table.known import Known
from directory.interchange.table.line import Line, State
from directory.interchange.table.organization import compare_organization
from directory.interchange.table.owned import Owner, compare_coverage, compare_owned
from directory.interchange.table.reach import Reach
from directory.interchange.table.service import compare_service
from directory.interchange.table.stored import Stored
from directory.store.changeset import Edit
from directory.store.changeset.edit import Edits

STEP = 200
"""Rows between two tellings of how far it has come."""

Telling = Callable[[int, int], None]
"""Told how many of how many are done."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a whole table comes to."""

    edits: Edits
    lines: tuple[Line, ...]


def plan(
    rows: Iterable[tuple[int, Mapping[Column, str]]],
    total: int,
    stored: Stored,
    known: Known,
    reach: Reach,
    day: date,
    tell: Telling | None = None,
) -> Plan:
    """Return what *rows* (line, cells by column) would change. Nothing is written.

    A row that has anything wrong is left out whole; the others do not depend on it.
    """
    finder = Finder(stored, reach)
    edits: list[Edit] = []
    lines: list[Line] = []
    for done, (number, cells) in enumerate(rows, start=1):
        line, found = _row(number, cells, finder, stored, known, reach, day)
        lines.append(line)
        edits.extend(found)
        if tell is not None and done % STEP == 0:
            tell(done, total)
    if tell is not None:
        tell(total, total)
    return Plan(joined(edits), tuple(lines))


def _row(
    number: int,
    cells: Mapping[Column, str],
    finder: Finder,
    stored: Stored,
    known: Known,
    reach: Reach,
    day: date,
) -> tuple[Line, list[Edit]]:
    said = read_cells(cells, known)
    draft = Draft(day)
    for sv, en in said.wrong:
        draft.refuse(sv, en)
    target = finder.find(said, draft)
    title = " · ".join(
        part for part in (said.text.get(Column.ORGANIZATION, ""), said.text.get(Column.SERVICE, "")) if part
    )
    if target is None:
        return Line(number, State.ERROR, title, says=tuple(draft.wrong)), []
    _outside(draft, said, reach, known)
    compare_organization(draft, target, said, stored)
    if target.has_service:
        compare_service(draft, target, said, stored, known)
        if said.areas is not None:
            compare_coverage(draft, target.service, said.areas, stored, known)
        elif target.is_new_service:
            draft.refuse(
                "Kommun saknas. Skriv vilka kommuner eller vilket län tjänsten är till för.",
                "The area is missing. Write which municipalities or which county the service is for.",
            )
    owner = Owner(
        target.service if target.has_service else target.organization,
        target.has_service,
        target.is_new_service if target.has_service else target.is_new_organization,
        target.is_protected,
    )
    compare_owned(draft, owner, said, stored)
    if not draft.wrong:
        finder.keep(number, target, draft)
    if draft.wrong:
        return Line(number, State.ERROR, target.title, says=tuple(dict.fromkeys(draft.wrong))), []
    state = (
        State.NEW
        if any(one.is_addition and one.table in ("organization", "service") for one in draft.edits)
        else State.CHANGED
        if draft.edits
        else State.SAME
    )
    line = Line(
        number,
        state,
        target.title,
        tuple(one._replace(waits=True) if target.is_new_organization else one for one in draft.differences),
        tuple(draft.remarks),
        target.organization,
        target.service,
    )
    return line, draft.edits


def _outside(draft: Draft, said: Said, reach: Reach, known: Known) -> None:
    """Refuse areas that are not the importer's."""
    outside = [area for area in said.areas or () if not reach.area(area)]
    if outside:
        named = ", ".join(known.areas[AreaId(area)].name for area in outside[:5])
        draft.refuse(
            f"{named} ligger utanför ditt område. Ta bort det, eller be en samordnare där.",
            f"{named} lies outside of your area. Take it out, or ask a coordinator there.",
        )
