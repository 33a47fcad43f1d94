"""A process of its own that keeps snapshots, for tests: for each line it reads it says what it would answer from.

Run as ``python -m tests.store.answering DATABASE_URL``.
"""

from __future__ import annotations

import sys

from directory.store.snapshot import Snapshots
from tests.databases import settings_for


def main() -> None:
    """Answer each line of standard input with revision, age and the name of the organization "haven"."""
    snapshots = Snapshots(settings_for(sys.argv[1]))
    for _ in sys.stdin:
        snapshot = snapshots.current()
        stale = "stale" if snapshot.is_stale else "fresh"
        print(snapshot.revision, stale, snapshot.network.organizations["haven"].name, flush=True)


if __name__ == "__main__":
    main()
