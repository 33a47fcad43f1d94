"""The pinned files agree with ``pyproject.toml``: all that is asked for is pinned, fits and has hashes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PIN = re.compile(r"^([\w.\[\]-]+)==([^\s;]+)")


def pins(path: Path) -> dict[str, str]:
    """Read name → version of every pinned package."""
    found = [PIN.match(line) for line in path.read_text().splitlines()]
    return {canonicalize_name(pin[1].split("[")[0]): pin[2] for pin in found if pin}


def unpinned(asked: list[str], pinned: dict[str, str]) -> list[str]:
    """List what is *asked* for and not pinned in a version that fits."""
    requirements = [Requirement(line) for line in asked]
    return [
        str(requirement)
        for requirement in requirements
        if not requirement.specifier.contains(pinned.get(canonicalize_name(requirement.name), "0"))
    ]


def without_hash(text: str) -> list[str]:
    """List the pins that are not followed by a hash."""
    entries = re.split(r"\n(?=\S)", text.replace("\\\n", " "))
    return [entry.split()[0] for entry in entries if PIN.match(entry) and "--hash=sha256:" not in entry]


def test_everything_that_runs_is_pinned() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    assert unpinned([*PROJECT["dependencies"], *build], pins(ROOT / "requirements" / "run.txt")) == []


def test_everything_for_development_is_pinned_to_the_same_versions() -> None:
    run, dev = (pins(ROOT / "requirements" / f"{name}.txt") for name in ("run", "dev"))
    assert unpinned(PROJECT["optional-dependencies"]["dev"], dev) == []
    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.stem)
def test_every_pin_has_its_hash(path: Path) -> None:
    assert pins(path)
    assert without_hash(path.read_text()) == []


def test_a_package_that_nobody_pinned_would_be_found() -> None:
    assert unpinned(["flask>=3.1", "unpinned>=1"], {"flask": "3.1.2"}) == ["unpinned>=1"]
    assert unpinned(["flask>=4"], {"flask": "3.1.2"}) == ["flask>=4"]


def test_a_pin_without_hash_would_be_found() -> None:
    assert without_hash("flask==3.1.2\nrich==15.0 \\\n    --hash=sha256:00\n") == ["flask==3.1.2"]
