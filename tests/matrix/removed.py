"""Takes checks out of the program, one at a time, as ``removed.txt`` says.

A check is found by its words in the source; if they do not stand there any more, the removal fails: it would prove
nothing.
"""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from textwrap import dedent

import pytest
from flask import Flask

from directory.access import Permission, Role, permission_of, roles

FILE = Path(__file__).with_name("removed.txt")
_FUTURE = 0x1000000
"""The flag of ``from __future__ import annotations``."""


@dataclass(frozen=True)
class Cut:
    """In function *where* (``module:name``) the words *check* are replaced."""

    where: str
    check: str
    instead: str = ""


@dataclass(frozen=True)
class Marked:
    """The view of an endpoint asks for *permission* instead of its own."""

    endpoint: str
    permission: Permission


@dataclass(frozen=True)
class Given:
    """A role has one more permission."""

    role: Role
    permission: Permission


@dataclass(frozen=True)
class Removed:
    """What is taken out, and the routes (or pages of ``sight.txt``) where it must show."""

    name: str
    changes: tuple[Cut | Marked | Given, ...]
    routes: tuple[str, ...]


@contextmanager
def taken_out(removed: Removed, app: Flask) -> Iterator[None]:
    """Take it out for as long as the context is open."""
    with pytest.MonkeyPatch.context() as patch:
        for change in removed.changes:
            if isinstance(change, Cut):
                function = _function(change.where)
                patch.setattr(function, "__code__", _without(function, change))
            elif isinstance(change, Marked):
                view = app.view_functions[change.endpoint]
                assert permission_of(view) is not change.permission
                patch.setattr(view, "needs_permission", change.permission)
            else:
                held = dict(roles.PERMISSIONS)
                assert change.permission not in held[change.role]
                held[change.role] |= {change.permission}
                patch.setattr(roles, "PERMISSIONS", held)
        yield


def _function(where: str) -> types.FunctionType:
    module, _, name = where.partition(":")
    found: object = import_module(f"directory.{module}")
    for part in name.split("."):
        found = getattr(found, part)
    function = inspect.unwrap(found)  # type: ignore[arg-type]
    assert isinstance(function, types.FunctionType)
    return function


def _without(function: Callable[..., object], cut: Cut) -> types.CodeType:
    """Return the code of *function* with the words of the check replaced."""
    assert isinstance(function, types.FunctionType)
    source = dedent(inspect.getsource(function))
    source = source[source.index("def ") :] if source.startswith("@") else source
    words = r"\s+".join(map(re.escape, cut.check.split()))
    assert len(re.findall(words, source)) == 1, f"{cut.where} does not say once: {cut.check}"
    changed = re.sub(words, lambda _found: cut.instead, source)
    made: dict[str, types.FunctionType] = {}
    flags = function.__code__.co_flags & _FUTURE
    exec(compile(changed, cut.where, "exec", flags, True), made)
    return made[function.__name__].__code__


@cache
def removals() -> tuple[Removed, ...]:
    """Return every block of the file."""
    blocks = re.split(r"\n\n+", FILE.read_text("utf-8"))
    return tuple(_removal(block.splitlines()) for block in blocks if not block.startswith("#"))


def _removal(block: list[str]) -> Removed:
    name, *more = block
    said = [(line[2:8].strip(), line[8:].strip()) for line in more]
    changes: list[Cut | Marked | Given] = []
    for place, (key, words) in enumerate(said):
        if key == "cut":
            changes.append(Cut(words, said[place + 1][1], said[place + 2][1]))
        elif key == "view":
            changes.append(Marked(words.split()[0], Permission(words.split()[1])))
        elif key == "role":
            changes.append(Given(Role(words.split()[0]), Permission(words.split()[1])))
    return Removed(name, tuple(changes), tuple(words for key, words in said if key == "seen"))
