"""``directory access``: the whole table of who may do what, made from the routes themselves."""

from __future__ import annotations

import ast
import csv
import inspect
import io
from functools import cache
from itertools import pairwise
from textwrap import dedent

import click
from rich.console import Console
from rich.table import Table

from directory.access import PERMISSIONS, Permission, Role, may, permission_of
from directory.app import create_app
from directory.settings import Settings


@click.command()
@click.option("--csv", "is_csv", is_flag=True, help="As CSV, for a spreadsheet.")
@click.option("--permissions", "is_short", is_flag=True, help="The permissions instead of the routes.")
def access(*, is_csv: bool, is_short: bool) -> None:
    """Print who may do what: role × route, or role × permission.

    ● may   ◐ may where they stand over it (their area, their organization)   · may not
    A route without a permission is refused to everybody.
    """
    rows = permissions() if is_short else routes()
    heads = [*(("permission", "what it allows") if is_short else ("method", "route", "permission")), *Role]
    if is_csv:
        out = io.StringIO()
        csv.writer(out).writerows([heads, *rows])
        click.echo(out.getvalue(), nl=False)
        return
    table = Table(*map(str, heads))
    for row in rows:
        table.add_row(*row)
    console = Console(highlight=False)
    console.width = max(console.width, 60 + 16 * len(Role))
    console.print(table)


def routes() -> list[list[str]]:
    """List every route and method with its permission and, for each role, whether it may; ordered by route."""
    app = create_app(Settings.from_environment())
    found = []
    for rule in app.url_map.iter_rules():
        permission = permission_of(app.view_functions[rule.endpoint])
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            found.append([method, rule.rule, permission or "(refused to all)", *marks(permission)])
    return sorted(found, key=lambda row: (row[1], row[0]))


def permissions() -> list[list[str]]:
    """List every permission with what it allows and, for each role, whether it may; in the order of the enum."""
    return [[permission, _words()[permission.name], *marks(permission)] for permission in Permission]


def marks(permission: Permission | None) -> list[str]:
    """Return a mark for each role: ●, ◐ or ·."""
    found = []
    for role in Role:
        held = (role,) if role is Role.PUBLIC else (Role.MEMBER, role)
        is_scoped = role.is_granted and role is not Role.ADMINISTRATOR
        is_own = permission is not None and permission in PERMISSIONS[role] and is_scoped
        found.append("·" if not may(held, permission) else "◐" if is_own else "●")
    return found


@cache
def _words() -> dict[str, str]:
    """Return the words under each permission in the source, by its name there: what a lawyer reads."""
    [kind] = ast.parse(dedent(inspect.getsource(Permission))).body
    lines = kind.body if isinstance(kind, ast.ClassDef) else []
    return {
        line.targets[0].id: str(below.value.value)
        for line, below in pairwise(lines)
        if isinstance(line, ast.Assign)
        and isinstance(line.targets[0], ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
    }
