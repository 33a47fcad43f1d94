"""The checks of ``make check`` are tests too, so that one summary tells all."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.tree import ROOT, kept_files

NAMES = re.findall(r"^check (\w+) ", (ROOT / "scripts" / "check").read_text(), flags=re.MULTILINE)


def run_check(name: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [root / "scripts" / "check", name], capture_output=True, text=True, check=False, cwd=root
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_check_is_kept(name: str) -> None:
    result = run_check(name)
    assert result.returncode == 0, result.stdout + result.stderr


def test_there_are_five_checks() -> None:
    assert NAMES == ["style", "layout", "types", "layers", "templates"]


FAULTS = {
    "style": ("directory/graph/planted.py", '"""Planted."""\n\nimport os\n'),
    "layout": ("directory/graph/planted.py", '"""Planted."""\nx   =  1\n'),
    "types": ("directory/planted.py", '"""Planted."""\n\nday: int = "Monday"\n'),
    "layers": ("directory/graph/planted.py", '"""Planted."""\n\nimport sqlalchemy\n'),
    "templates": ("templates/planted.html", "<!DOCTYPE html>\n<html>\n<body><img></body>\n</html>\n"),
}


LEAVES = {"__init__", "clock", "errors"}
"""Modules of the lowest layer, which import nothing else of the package."""


@pytest.mark.parametrize("name", NAMES)
def test_the_check_finds_a_planted_fault(name: str, tmp_path: Path) -> None:
    place, text = FAULTS[name]
    # The type checker has to read whatever is there, without the notes of an earlier run: give it little.
    is_copied = (
        (lambda path: path.parent == ROOT / "directory" and path.stem in LEAVES) if name == "types" else bool
    )
    for path in kept_files("directory", "templates", "scripts"):
        if path.is_relative_to(ROOT / "scripts") or is_copied(path):
            copy = tmp_path / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    (tmp_path / place).write_text(text)
    result = run_check(name, tmp_path)
    assert result.returncode == 1
    assert Path(place).stem in result.stdout
    assert f"Broken: {name}" in result.stderr
