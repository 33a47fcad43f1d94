"""The matrix has teeth: each check that is taken out shows in a cell of the short set."""

from __future__ import annotations

import pytest
from _pytest.mark import ParameterSet
from flask_wtf.csrf import CSRFProtect

from tests.matrix.cell import short_cells_of, trouble_of
from tests.matrix.removed import Removed, removals, taken_out
from tests.matrix.sight import sights, troubles_at
from tests.matrix.table import Line, lines
from tests.matrix.test_cells import CHANGING, trouble_with_tokens
from tests.matrix.world import World

LEAST = 50
"""Removed checks that are caught (SAFETY, the row “nobody does what they may not”)."""


def first_trouble(removed: Removed, world: World) -> str:
    """Return what the first cell of the short set that sees a removed check says; nothing when none does."""
    with taken_out(removed, world.app):
        for path in removed.routes:
            if any(sight.path == path for sight in sights()) and (found := troubles_at(path, world)):
                return found[0]
        for line in lines():
            if line.route in removed.routes:
                for cell in short_cells_of(line):
                    try:
                        trouble = trouble_of(cell, world)
                    except Exception as fault:
                        world.changed()
                        trouble = f"{cell}: {type(fault).__name__}"
                    if trouble:
                        return trouble
    return ""


def in_each_run() -> list[ParameterSet]:
    """Return the checks to remove: two of three in each run, all of them in the full one."""
    return [
        pytest.param(one, id=one.name, marks=[pytest.mark.slow] if number % 3 == 2 else [])
        for number, one in enumerate(removals())
    ]


@pytest.mark.parametrize("removed", in_each_run())
def test_a_removed_check_shows_in_a_cell(
    world: World, removed: Removed, record_property: pytest.RecordProperty
) -> None:
    world.app.extensions["identities"]._known.clear()
    caught = first_trouble(removed, world)
    world.app.extensions["identities"]._known.clear()
    record_property("caught by", caught)
    print(f"\n{removed.name}: {caught}")
    assert caught, f"nothing shows that {removed.name}"


def test_enough_checks_are_removed_each_once() -> None:
    assert len({removed.name for removed in removals()}) == len(removals()) >= LEAST
    assert len({str(removed.changes) for removed in removals()}) == len(removals())


@pytest.mark.parametrize("line", CHANGING[::9], ids=lambda line: line.route)
def test_a_gate_that_looks_at_no_token_is_found(
    world: World, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CSRFProtect, "protect", lambda _self: None)
    assert "with the token" in trouble_with_tokens(line, world)
