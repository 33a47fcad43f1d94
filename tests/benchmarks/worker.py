"""One worker process: asks for the newest snapshot again and again, and prints when it first saw each revision.

python -m tests.benchmarks.worker DATABASE_URL
"""

from __future__ import annotations

import sys
import time

from directory.store.snapshot import Snapshots
from tests.benchmarks.seeded import settings_for

PAUSE_S = 0.005
"""Between two requests of a worker: two hundred a second."""


def main() -> None:
    """Look until the pipe that is read from is closed."""
    snapshots = Snapshots(settings_for(sys.argv[1]))
    seen = snapshots.current().revision
    try:
        print(seen, time.monotonic(), flush=True)
        while True:
            revision = snapshots.current().revision
            if revision != seen:
                seen = revision
                print(seen, time.monotonic(), flush=True)
            time.sleep(PAUSE_S)
    except BrokenPipeError:
        sys.stderr.close()


if __name__ == "__main__":
    main()
