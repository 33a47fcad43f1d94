"""How long a letter waits before it is tried again, and when it is given up."""

from __future__ import annotations

import secrets
from datetime import timedelta

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MOST_ATTEMPTS = 16
"""1 + 2 + 4 + … + 256 minutes and six times six hours: about 45 hours (with jitter up to 54). RFC 5321 (4.5.4.1)
wants some days; a weekend without the one who mends the mail server should cost no letter."""
JITTER = 0.2
"""The largest part by which a pause is longer: letters that failed together do not come back together."""


def pause_after(attempts: int, jitter: float) -> timedelta:
    """Return the pause after the *attempts*-th attempt has failed; *jitter* is from 0 to 1."""
    return min(FIRST_PAUSE * (1 << min(attempts - 1, 20)), LONGEST_PAUSE) * (1 + JITTER * jitter)


def any_jitter() -> float:
    """Return a number from 0 to 1 that nobody else has."""
    return secrets.randbelow(1001) / 1000
