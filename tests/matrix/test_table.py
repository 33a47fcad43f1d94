"""The table and the site name the same routes; the command prints the same ones; every permission is asked for."""

from __future__ import annotations

from collections import Counter

import pytest

from directory.access import PERMISSIONS, Permission, permission_of
from tests.matrix.cell import cells_of, short_cells_of
from tests.matrix.people import SOMEBODY, VIEWERS
from tests.matrix.table import Line, lines
from tests.matrix.world import World

LEAST = 2_000
"""Cells (SAFETY, the row “nobody does what they may not”)."""
PLAIN = {"GET", "POST"}


def routes_of(world: World) -> set[tuple[str, str]]:
    """Return method and route of everything that the site answers."""
    return {
        (method, rule.rule)
        for rule in world.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def differences(world: World, table: tuple[Line, ...]) -> set[tuple[str, str]]:
    """Return the routes that have no line, and the lines that have no route."""
    return routes_of(world) ^ {(line.method, line.route) for line in table}


def test_every_route_has_a_line_and_every_line_a_route(world: World) -> None:
    assert differences(world, lines()) == set()
    assert [
        key for key, count in Counter((line.method, line.route) for line in lines()).items() if count > 1
    ] == []


@pytest.mark.parametrize("left_out", [0, -1])
def test_a_route_without_a_line_is_found(world: World, left_out: int) -> None:
    table = list(lines())
    gone = table.pop(left_out)
    assert differences(world, tuple(table)) == {(gone.method, gone.route)}


def test_a_line_without_a_route_is_found(world: World) -> None:
    made_up = Line("POST", "/admin/everything", "A", {}, is_sensitive=True)
    assert differences(world, (*lines(), made_up)) == {("POST", "/admin/everything")}


def test_a_line_names_only_viewers_that_there_are_and_allows_nobody_whom_the_gate_refuses() -> None:
    for line in lines():
        named = {viewer for answers in line.objects.values() for viewer in answers}
        assert named <= set(line.door) <= set(VIEWERS), (line.method, line.route)
        assert line.objects, (line.method, line.route)


def test_only_methods_that_may_change_something_do() -> None:
    for line in lines():
        changes = any(answer.changes for answers in line.objects.values() for answer in answers.values())
        assert line.method in PLAIN
        assert not (changes and line.method == "GET"), line.route


def test_whoever_is_not_signed_in_passes_a_door_only_with_everybody() -> None:
    for line in lines():
        assert set(line.door) <= set(SOMEBODY) or set(line.door) == set(VIEWERS), line.route


def test_there_are_enough_cells(record_property: pytest.RecordProperty) -> None:
    counts = {
        name: sum(1 for line in lines() for _cell in cells(line))
        for name, cells in (("short", short_cells_of), ("full", cells_of))
    }
    for name, count in counts.items():
        record_property(f"{name} cells", count)
    print(f"\n{counts['short']} cells in the short set, {counts['full']} in the full one")
    assert LEAST <= counts["short"] <= counts["full"]


def test_every_permission_is_asked_for_by_a_route_of_ours_and_held_by_a_role(world: World) -> None:
    asked = {
        permission_of(world.app.view_functions[rule.endpoint]) for rule in world.app.url_map.iter_rules()
    }
    assert asked == set(Permission) == set().union(*PERMISSIONS.values())


def test_the_table_says_step_up_where_a_permission_is_sensitive(world: World) -> None:
    for rule in world.app.url_map.iter_rules():
        permission = permission_of(world.app.view_functions[rule.endpoint])
        for line in lines():
            if line.route == rule.rule and line.method in (rule.methods or ()):
                assert permission is not None
                assert line.is_sensitive == permission.is_sensitive, (line.method, line.route)
