"""``directory access``: the whole table of who may do what, that a lawyer can read and a spreadsheet can hold."""

from __future__ import annotations

import csv
import io
from importlib import import_module

import pytest

from directory.access import Permission, Role, needs
from directory.cli.access import marks
from tests.cli.conftest import Run
from tests.matrix.table import lines

MAY, MAY_THERE, MAY_NOT = "●", "◐", "·"
LETTERS = {
    Role.PUBLIC: "P",
    Role.MEMBER: "M",
    Role.CASEWORKER: "W",
    Role.NGO_EDITOR: "E",
    Role.NGO_OWNER: "O",
    Role.COORDINATOR: "C",
    Role.ADMINISTRATOR: "A",
}
"""The viewers of the matrix that have one role each."""


def table(run: Run, *words: str) -> list[dict[str, str]]:
    """Return what the command prints as CSV."""
    result = run("access", "--csv", *words)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.output)))


def test_somebody_reads_every_route_and_every_role_each_once(run: Run) -> None:
    printed = [(row["method"], row["route"]) for row in table(run)]
    assert len(set(printed)) == len(printed)
    assert set(printed) == {(line.method, line.route) for line in lines()}
    assert printed == sorted(printed, key=lambda pair: (pair[1], pair[0]))


def test_the_marks_agree_with_whom_the_gate_lets_through_when_it_is_tried(run: Run) -> None:
    doors = {(line.method, line.route): line.door for line in lines()}
    for row in table(run):
        door = doors[row["method"], row["route"]]
        for role, letter in LETTERS.items():
            assert (row[role] != MAY_NOT) == (letter in door), (row, role)


def test_a_half_mark_stands_where_somebody_may_only_what_they_stand_over(run: Run) -> None:
    for row in table(run):
        is_own = {role for role in Role if row[role] == MAY_THERE}
        assert not is_own & {Role.PUBLIC, Role.MEMBER, Role.ADMINISTRATOR}
        if row["route"].startswith("/maintain/"):
            assert Role.COORDINATOR in is_own


def test_a_lawyer_reads_every_permission_in_words(run: Run) -> None:
    rows = table(run, "--permissions")
    assert [row["permission"] for row in rows] == [permission.value for permission in Permission]
    for row in rows:
        assert len(row["what it allows"]) > 10
        assert {row[role] for role in Role} <= {MAY, MAY_THERE, MAY_NOT}
        assert any(row[role] != MAY_NOT for role in Role)


@pytest.mark.parametrize("words", [(), ("--permissions",)])
def test_the_table_on_the_screen_holds_every_permission_unbroken(run: Run, words: tuple[str, ...]) -> None:
    result = run("access", *words)
    assert result.exit_code == 0, result.output
    assert [one for one in Permission if one.value not in result.output] == []


def test_a_route_without_a_permission_is_printed_as_refused_to_all(
    monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    command = import_module("directory.cli.access")
    made = command.create_app

    def with_forgotten(*given: object, **named: object) -> object:
        app = made(*given, **named)
        app.add_url_rule("/forgotten", "forgotten", lambda: "")
        app.add_url_rule("/kept", "kept", needs(Permission.MAIL_READ)(lambda: ""))
        return app

    monkeypatch.setattr(command, "create_app", with_forgotten)
    rows = {row["route"]: row for row in table(run)}
    assert rows["/forgotten"]["permission"] == "(refused to all)"
    assert {rows["/forgotten"][role] for role in Role} == {MAY_NOT}
    assert rows["/kept"][Role.ADMINISTRATOR] == MAY


def test_nobody_may_what_no_permission_was_named_for() -> None:
    assert set(marks(None)) == {MAY_NOT}
