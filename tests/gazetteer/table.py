"""Tables of inputs and outcomes, one a line: ``input | outcome``."""

from __future__ import annotations

from pathlib import Path


def rows_of(name: str) -> list[tuple[str, str]]:
    """Return the rows of a table beside this file, without comments."""
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    pairs = (line.rpartition("|") for line in lines if line and not line.startswith("#"))
    return [(text.strip(), outcome.strip()) for text, _, outcome in pairs]
