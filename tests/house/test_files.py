"""Files stay small, are named after what they are about, and say in their first lines what they are for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.tree import ROOT, kept_files

LONGEST = 400
"""Lines. Most files should stay under 300; past 400 a file has outgrown its name."""

DRAWERS = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"}
"""Names that say nothing, of files and folders."""

LAYERS = {"service", "services"}
"""A noun of the field: good for a record and its page, and never the name of a folder of code."""


def too_long(path: Path) -> bool:
    return len(path.read_text(encoding="utf-8").splitlines()) > LONGEST


def is_a_drawer(path: Path) -> bool:
    return bool({*path.parts[:-1], path.stem} & DRAWERS) or bool({*path.parts[:-1]} & LAYERS)


def is_unexplained(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return bool(text.strip()) and not ast.get_docstring(ast.parse(text))


def python_files() -> list[Path]:
    return [path for path in kept_files("directory", "tests", "scripts", "wsgi.py") if path.suffix == ".py"]


def test_no_file_of_the_program_has_outgrown_its_name() -> None:
    files = [path for path in kept_files("directory", "templates") if path.suffix in {".py", ".html", ".js"}]
    assert files
    assert [str(path.relative_to(ROOT)) for path in files if too_long(path)] == []


def test_no_file_or_folder_is_a_drawer() -> None:
    names = [path.relative_to(ROOT) for path in kept_files()]
    assert [str(name) for name in names if is_a_drawer(name)] == []


def test_every_module_says_what_it_is_for() -> None:
    files = python_files()
    assert files
    assert [str(path.relative_to(ROOT)) for path in files if is_unexplained(path)] == []


def test_a_file_of_401_lines_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("x = 1\n" * LONGEST)
    assert not too_long(path)
    path.write_text("x = 1\n" * (LONGEST + 1))
    assert too_long(path)


@pytest.mark.parametrize(
    "name", ["directory/utils.py", "directory/common/area.py", "directory/services/area.py"]
)
def test_a_drawer_would_be_found(name: str) -> None:
    assert is_a_drawer(Path(name))


def test_a_module_without_a_first_sentence_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "silent.py"
    path.write_text("x = 1\n")
    assert is_unexplained(path)
    path.write_text('"""Speak."""\nx = 1\n')
    assert not is_unexplained(path)
