"""The arithmetic of the chain: what is hashed, and how. Pure, and simple enough to be done again by an outsider.

The digest of an entry is the SHA-256 of its canonical JSON: all columns but ``digest`` itself, among them the digest
of the entry before it. Canonical: keys sorted, no spaces, ASCII only (``\\uXXXX`` for the rest), instants as
``2026-11-23T21:50:11Z``. docs/ledger.md shows ten lines of Python that check an exported log.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

BEGINNING = "0" * 64
"""What stands in the place of a digest before the first entry."""

COLUMNS = (
    "seq",
    "at",
    "actor",
    "act",
    "kind",
    "record",
    "organization",
    "area",
    "detail_digest",
    "previous",
)
"""What an entry's digest covers: all of it."""


def canonical(value: Any) -> str:
    """Return *value* as canonical JSON.

    Raises:
        TypeError: it holds something that JSON does not know.
        ValueError: it holds a number that is none (NaN, infinity).
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def instant(moment: datetime) -> str:
    """Return *moment* as it is hashed; SQLite hands back naive values, which are UTC."""
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return aware.replace(tzinfo=None).isoformat() + "Z"


def entry_digest(entry: Mapping[str, Any]) -> str:
    """Return the digest (hex) of an *entry*, given by column, its instant already in words."""
    return _sha256(canonical({name: entry[name] for name in COLUMNS}))


def detail_digest(salt: str, content: str) -> str:
    """Return the digest (hex) of a detail: of its salt and then its text.

    Without the salt, nobody can find out by guessing what an erased detail said.
    """
    return _sha256(salt + content)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
