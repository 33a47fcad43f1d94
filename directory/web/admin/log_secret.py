"""What the log may show of contacts: never more than the viewer's pages show of them now.

The detail of an entry holds values as they were written. Of a contact point, a contact person, a place or a note they
are shown only if the row is there, its visibility is one that the viewer sees, and it never had a stricter one. Of the
hours of a contact point, of absences, and of what two sources say about something, no values are shown: they can be
about one that is hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from directory.clock import today
from directory.graph.facts import Visibility
from directory.ledger import Act
from directory.ledger.reading import Entry
from directory.maintaining.restricted import Reason
from directory.model import (
    Absence,
    Channel,
    Conflict,
    Contact,
    LedgerDetail,
    LedgerEntry,
    Location,
    Note,
    OpeningException,
    Schedule,
)
from directory.store.fact.contact import SEEN_BY

TABLES = {model.__tablename__: model for model in (Channel, Contact, Location, Note)}
HOURS = frozenset({Schedule.__tablename__, OpeningException.__tablename__})
ABOUT_OTHERS = HOURS | {Absence.__tablename__, Conflict.__tablename__}
"""Tables whose rows tell of other rows, and do not say themselves who may see them."""
OPEN_COLUMNS = frozenset(
    {
        "approved_at",
        "ended_at",
        "notified_at",
        "objected_at",
        "order",
        "organization_id",
        "post_id",
        "service_id",
        "valid_from",
        "valid_to",
        "version",
        "visibility",
    }
)
"""Columns that say nothing about how to reach anybody, or where. All others are hidden: a new column, too."""
HIDDEN = "•••"
"""Stands in the place of a value: that something was changed is told, and not what it says."""


def without_secrets(
    connection: Connection, entries: Sequence[Entry], viewer: Visibility
) -> tuple[Entry, ...]:
    """Return *entries* with every value hidden that a viewer of that class may not know."""
    asked: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.kind in TABLES and entry.detail is not None:
            asked[entry.kind].add(entry.record)
    shown = {
        (kind, record) for kind, ids in asked.items() for record in _shown(connection, kind, ids, viewer)
    }
    return tuple(
        replace(entry, detail=_only_ids(entry.detail))
        if entry.act == Act.RECORDS_CHANGED_MANY
        else entry
        if not _may_be_secret(entry) or (entry.kind, entry.record) in shown or _is_of_its_owner(entry)
        else replace(entry, detail=_open_part(entry))
        for entry in entries
    )


def hidden(detail: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return *detail* with the names of its fields, and the values only of those that are open."""
    if detail is None:
        return None
    return {
        name: hidden(value)
        if isinstance(value, dict)
        else value
        if name in OPEN_COLUMNS or value is None
        else HIDDEN
        for name, value in detail.items()
    }


def _open_part(entry: Entry) -> Mapping[str, Any] | None:
    """Return the detail with its values hidden, but for why somebody opened what is restricted.

    That is one of a few reasons and tells of no contact; whoever opens is told that it can be read.
    """
    covered, why = hidden(entry.detail), (entry.detail or {}).get("reason")
    if covered is None or entry.act != Act.RESTRICTED_OPENED or why not in frozenset(Reason):
        return covered
    return {**covered, "reason": why}


def _only_ids(detail: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return which rows changed at once, without what stood in them: some may be hidden."""
    return detail and {
        table: {what: ids for what, ids in acts.items() if what != "rows"} for table, acts in detail.items()
    }


def _may_be_secret(entry: Entry) -> bool:
    return (
        entry.kind in TABLES
        or entry.kind in ABOUT_OTHERS
        or entry.act in (Act.RESTRICTED_OPENED, Act.QUOTA_REACHED)
    )


def _is_of_its_owner(entry: Entry) -> bool:
    """Whether these are the hours of an organization or service itself, which everybody sees: a whole row says so."""
    if entry.kind not in HOURS or entry.detail is None:
        return False
    rows = [row for row in (entry.detail.get("before"), entry.detail.get("after")) if isinstance(row, dict)]
    return bool(rows) and all("channel_id" in row and row["channel_id"] is None for row in rows)


def _shown(connection: Connection, kind: str, ids: Iterable[str], viewer: Visibility) -> set[str]:
    """Return those of *ids* of which the viewer may know everything that was ever written."""
    table = TABLES[kind].__table__
    wanted: list[ColumnElement[bool]] = [table.c.id.in_(list(ids)), table.c.visibility.in_(SEEN_BY[viewer])]
    if kind == Contact.__tablename__ and viewer is Visibility.PUBLIC:
        people = Contact.__table__.c
        wanted += [
            people.approved_at.is_not(None),
            people.objected_at.is_(None),
            people.ended_at.is_(None),
            people.valid_to >= today(),
        ]
    found = set(connection.scalars(select(table.c.id).where(*wanted)))
    stricter = [one for one in Visibility if one not in SEEN_BY[viewer]]
    said = or_(*(LedgerDetail.content.contains(f'"visibility":"{one}"') for one in stricter))
    once_secret = connection.scalars(
        select(LedgerEntry.record)
        .join(LedgerDetail, LedgerDetail.seq == LedgerEntry.seq)
        .where(LedgerEntry.kind == kind, LedgerEntry.record.in_(found), said)
    )
    return found - set(once_secret)
