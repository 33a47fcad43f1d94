"""Entries as the page lists them: the sentence, the moment, and what stood there before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from directory.clock import as_local
from directory.ledger.reading import Entry
from directory.web.admin.log_names import names_of
from directory.web.admin.log_sentence import say
from directory.web.language import gettext as _

LONGEST_VALUE = 200
"""Characters of a value that a page shows; the export has all of it."""
NOT_SHOWN = frozenset({"seed_digest", "id"})
"""Columns that only the program reads."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field: its name, and what stood there. None: nothing did, or it is not a change at all."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One entry. ``at_local``: Swedish wall-clock time."""

    seq: int
    at_local: datetime
    act: str
    sentence: str
    changes: tuple[Change, ...]
    is_erased: bool


def entries_shown(database: Session, entries: Sequence[Entry]) -> list[EntryShown]:
    """Return *entries* as they are shown; what they may not show was hidden before."""
    names = names_of(database, entries)
    return [
        EntryShown(
            entry.seq,
            as_local(entry.at),
            entry.act,
            say(entry, names),
            changes_in(entry.detail),
            entry.is_erased,
        )
        for entry in entries
    ]


def changes_in(detail: Mapping[str, Any] | None) -> tuple[Change, ...]:
    """Return what a detail tells, field by field."""
    if not detail:
        return ()
    before, after = detail.get("before"), detail.get("after")
    if isinstance(before, dict) or isinstance(after, dict):
        old = before if isinstance(before, dict) else {}
        new = after if isinstance(after, dict) else {}
        names = [name for name in {**old, **new} if name not in NOT_SHOWN]
        found = (Change(name, _said(old.get(name)), _said(new.get(name))) for name in names)
        return tuple(one for one in found if one.before is not None or one.after is not None)
    return tuple(Change(name, None, _said(value)) for name, value in detail.items() if name not in NOT_SHOWN)


def _said(value: Any) -> str | None:
    if value is None or value in ("", []):
        return None
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    words = str(value)
    return words if len(words) <= LONGEST_VALUE else f"{words[:LONGEST_VALUE]}…"
