"""The work list: everything that is wrong or waits in an area, most harm first, with what can be done about it."""

from __future__ import annotations

from flask import render_template, request

from directory.access import Permission, needs
from directory.maintaining.worklist import TaskKind, count_by_kind
from directory.web.coordinate import words
from directory.web.coordinate.desk import tasks_of
from directory.web.coordinate.place import chosen
from directory.web.database import reading

TASKS_A_PAGE = 50


@needs(Permission.NETWORK_READ)
def work() -> str:
    """Show the work list of an area, or one kind of it."""
    here = chosen()
    with reading() as session:
        found, _its = tasks_of(session, here)
    counts = count_by_kind(found)
    kind = next((one for one in TaskKind if one.value == request.args.get("kind")), None)
    wanted = [one for one in found if kind is None or one.kind is kind]
    pages = max(1, -(-len(wanted) // TASKS_A_PAGE))
    page = min(here.asked_page, pages)
    return render_template(
        "coordinate/work.html",
        here=here,
        tasks=wanted[(page - 1) * TASKS_A_PAGE : page * TASKS_A_PAGE],
        total=len(wanted),
        counts=counts,
        kind=kind,
        page=page,
        pages=pages,
        words=words,
    )


ROUTES = (("/work", "work", work, ["GET"]),)
