"""Who was responsible on a day: the directory asked as it was then, beside what it answers now."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock

from flask import g, make_response, render_template, request
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.errors import BadQuestion, DirectoryError
from directory.finding.ask import ask
from directory.finding.fields import question_from_fields
from directory.finding.then import Then, no_log_then, read_day, then
from directory.graph.answer import Answer
from directory.graph.facts import Visibility
from directory.graph.name import name_in
from directory.graph.overview import needs_in_order
from directory.store.snapshot import Snapshot
from directory.web.database import engine
from directory.web.form import UNPROCESSABLE, Form

MOST_KEPT = 3
FIELDS = ("on", "area", "need")
LONGEST = 120


Decider = tuple[str, str, tuple[str, ...]]
"""Name, role and numbers."""


@dataclass(frozen=True, slots=True)
class Line:
    """One organization that decides, and the first ways to reach it. ``is_other``: the two days differ in it."""

    name: str
    role: str
    numbers: tuple[str, ...]
    is_other: bool


class Kept:
    """The last few days that somebody asked about: building one takes about half a second."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int, date, Visibility], Then] = OrderedDict()
        self._lock = Lock()

    def get(self, day: date, snapshot: Snapshot) -> Then:
        """Return the directory as it was on *day*, as whoever has *snapshot* may know it."""
        source = engine()
        key = (str(source.url), snapshot.revision, day, snapshot.viewer)
        with self._lock:
            if key in self._kept:
                return self._kept[key]
        made = then(source, day, snapshot, snapshot.viewer)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return made


kept = Kept()


@needs(Permission.NETWORK_READ)
def as_of() -> Response:
    """Ask for a day, a place and a need; show what was answered then, and what is answered now."""
    form = Form({name: request.args.get(name, "")[:LONGEST] for name in FIELDS})
    snapshot: Snapshot = g.snapshot
    found: Then | None = None
    lines: tuple[list[Line], list[Line]] = ([], [])
    if any(form.values.values()):
        try:
            day = read_day(form.value("on"), clock.today())
            found = kept.get(day, snapshot)
            if found.is_before_the_log:
                raise no_log_then(found)
            lines = _compared(form, found, snapshot)
        except BadQuestion as error:
            found = None
            _complain(form, error)
    page = render_template(
        "coordinate/as_of.html",
        form=form,
        then=found,
        before=lines[0],
        now=lines[1],
        tree=[(one.id, name_in(one, g.lang), depth) for one, depth in needs_in_order(snapshot.network)],
        today=clock.today(),
    )
    return make_response(page, UNPROCESSABLE if form.troubles else 200)


def _compared(form: Form, found: Then, snapshot: Snapshot) -> tuple[list[Line], list[Line]]:
    at = datetime.combine(found.day, clock.local_now().timetz()).strftime("%Y-%m-%dT%H:%M")
    fields = {"area": form.value("area"), "need": form.value("need"), "at": at}
    answers = [
        ask(question_from_fields(dict(fields), one, clock.local_now()), one)
        for one in (found.snapshot, snapshot)
    ]
    before, now = (_deciders(answer) for answer in answers)
    return _lines(before, now), _lines(now, before)


def _lines(said: Sequence[Decider], other: Sequence[Decider]) -> list[Line]:
    known = {(name, numbers) for name, _role, numbers in other}
    return [Line(name, role, numbers, (name, numbers) not in known) for name, role, numbers in said]


def _deciders(answer: Answer) -> list[Decider]:
    """Return who decides, in which role, with the numbers that are for whoever asks."""
    rows = []
    for line in answer.duties:
        for organization in line.organizations:
            role = name_in(line.role, g.lang) if line.role is not None else ""
            numbers = tuple(one.channel.display or one.channel.value for one in line.channels)
            own = tuple(one.display or one.value for one in organization.channels)
            rows.append((name_in(organization, g.lang), role, numbers or own))
    return list(dict.fromkeys(rows))


def _complain(form: Form, error: DirectoryError) -> None:
    form.add(error, ("as_of", *FIELDS))
    if "as_of" in form.troubles:
        form.troubles["on"] = form.troubles.pop("as_of")


ROUTES = (("/as-of", "as_of", as_of, ["GET"]),)
