"""What stands on the desk as tables: the work list and the coverage, as rows of words with headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from directory.graph.facts import Group
from directory.web.coordinate import words
from directory.web.coordinate.coverage import needs, rows_for
from directory.web.coordinate.desk import coverage_lines, tasks_of
from directory.web.coordinate.place import chosen
from directory.web.database import reading
from directory.web.language import gettext as _


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table: names of the columns for programs, for people, and the rows."""

    keys: tuple[str, ...]
    headings: tuple[str, ...]
    rows: Sequence[Sequence[str]]


def work_table() -> Tabled:
    """Return the whole work list of one's own area, most harm first."""
    with reading() as session:
        tasks, _its = tasks_of(session, chosen())
    rows = [
        (
            str(words.KINDS[task.kind]),
            task.name,
            str(words.task_sentence(task)),
            str(task.answers),
            "" if task.days is None else str(task.days),
            str(task.times),
        )
        for task in tasks
    ]
    keys = ("kind", "name", "task", "answers", "days", "times")
    headings = (_("Slag"), _("Namn"), _("Vad"), _("Svar som vilar på det"), _("Dagar"), _("Gånger"))
    return Tabled(keys, headings, rows)


def coverage_table() -> Tabled:
    """Return the coverage of one's own area for everybody: number and state by municipality and need."""
    headings, *rows = coverage_lines(rows_for(chosen().towns, Group.ANY), Group.ANY)
    return Tabled(("municipality", "group", *map(str, needs())), tuple(headings), rows)
