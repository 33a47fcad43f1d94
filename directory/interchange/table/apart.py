"""Start our own modules in processes of their own: the only place of the program that starts any.

A file that somebody brought is read by a process with limits (``child``), and what is slow is done by one with less
right to the processor (``work``). No shell, no word of a file or of a person on the command line.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from typing import Final, Literal

Module = Literal["directory.interchange.table.child", "directory.interchange.table.work"]
ALONE: Final = ("-I", "-X", "utf8")
"""Of an interpreter that looks neither at its folder nor at the environment for what to import."""


class TookTooLong(Exception):
    """It was ended after its time."""


def run_apart(
    module: Module,
    argument: str,
    given: bytes,
    *,
    timeout_s: float,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run *module* with one *argument* and *given* on standard input; return how it ended.

    *environment*: all that it sees of ours, and then it is alone; None: everything.

    Raises:
        TookTooLong: it had not ended after *timeout_s* seconds; it has now.
    """
    alone = ALONE if environment is not None else ()
    try:
        return subprocess.run(  # noqa: S603 our own module, our own interpreter, no shell
            [sys.executable, *alone, "-m", module, argument],
            input=given,
            capture_output=True,
            timeout=timeout_s,
            check=False,
            env=None if environment is None else dict(environment),
        )
    except subprocess.TimeoutExpired:
        raise TookTooLong from None
