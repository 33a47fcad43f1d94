"""Read a file that somebody brought, in a process of its own with limits, and say what is wrong with it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from time import perf_counter

from directory.account.complaint import Refused, refuse
from directory.interchange.table.apart import TookTooLong, run_apart
from directory.interchange.table.limits import MB, Limits
from directory.interchange.table.trouble import SENTENCES, Trouble

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
        done = run_apart(
            "directory.interchange.table.child",
            json.dumps(asdict(limits)),
            content,
            timeout_s=limits.wall_s,
            environment={"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "RAYON_NUM_THREADS": "1"},
        )
    except TookTooLong:
        raise said_of(Trouble.TOO_HARD, limits) from None
    answer = _answer(done.stdout) if done.returncode == 0 else None
    if answer is None:
        ran_out = _ran_out(done.returncode, done.stderr)
        raise said_of(Trouble.TOO_HARD if ran_out else Trouble.DAMAGED, limits)
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


def _ran_out(code: int, said: bytes) -> bool:
    """Whether the process was ended because it asked for too much; a Rust abort on memory is a signal, too."""
    return code < 0 or b"MemoryError" in said or b"memory allocation" in said


def _answer(written: bytes) -> dict[str, object] | None:
    try:
        found = json.loads(written)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
