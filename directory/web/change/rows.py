"""Edits as rows that somebody can judge: record by record, field by field, before and after.

Of what is restricted, or is for more eyes than those of whoever looks, only that it changes is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import g

from directory.graph.explain import say_group
from directory.graph.facts import Organization, Service, Visibility
from directory.graph.network import Network
from directory.store.changeset import Edit
from directory.web.change.value import named, say_days, say_hours, say_value
from directory.web.change.words import CHOICES, COLUMNS, KNOWN, TABLES
from directory.web.language import gettext as _

GUARDED = frozenset({"channel", "location", "note"})
"""Tables whose rows say themselves who may see them."""
SEEN_BY = {
    Visibility.PUBLIC: frozenset({"public"}),
    Visibility.NETWORK: frozenset({"public", "network"}),
}
OWNERS = ("organization_id", "service_id")
OPENING = ("days", "opens", "closes")


class Act(StrEnum):
    """What becomes of a record."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing said of a record, in words; empty where nothing was or is said. ``is_small``: how it is known."""

    word: str
    before: str
    after: str
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """One record: of what sort, its own name or that of whose it is, and its fields. ``is_masked``: no fields."""

    table: str
    what: str
    name: str
    act: Act
    fields: tuple[Field, ...]
    is_masked: bool = False

    @property
    def main(self) -> tuple[Field, ...]:
        """The fields that somebody has to judge."""
        return tuple(one for one in self.fields if not one.is_small)

    @property
    def small(self) -> tuple[Field, ...]:
        """How the new values are known."""
        return tuple(one for one in self.fields if one.is_small and one.after)


def rows_of(edits: Iterable[Edit]) -> list[ChangedRecord]:
    """Return *edits* in words, in their order."""
    parts = _Parts(g.snapshot.network)
    return [_row(edit, parts) for edit in edits]


def is_masked(edit: Edit, parts: Mapping[str, tuple[str, str]] | None = None) -> bool:
    """Tell whether whoever looks may not see what *edit* is about."""
    if edit.table not in GUARDED:
        return False
    seen = SEEN_BY.get(g.snapshot.viewer, SEEN_BY[Visibility.NETWORK])
    said = {str(side["visibility"]) for side in (edit.before, edit.after) if side and side.get("visibility")}
    if said:
        return not said <= seen
    known = _Parts(g.snapshot.network) if parts is None else parts
    return edit.record not in known


class _Parts(dict[str, tuple[str, str]]):
    """Channels, places and notes that the viewer's network holds: id → whose it is, and what it is called."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        owners: list[Organization | Service] = [*network.organizations.values(), *network.services.values()]
        for owner in owners:
            for channel in owner.channels:
                self[channel.id] = (owner.id, channel.display)
            for location in owner.locations:
                self[location.id] = (owner.id, location.name or location.address)
            for note in owner.notes:
                self[note.id] = (owner.id, "")
            for post in owner.posts:
                self[post.id] = (owner.id, post.title)


def _row(edit: Edit, parts: _Parts) -> ChangedRecord:
    act = Act.ADDED if edit.is_addition else Act.REMOVED if edit.is_removal else Act.CHANGED
    what = str(TABLES[edit.table])
    if is_masked(edit, parts):
        return ChangedRecord(edit.table, what, _owner(edit, parts), act, (), is_masked=True)
    return ChangedRecord(edit.table, what, _name(edit, parts), act, tuple(_fields(edit)))


def _owner(edit: Edit, parts: _Parts) -> str:
    known = parts.get(edit.record)
    owner = next((edit.value(column) for column in OWNERS if edit.value(column)), known[0] if known else None)
    return named(str(owner)) if owner else ""


def _name(edit: Edit, parts: _Parts) -> str:
    if edit.table in ("organization", "service"):
        return str(edit.value("name") or named(edit.record))
    own = ""
    if edit.table in ("channel", "location", "note", "post"):
        own = str(
            edit.value("display")
            or edit.value("title")
            or edit.value("name")
            or parts.get(edit.record, ("", ""))[1]
        )
    return ": ".join(one for one in (_owner(edit, parts), own) if one)


def _fields(edit: Edit) -> Iterable[Field]:
    before, after = dict(edit.before or {}), dict(edit.after or {})
    words = COLUMNS[edit.table]
    if edit.table == "schedule" and all(
        column in side for side in (before, after) if side for column in OPENING
    ):
        yield _field(_("Öppet"), _opening(before), _opening(after))
        words = {column: word for column, word in words.items() if column not in OPENING}
    for column, word in words.items():
        if column not in before and column not in after:
            continue
        if edit.table != "coverage" and column in OWNERS and (edit.is_addition or edit.is_removal):
            continue  # it stands in the heading
        was, becomes = before.get(column), after.get(column)
        if column == "acceptance":
            yield from _groups(was or {}, becomes or {})
            continue
        said = [say_value(edit.table, column, value) for value in (was, becomes)]
        if any(said):
            yield _field(str(word), *said, is_small=column in KNOWN)


def _field(word: str, before: str, after: str, *, is_small: bool = False) -> Field:
    return Field(word, before, after, is_small)


def _opening(side: Mapping[str, Any]) -> str:
    if not side or not side.get("days"):
        return str(side.get("as_printed") or "") if side else ""
    return f"{say_days(str(side['days']))} {say_hours(int(side['opens']), int(side['closes']))}"


def _groups(before: Mapping[str, str], after: Mapping[str, str]) -> Iterable[Field]:
    for group in dict.fromkeys((*before, *after)):
        if before.get(group) != after.get(group):
            word = say_group(group, g.lang)
            was, becomes = (
                str(CHOICES["acceptance"].get(side.get(group, ""), "")) for side in (before, after)
            )
            yield Field(word[:1].upper() + word[1:], was, becomes)
