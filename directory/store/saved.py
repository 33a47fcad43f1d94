"""The last snapshot, saved to a file: a process that starts while the database is away answers from it.

The file is plain JSON and is checked against the types of the facts when it is read: nothing in it is ever run.
It holds what one class of viewers may know, and is readable by its owner only.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from directory.gazetteer import Place
from directory.graph.facts import Facts, Visibility

FORMAT = 3
"""Raised when the types of the facts change; a file of another format is not read."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a snapshot is built from, and when it was read from the database (UTC)."""

    format: int
    saved_at: datetime
    viewer: Visibility
    facts: Facts
    places: tuple[Place, ...]
    borders: dict[str, Any] | None


_CODEC = TypeAdapter(Saved)


def file_in(folder: Path, viewer: Visibility) -> Path:
    """Return the file in *folder* for what *viewer* may know."""
    return folder / f"snapshot-{viewer}.json"


def save(folder: Path, saved: Saved) -> None:
    """Write *saved* into *folder*, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    target = file_in(folder, saved.viewer)
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{target.name}.")  # mode 0600
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_CODEC.dump_json(saved))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def find_saved(folder: Path, viewer: Visibility) -> Saved | None:
    """Return what was saved for *viewer* in *folder*, or None when there is nothing that can be trusted."""
    try:
        found = _CODEC.validate_json(file_in(folder, viewer).read_bytes())
    except (OSError, ValidationError):
        return None
    return found if found.format == FORMAT and found.viewer is viewer else None
