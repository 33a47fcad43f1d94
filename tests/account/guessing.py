"""A process of its own that guesses: says how many of its trials got through.

Run as ``python -m tests.account.guessing DATABASE_URL TIMES``.
"""

from __future__ import annotations

import sys

from directory.account.complaint import TooMany
from directory.account.throttle import Trial, take
from directory.db import make_engine
from tests.account.people import NOW
from tests.databases import settings_for


def main() -> None:
    """Try, one after the other, and print how many got through."""
    engine, through = make_engine(settings_for(sys.argv[1])), 0
    for _ in range(int(sys.argv[2])):
        try:
            take(engine, Trial.PASSWORD, "somebody@example.org", NOW)
        except TooMany:
            continue
        through += 1
    print(through)


if __name__ == "__main__":
    main()
