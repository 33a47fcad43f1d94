"""Read one file in a process of its own: bytes on standard input, a table or a trouble as JSON on standard output.

Run as ``python -m directory.interchange.table.child``. It sets its own limits before it reads a byte, opens no file
and knows neither settings nor database: whatever a file does to it, nothing else is harmed.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any

from directory.interchange.table.headed import headed
from directory.interchange.table.limits import Limits
from directory.interchange.table.spelled import read_spelled
from directory.interchange.table.trouble import Trouble, TroubleError
from directory.interchange.table.worksheet import is_worksheet, read_worksheet

FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"BM6",
)
"""How files of other kinds begin."""
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<table")


def main() -> None:
    """Read standard input, write standard output."""
    limits = Limits(**json.loads(sys.argv[1])) if len(sys.argv) > 1 else Limits()
    _confine(limits)
    content = sys.stdin.buffer.read(limits.size + 1)
    try:
        answer = table_of(content, limits)
    except TroubleError as error:
        answer = {"trouble": error.trouble.value, "at": error.at}
    except MemoryError:
        answer = {"trouble": Trouble.TOO_HARD.value, "at": 0}
    sys.stdout.write(json.dumps(answer))


def table_of(content: bytes, limits: Limits) -> dict[str, Any]:
    """Return ``headings`` and ``rows`` (line, cells) of a file.

    Raises:
        TroubleError: it cannot be read.
    """
    if len(content) > limits.size:
        raise TroubleError(Trouble.TOO_LARGE)
    if not content.strip():
        raise TroubleError(Trouble.EMPTY)
    begins = content[:64].lstrip().lower()
    if content.startswith(FOREIGN) or begins.startswith(MARKUP):
        raise TroubleError(Trouble.NOT_A_TABLE)
    read = read_worksheet if is_worksheet(content) else read_spelled
    headings, rows = headed(read(content, limits), limits)
    return {"headings": headings, "rows": rows}


def _confine(limits: Limits) -> None:
    with suppress(ImportError):  # Windows has no such limits; the others hold there, too
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_s, limits.cpu_s + 1))
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))


if __name__ == "__main__":
    main()
