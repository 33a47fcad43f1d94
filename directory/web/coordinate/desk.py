"""The coordinator's desk: coverage, what is to be done, the net as a picture, weak links, the night, and freshness."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask import Response, g, render_template, url_for
from sqlalchemy.orm import Session

from directory import clock
from directory.access import Permission, needs
from directory.graph.coverage import EIGHT, Square, State
from directory.graph.explain import say_group
from directory.graph.facts import AreaId, Group
from directory.ledger import Act, note
from directory.ledger.sheet import harmless
from directory.maintaining.campaign import organizations_in
from directory.maintaining.worklist import Desk, Task, dependences, work_list
from directory.web.coordinate import words
from directory.web.coordinate.coverage import links_for, moments, rows_for
from directory.web.coordinate.coverage import needs as columns
from directory.web.coordinate.picture import picture_of
from directory.web.coordinate.place import Chosen, chosen, group_links
from directory.web.coordinate.standing import LIMITS, silent_ones, standing_of
from directory.web.coordinate.tiles import tiles_of
from directory.web.database import borders, reading, writing
from directory.web.identity import signed_in

TASKS_SHOWN = 6
LINKS_SHOWN = 4
BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets take å for Ã¥."""


@needs(Permission.NETWORK_READ)
def desk() -> str:
    """Show how the network of an area stands today."""
    here = chosen()
    network, today = g.snapshot.network, clock.today()
    rows = rows_for(here.shown, here.group)
    weak = links_for(here.shown, here.group)
    night = EIGHT[0] if EIGHT[0] in columns() else columns()[0]
    with reading() as session:
        tasks, its = tasks_of(session, here)
        silent = silent_ones(session, its, network, today)
    tiles = tiles_of(
        [network.areas[town] for town in here.shown],
        {town: next(one for one in row if one.need == night) for town, row in rows.items()},
    )
    return render_template(
        "coordinate/desk.html",
        here=here,
        groups=group_links("coordinate.desk", here),
        needs=columns(),
        rows=rows,
        gaps=sum(square.is_gap for row in rows.values() for square in row),
        answer_href=answer_href,
        tasks=tasks[:TASKS_SHOWN],
        task_count=len(tasks),
        weak=weak[:LINKS_SHOWN],
        weak_count=len(weak),
        picture=picture_of(rows, weak, network),
        tiles=tiles,
        night=night,
        standing=standing_of(its, network, today),
        limits=LIMITS,
        silent=silent,
        today=today,
        state_words=words.STATES,
        states=State,
        words=words,
    )


@needs(Permission.NETWORK_READ)
def weak() -> str:
    """Show every weak link of the municipalities on the page, with the ways that break."""
    here = chosen()
    return render_template(
        "coordinate/weak.html",
        here=here,
        groups=group_links("coordinate.weak", here),
        weak=links_for(here.shown, here.group),
        words=words,
    )


@needs(Permission.TABLE_EXPORT)
def take() -> str:
    """Say what would be in the file, and that taking it is written down."""
    return render_template("coordinate/take_coverage.html", here=chosen(), words=words)


@needs(Permission.TABLE_EXPORT)
def export() -> Response:
    """Send the coverage of all municipalities of the area as a file for a spreadsheet; that it was taken is noted."""
    here, who, at = chosen(), signed_in(), clock.local_now()
    rows = rows_for(here.towns, here.group)
    with writing(who.account) as session:
        note(
            session,
            Act.TABLE_EXPORTED,
            kind="area",
            record=here.area.id,
            area=here.area.id,
            detail={"rows": len(rows), "table": "coverage", "group": here.group.value},
        )
        session.commit()
    response = Response(BYTE_ORDER_MARK + _table(coverage_lines(rows, here.group)), mimetype="text/csv")
    name = f"tackning-{here.area.id}-{here.group_slug}-{at.strftime('%Y%m%d')}.csv"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


def tasks_of(session: Session, here: Chosen, kinds: Any = ()) -> tuple[list[Task], frozenset[str]]:
    """Return the work list of an area, most harm first, and the organizations that it is about."""
    today, network = clock.today(), g.snapshot.network
    its = frozenset(map(str, organizations_in(session, here.area.id, borders(), today)))
    areas = {name for name in network.areas if here.area.id in network.wider(name, today)}
    squares = (square for row in rows_for(here.shown, Group.ANY).values() for square in row)
    desk = Desk(
        session, signed_in(), borders(), its, frozenset(map(str, areas)), clock.now(), dependences(squares)
    )
    return work_list(desk, kinds), its


def answer_href(square: Square, group: Group) -> str:
    """Return the address of the answer that a square was read off, at the moment that it says most about."""
    at = moments()[1 if square.state in (State.DAY, State.NIGHT, State.NONE) else 0]
    slug = None if group is Group.ANY else group.value.replace(" ", "-")
    return url_for(
        "find.answer", need=square.need, area=square.area, group=slug, at=at.strftime("%Y-%m-%dT%H:%M")
    )


def coverage_lines(rows: dict[AreaId, tuple[Square, ...]], group: Group) -> list[list[str]]:
    """Return the coverage as a table of words, its headings first: number and state by municipality and need."""
    names, said = g.snapshot.network.areas, str(say_group(group.value, g.lang))
    head = [words.word("municipality"), words.word("group"), *(words.need_name(need) for need in columns())]
    return [
        head,
        *(
            [names[town].name, said, *(f"{square.number} ({words.STATES[square.state]})" for square in row)]
            for town, row in rows.items()
        ),
    ]


def _table(lines: list[list[str]]) -> str:
    file = io.StringIO()
    table = csv.writer(file, delimiter=";", lineterminator="\r\n")
    table.writerows([harmless(one) for one in line] for line in lines)
    return file.getvalue()


ROUTES = (
    ("/", "desk", desk, ["GET"]),
    ("/weak-links", "weak", weak, ["GET"]),
    ("/coverage", "take_coverage", take, ["GET"]),
    ("/coverage", "export_coverage", export, ["POST"]),
)
