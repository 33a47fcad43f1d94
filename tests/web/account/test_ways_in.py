"""Every way in there is: written down, and none leads round the second factor."""

from __future__ import annotations

import ast

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select

from directory.access import Permission, permission_of
from directory.model import Account
from tests.house.tree import ROOT

WAYS = {
    "account.give_password": "half: a code has to follow",
    "account.give_code": "whole, after the password",
    "account.enroll_first": "whole, after the password and the first code of a new app",
    "account.accept_invitation": "half, in an account that is new: an app has to follow",
    "account.enter_with_passkey": "whole: a key with the person verified is both",
    "account.provider_back": "whole if the operator says that the provider asks for two, else half",
    "account.set_password": "none: signing in follows",
    "account.ask_reset": "none",
    "account.ask_to_enter_with_passkey": "none: a challenge",
}
"""What somebody who is nobody yet may send, and the session that comes of it. docs/security.md says it in words."""
WHOLE = {
    "directory/web/account/passkeys.py": {"enter"},
    "directory/web/account/provider.py": {"_begin"},
    "directory/web/account/second_factor.py": {"enroll_first"},
    "directory/account/entering.py": {"take_second_factor"},
}
"""Where a whole session begins."""


def ways(app: Flask) -> set[str]:
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if permission_of(app.view_functions[rule.endpoint]) is Permission.ACCOUNT_ENTER
        and ("POST" in (rule.methods or ()) or rule.endpoint.endswith("_back"))
    }


def begins(source: str) -> set[str]:
    """Return the functions that begin a whole session, or name its stage while they begin one."""
    found = set()
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        said = ast.unparse(function)
        if ("sessions.begin(" in said and "Stage.WHOLE" in said) or ".finish(" in said:
            found.add(function.name)
    return found


def test_every_way_in_is_written_down(app: Flask) -> None:
    assert ways(app) == set(WAYS)


def test_a_whole_session_begins_in_these_places_only() -> None:
    found = {}
    for path in sorted((ROOT / "directory").rglob("*.py")):
        names = begins(path.read_text(encoding="utf-8"))
        if names:
            found[str(path.relative_to(ROOT))] = names
    assert found == WHOLE


@pytest.mark.parametrize(
    "line", ["sessions.begin(s, a, Stage.WHOLE, now)", "session.finish(writing, half, now)"]
)
def test_a_place_that_was_added_would_be_found(line: str) -> None:
    assert begins(f"def enter():\n    return {line}\n") == {"enter"}


def test_no_account_comes_with_the_program(engine: Engine, seeded_engine: Engine) -> None:
    for made in (engine, seeded_engine):
        with made.connect() as connection:
            assert connection.scalar(select(func.count()).select_from(Account)) == 0
