"""How far a run has come, in a file beside what the program keeps: readable while the one transaction is open.

SQLite lets nobody else write meanwhile, so a row of the database could not tell.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from time import monotonic

FOLDER = "imports"
EVERY_S = 0.2
"""Between two writes of the file."""
_ID = re.compile(r"[\w-]{1,43}", re.ASCII)


class Step(StrEnum):
    """What is being done."""

    WAITING = "waiting"
    READING = "reading"
    COMPARING = "comparing"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Progress:
    """*done* of *total* in this step; a *total* of 0: nobody knows yet."""

    step: Step = Step.WAITING
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int:
        """How far the whole has come, 0 to 100: reading is a tenth, comparing and writing share the rest."""
        part = self.done / self.total if self.total else 0.0
        begins, share = {
            Step.WAITING: (0, 0),
            Step.READING: (0, 10),
            Step.COMPARING: (10, 40),
            Step.WRITING: (50, 50),
        }[self.step]
        return min(100, round(begins + share * part))


Tell = Callable[[Progress], None]
"""Told how far it has come, as often as it moves."""


def nobody(_progress: Progress) -> None:
    """Tell nobody."""


def teller(folder: Path, run: str) -> Tell:
    """Return what writes the progress of *run* below *folder*; it never stops the work."""
    file = _file(folder, run)
    last = -1.0
    step = Step.WAITING

    def tell(progress: Progress) -> None:
        nonlocal last, step
        if progress.step is step and monotonic() - last < EVERY_S:
            return
        last, step = monotonic(), progress.step
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh = file.with_suffix(f".{os.getpid()}")
            fresh.write_text(json.dumps(asdict(progress)))
            fresh.replace(file)

    return tell


def read_progress(folder: Path, run: str) -> Progress | None:
    """Return how far *run* has come; None where nothing is known."""
    try:
        found = json.loads(_file(folder, run).read_text())
        return Progress(Step(found["step"]), int(found["done"]), int(found["total"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(folder: Path, run: str) -> None:
    """Take the file of an ended run away."""
    with suppress(OSError):
        _file(folder, run).unlink(missing_ok=True)


def _file(folder: Path, run: str) -> Path:
    if not _ID.fullmatch(run):
        raise ValueError("that is no id of a run")
    return folder / FOLDER / f"{run}.json"
