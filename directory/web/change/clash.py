"""A clash in words: what stood there, what stands now, and what one wrote oneself, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from directory.store.changeset import Clashed, Edit
from directory.web.change.rows import is_masked, rows_of
from directory.web.change.value import say_value
from directory.web.change.words import COLUMNS
from directory.web.language import gettext as _


@dataclass(frozen=True, slots=True)
class ClashRow:
    """One value in three versions. ``word`` empty: the record itself came or went."""

    what: str
    name: str
    word: str
    was: str
    stands: str
    wanted: str


def clash_rows(clashed: Clashed) -> list[ClashRow]:
    """Return every clash of *clashed* in words; of what is restricted only that it clashed."""
    rows = []
    for one in clashed.clashes:
        if one.column:
            edit = Edit(one.table, one.record, {one.column: one.was}, {one.column: one.wanted})
        else:
            edit = Edit(one.table, one.record, _side(one.stands), _side(one.wanted))
            if edit.before is None and edit.after is None:
                edit = Edit(one.table, one.record, _side(one.was), None)
        record = rows_of([edit])[0]
        if one.column and is_masked(edit):
            hidden = _("begränsat")
            rows.append(ClashRow(record.what, record.name, "", hidden, hidden, hidden))
        elif one.column:
            said = [say_value(one.table, one.column, value) for value in (one.was, one.stands, one.wanted)]
            rows.append(ClashRow(record.what, record.name, str(COLUMNS[one.table][one.column]), *said))
        else:
            rows.append(
                ClashRow(
                    record.what, record.name, "", *(_whole(one) for one in (one.was, one.stands, one.wanted))
                )
            )
    return rows


def _side(value: Any) -> Mapping[str, Any] | None:
    return value if isinstance(value, Mapping) else None


def _whole(value: Any) -> str:
    return _("finns") if value is not None else _("finns inte")
