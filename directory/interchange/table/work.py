"""Work on one run in a process of its own, with less right to the processor than those that answer questions.

Run as ``python -m directory.interchange.table.work RUN``, with the settings as JSON on standard input: they hold
secrets, and a command line can be read by others.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress

from directory import clock
from directory.db import make_engine
from directory.interchange.table.limits import Limits
from directory.interchange.table.progress import forget, teller
from directory.interchange.table.running import work_on
from directory.settings import Settings

NICE = 10


def main() -> None:
    """Do what was asked of the run that the command line names."""
    settings = Settings(**json.loads(sys.stdin.read()))
    run = sys.argv[1]
    with suppress(OSError, AttributeError):
        os.nice(NICE)
    engine = make_engine(settings)
    try:
        tell = teller(settings.instance_folder, run)
        work_on(engine, run, clock.now(), Limits(rows=settings.import_rows), tell)
    finally:
        forget(settings.instance_folder, run)
        engine.dispose()


if __name__ == "__main__":
    main()
