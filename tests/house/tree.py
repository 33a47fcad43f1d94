"""The files that the rules of the house are about: what git keeps, read as text."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def kept_files(*under: str) -> list[Path]:
    """Return the files that git keeps, below the folders *under* (all of them without), sorted."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--", *under], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return sorted(ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file())


def lines_of(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield ("file:line", text) for every line of *paths*; pictures and fonts are passed over."""
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
        for number, line in enumerate(text.splitlines(), start=1):
            yield f"{name}:{number}", line
