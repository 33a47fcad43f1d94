"""One cell of the matrix: a request, its answer, and what is different afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.test import TestResponse

from tests.matrix.asking import address, form, kept_link
from tests.matrix.parts import CANARY
from tests.matrix.people import NOBODY, VIEWERS
from tests.matrix.table import Answer, Line
from tests.matrix.world import World

FORBIDDEN = 403
SIGN_IN = "/account/sign-in"
CONFIRM = "/account/confirm"
SCRIPTED = ("/api/", "/account/passkey")
"""What is sent as JSON, with its token in a header."""
OPENING = (
    "/maintain/organizations/<organization_id>/restricted",
    "/maintain/people/<contact_id>/answer",
    "/maintain/wishes/<wish_id>",
)
"""By POST these show what is restricted, to those who may."""


@dataclass(frozen=True)
class Cell:
    """Who does what to which object, and how long after they showed who they are."""

    line: Line
    viewer: str
    thing: str
    age: str = "now"
    method: str = ""

    @property
    def sent(self) -> str:
        """The method of the request: that of the line, unless the cell tries another."""
        return self.method or self.line.method

    def __str__(self) -> str:
        when = "" if self.age == "now" else f", who showed who they are {self.age} ago"
        return f"{self.sent} {self.line.route} [{self.thing}] by {VIEWERS[self.viewer]}{when}"


def cells_of(line: Line) -> Iterator[Cell]:
    """Yield every cell of a line: each viewer with each object, and sensitive ones also a while later."""
    for thing in line.objects:
        for viewer in VIEWERS:
            yield Cell(line, viewer, thing)
            if line.is_sensitive and viewer in line.door:
                yield Cell(line, viewer, thing, "while")
                yield Cell(line, viewer, thing, "long")
            elif viewer in ("A", "C") and viewer in line.door:
                yield Cell(line, viewer, thing, "long")


def short_cells_of(line: Line) -> Iterator[Cell]:
    """Yield the cells of the short set.

    The first object is tried by the public and by whoever has a role, and in turn by one of each of those who nearly
    are somebody; the others by whoever passes the door. A line for everybody is tried by a few.
    """
    turn = sum(map(ord, line.method + line.route))
    is_for_all = len(line.door) == len(VIEWERS)
    near = "".join(some[turn % len(some)] for some in ("HFDS", "MX"))
    is_entering = is_for_all and line.route.startswith("/account")
    tried = f"{NOBODY}MC" if is_entering else f"P{near}C" if is_for_all else f"P{near}WEOCNA"
    for number, thing in enumerate(line.objects):
        for viewer in VIEWERS:
            if viewer in (tried if number == 0 else "PHM" if is_for_all else line.door):
                yield Cell(line, viewer, thing)
        if number == 0 and line.is_sensitive:
            for age in ("while", "long"):
                yield Cell(line, line.door[turn % len(line.door)], thing, age)


def is_stopped(cell: Cell) -> bool:
    """Tell whether somebody has to show who they are first: too long ago, to begin with or to send a form."""
    is_late = cell.age == "long" or (cell.age == "while" and cell.line.method == "GET")
    return is_late and cell.line.is_sensitive and cell.viewer in cell.line.door


def expected(cell: Cell) -> Answer:
    """Return what the table says of a cell."""
    return Answer(303) if is_stopped(cell) else cell.line.expected(cell.thing, cell.viewer)


def ask(cell: Cell, world: World, *, csrf: str | None = None) -> TestResponse:
    """Send the request of a cell. *csrf*: another token than the browser's own; empty for none."""
    path, arguments = address(cell.line, cell.thing, cell.viewer, world)
    client = world.browser(cell.viewer, cell.age)
    if (link := kept_link(cell.line, cell.thing, world)) is not None:
        world.keep_link(client, *link)
    if cell.sent in ("GET", "HEAD", "OPTIONS"):
        return client.open(path, method=cell.sent, query_string=arguments)
    token = world.csrf[cell.viewer, cell.age] if csrf is None else csrf
    data = {**form(cell.line, cell.thing, cell.viewer, world), **({"csrf_token": token} if token else {})}
    if cell.line.route.startswith(SCRIPTED) and not cell.line.route.endswith("/remove"):
        data.pop("csrf_token", None)
        return client.open(path, method=cell.sent, json=data, headers={"X-CSRFToken": token})
    return client.open(path, method=cell.sent, data=data)


def trouble_of(cell: Cell, world: World) -> str:
    """Try a cell; return what is not as the table says, or nothing."""
    wanted = expected(cell)
    response = ask(cell, world)
    changed = world.changed()
    found = []
    if response.status_code != wanted.status:
        found.append(f"{response.status_code} {response.headers.get('Location', '')}, not {wanted.status}")
    elif wanted.changes and not changed:
        found.append("it was let through, but nothing is different")
    if changed and not wanted.changes:
        found.append(f"changed: {', '.join(changed)}")
    text = response.get_data(as_text=True)
    if wanted.status == FORBIDDEN and response.status_code == FORBIDDEN:
        is_led = f'href="{SIGN_IN}' in text
        if is_led != (cell.viewer in NOBODY):
            found.append(
                "the way to sign in is missing" if not is_led else "sent to sign in, being signed in"
            )
    if is_stopped(cell) != response.headers.get("Location", "").startswith(CONFIRM):
        found.append("not asked to show who they are" if is_stopped(cell) else "asked to show who they are")
    if CANARY in text.casefold() and not (
        cell.line.method == "POST" and cell.line.route in OPENING and wanted.status == 200
    ):
        found.append("what is restricted is shown")
    return f"{cell}: {'; '.join(found)}" if found else ""
