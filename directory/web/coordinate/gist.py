"""What a change is about, in a few words: which fields of what, so that changes of one organization are told apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.model import Changeset, ChangesetKind
from directory.store.changeset import from_json
from directory.web.change import rows_of

MOST = 3
"""Sorts of records named; a title says the rest, and the change itself all of it."""

MOST_FIELDS = 3
"""Fields named of each."""


def gists(reading: Session, found: Iterable[Changeset]) -> dict[str, str]:
    """Return what each change of *found* is about: id → words; those made by hand only, a file has too many rows.

    No value is among the words, and of what the viewer may not see only the sort is.
    """
    by_hand = [one.id for one in found if one.kind is ChangesetKind.EDIT]
    rows = reading.execute(select(Changeset.id, Changeset.edits).where(Changeset.id.in_(by_hand)))
    return {changeset_id: _gist(edits) for changeset_id, edits in rows}


def _gist(edits: list[dict[str, Any]]) -> str:
    said: dict[str, dict[str, None]] = {}
    for row in rows_of(from_json(edits)):
        fields = said.setdefault(row.what, {})
        if row.act == "changed":
            fields.update(dict.fromkeys(field.word for field in row.main))
    return " · ".join(
        f"{what}: {', '.join(list(fields)[:MOST_FIELDS]).lower()}" if fields else what
        for what, fields in list(said.items())[:MOST]
    )
