"""Every cell tried for real: what is answered, and that whoever is refused has changed nothing."""

from __future__ import annotations

import pytest

from tests.matrix.cell import Cell, ask, cells_of, short_cells_of, trouble_of
from tests.matrix.people import NOBODY, SOMEBODY, VIEWERS
from tests.matrix.sight import sights, troubles_at
from tests.matrix.table import Line, lines
from tests.matrix.world import World

READING = {"/", "/admin/people", "/api/v1/answer", "/api/v1/reading"}
"""What is sent by POST so that no address holds it, changes nothing, and so asks for no token."""
EACH = pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line.method} {line.route}")
CHANGING = [line for line in lines() if line.method == "POST" and line.route not in READING]
ROUTES = sorted({line.route for line in lines()})
SHADOWED = {("GET", "/listing/export"): 410, ("GET", "/listing/object"): 410}
"""By this method the word is taken for the token of a link, which does not work."""
ALL_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@EACH
def test_each_viewer_gets_what_the_table_says(world: World, line: Line) -> None:
    assert [trouble for cell in short_cells_of(line) if (trouble := trouble_of(cell, world))] == []


@pytest.mark.slow
@EACH
def test_each_viewer_gets_what_the_table_says_of_every_object_and_at_every_age(
    world: World, line: Line
) -> None:
    tried = list(short_cells_of(line))
    assert [
        trouble for cell in cells_of(line) if cell not in tried and (trouble := trouble_of(cell, world))
    ] == []


@pytest.mark.parametrize("path", dict.fromkeys(sight.path for sight in sights()))
def test_a_list_shows_what_the_viewer_stands_over_and_nothing_else(world: World, path: str) -> None:
    assert troubles_at(path, world) == []


def somebody_for(line: Line) -> Cell:
    """Return a cell of the line that is let through and would change something, if there is one."""
    for cell in (Cell(line, viewer, thing) for thing in line.objects for viewer in line.door):
        if line.expected(cell.thing, cell.viewer).changes:
            return cell
    return Cell(line, line.door[0], next(iter(line.objects)))


def trouble_with_tokens(line: Line, world: World) -> str:
    """Send a form without its token, with that of somebody else and with one that is made up; say what is wrong."""
    cell = somebody_for(line)
    other = "W" if cell.viewer != "W" else "E"
    for token in ("", world.csrf[other, "now"], "made-up"):
        status, changed = ask(cell, world, csrf=token).status_code, world.changed()
        if (status, changed) != (400, []):
            return f"{cell} with the token “{token[:9]}”: {status}, changed: {changed}"
    return ""


@pytest.mark.parametrize("line", CHANGING, ids=lambda line: line.route)
def test_a_form_without_its_token_or_with_that_of_somebody_else_is_refused(world: World, line: Line) -> None:
    assert trouble_with_tokens(line, world) == ""


@pytest.mark.parametrize("route", sorted(READING))
def test_what_only_reads_asks_for_no_token(world: World, route: str) -> None:
    [line] = [line for line in lines() if (line.method, line.route) == ("POST", route)]
    cell = somebody_for(line)
    assert ask(cell, world, csrf="").status_code == line.expected(cell.thing, cell.viewer).status


def methods_of(route: str) -> set[str]:
    """Return the methods that the table has for a route."""
    return {line.method for line in lines() if line.route == route}


@pytest.mark.parametrize("route", ROUTES)
def test_a_method_that_a_route_does_not_have_is_refused_to_everybody(world: World, route: str) -> None:
    line = next(line for line in lines() if line.route == route)
    thing = next(iter(line.objects))
    for method in sorted(set(ALL_METHODS) - methods_of(route)):
        for viewer in ("P", "A"):
            response = ask(Cell(line, viewer, thing, method=method), world)
            assert (response.status_code, world.changed()) == (
                SHADOWED.get((method, route), 405),
                [],
            ), (method, route, viewer)


@pytest.mark.slow
@pytest.mark.parametrize("route", ROUTES)
def test_a_method_that_a_route_does_not_have_is_refused_to_each_viewer(world: World, route: str) -> None:
    line = next(line for line in lines() if line.route == route)
    for thing in line.objects:
        for method in sorted(set(ALL_METHODS) - methods_of(route)):
            for viewer in set(VIEWERS) - set("PA"):
                response = ask(Cell(line, viewer, thing, method=method), world)
                assert (response.status_code, world.changed()) == (
                    SHADOWED.get((method, route), 405),
                    [],
                ), (method, route, viewer)


@pytest.mark.parametrize(
    "line", [line for line in lines() if line.method == "GET"], ids=lambda line: line.route
)
def test_asking_for_the_head_of_a_page_answers_as_the_page_would_and_without_it(
    world: World, line: Line
) -> None:
    thing = next(iter(line.objects))
    for viewer in ("P", line.door[-1]):
        response = ask(Cell(line, viewer, thing, method="HEAD"), world)
        assert response.get_data() == b""
        assert (response.status_code, world.changed()) == (line.expected(thing, viewer).status, [])


@pytest.mark.parametrize("route", ROUTES)
def test_asking_what_a_route_takes_tells_no_more_than_the_gate(world: World, route: str) -> None:
    of_it = [line for line in lines() if line.route == route]
    line, doors = of_it[0], [set(line.door) for line in of_it]
    thing = next(iter(line.objects))
    for viewer in (NOBODY[0], SOMEBODY[0], SOMEBODY[-1]):
        response = ask(Cell(line, viewer, thing, method="OPTIONS"), world)
        is_let = [viewer in door for door in doors]
        assert world.changed() == []
        assert response.status_code in ({200} if all(is_let) else {403} if not any(is_let) else {200, 403})
