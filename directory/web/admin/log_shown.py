"""Entries as the page lists them: the sentence, the moment, and what stood there before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext
from sqlalchemy.orm import Session

from directory.clock import as_local
from directory.ledger.reading import Entry
from directory.maintaining.restricted import Reason
from directory.web.admin.log_names import names_of
from directory.web.admin.log_sentence import say
from directory.web.language import gettext as _
from directory.web.maintain.words import REASONS

LONGEST_VALUE = 200
"""Characters of a value that a page shows; the export has all of it."""
NOT_SHOWN = frozenset({"heads", "id", "role", "seed_digest", "version"})
"""Columns that only the program reads, and the role, which the sentence says."""
LABELS: Mapping[str, object] = {
    "address": lazy_gettext("Adress"),
    "approved_at": lazy_gettext("Godkänd"),
    "channel": lazy_gettext("Nummer, mail och formulär"),
    "contact": lazy_gettext("Kontaktpersoner"),
    "description": lazy_gettext("Beskrivning"),
    "display": lazy_gettext("Visas som"),
    "email": lazy_gettext("Mailadress"),
    "ended_at": lazy_gettext("Avslutad"),
    "entries": lazy_gettext("Poster"),
    "location": lazy_gettext("Platser att besöka"),
    "name": lazy_gettext("Namn"),
    "note": lazy_gettext("Anteckningar"),
    "objected_at": lazy_gettext("Sade nej"),
    "organization_id": lazy_gettext("Organisation"),
    "phone": lazy_gettext("Telefon"),
    "phone_display": lazy_gettext("Telefon, visas som"),
    "postcode": lazy_gettext("Postnummer"),
    "purpose": lazy_gettext("Ändamål"),
    "reason": lazy_gettext("Varför"),
    "sessions": lazy_gettext("Inloggningar"),
    "text": lazy_gettext("Text"),
    "title": lazy_gettext("Titel"),
    "town": lazy_gettext("Ort"),
    "valid_from": lazy_gettext("Från och med"),
    "valid_to": lazy_gettext("Till och med"),
    "value": lazy_gettext("Nummer eller adress"),
    "visibility": lazy_gettext("Vem som ser den"),
}
"""Columns in words; others are shown by their name in the database."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field: its name, and what stood there. None: nothing did, or it is not a change at all.

    ``is_code``: the name is that of the column, in English.
    """

    name: str
    before: str | None
    after: str | None
    is_code: bool


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
        found = (_change(name, old.get(name), new.get(name)) for name in names)
        return tuple(one for one in found if one.before is not None or one.after is not None)
    return tuple(_change(name, None, value) for name, value in detail.items() if name not in NOT_SHOWN)


def _change(name: str, before: Any, after: Any) -> Change:
    if name == "reason":
        before, after = _reason(before), _reason(after)
    return Change(str(LABELS.get(name, name)), _said(before), _said(after), name not in LABELS)


def _reason(value: Any) -> Any:
    """Return why somebody opened what is restricted in the words that were chosen; any other reason as it is."""
    return REASONS[Reason(value)] if value in frozenset(Reason) else value


def _said(value: Any) -> str | None:
    if value is None or value in ("", []):
        return None
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    words = str(value)
    return words if len(words) <= LONGEST_VALUE else f"{words[:LONGEST_VALUE]}…"
