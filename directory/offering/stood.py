"""What stood when a form was opened: whoever sends it later than somebody else must not write over that."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from directory.model import Record
from directory.store.changeset import Clashed


def mark_of(records: Iterable[Record]) -> str:
    """Return a mark of *records* that is another one as soon as any of them changes, comes or goes."""
    said = sorted(f"{one.__tablename__}:{one.id}:{one.version}" for one in records)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def check_stood(mark: str, records: Iterable[Record]) -> None:
    """Go on if *records* are those of *mark*.

    Raises:
        Clashed: somebody has changed one of them since, or added one. Nothing was changed.
    """
    if mark != mark_of(records):
        raise Clashed(())
