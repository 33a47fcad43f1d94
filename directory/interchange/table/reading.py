"""Read a file that somebody brought, in a process of its own with limits, and say what is wrong with it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from time import perf_counter

from directory.account.complaint import Refused, refuse
from directory.interchange.table.limits import MB, Limits
from directory.interchange.table.trouble import SENTENCES, Trouble

CHILD = "directory.interchange.table.child"
FIELD = "file"


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: its headings, and its rows with the number of the line of each; cells are text."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    took_s: float = field(default=0.0, compare=False)


def read_table(content: bytes, limits: Limits | None = None) -> Table:
    """Return what the bytes of a file hold.

    Raises:
        Refused: it cannot be read; the sentence at ``file`` says what to do.
    """
    limits = limits or Limits()
    began = perf_counter()
    if len(content) > limits.size:
        raise said_of(Trouble.TOO_LARGE, limits)
    try:
        done = subprocess.run(  # noqa: S603 our own module, our own interpreter, no shell
            [sys.executable, "-I", "-X", "utf8", "-m", CHILD, json.dumps(asdict(limits))],
            input=content,
            capture_output=True,
            timeout=limits.wall_s,
            check=False,
            env={"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "RAYON_NUM_THREADS": "1"},
        )
    except subprocess.TimeoutExpired:
        raise said_of(Trouble.TOO_HARD, limits) from None
    answer = _answer(done.stdout) if done.returncode == 0 else None
    if answer is None:
        raise said_of(Trouble.TOO_HARD if _ran_out(done) else Trouble.DAMAGED, limits)
    if "trouble" in answer:
        raise said_of(Trouble(str(answer["trouble"])), limits, int(str(answer["at"])))
    rows = tuple((int(line), tuple(cells)) for line, cells in answer["rows"])  # type: ignore[attr-defined]
    return Table(tuple(answer["headings"]), rows, perf_counter() - began)  # type: ignore[arg-type]


def said_of(trouble: Trouble, limits: Limits, at: int = 0) -> Refused:
    """Return the error that says what is wrong with a file."""
    numbers = {
        "size": limits.size // MB,
        "unpacked": limits.unpacked // MB,
        "rows": limits.rows,
        "columns": limits.columns,
        "cell": limits.cell,
        "at": at,
    }
    sv, en = (sentence.format(**numbers) for sentence in SENTENCES[trouble])
    return refuse(FIELD, sv, en)


def _ran_out(done: subprocess.CompletedProcess[bytes]) -> bool:
    """Whether the process was ended because it asked for too much; a Rust abort on memory is a signal, too."""
    return done.returncode < 0 or b"MemoryError" in done.stderr or b"memory allocation" in done.stderr


def _answer(written: bytes) -> dict[str, object] | None:
    try:
        found = json.loads(written)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
